using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Woorden;

/// <summary>The audiences, with what they are called; one more is begun as any document.</summary>
[Authorize(Rights.Editor)]
internal sealed class DoelgroepenModel(LiveSite live) : PageModel
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<AudienceTerm> Terms { get; } = live.Current.Audiences;

    /// <summary>Where what one is called is written.</summary>
    public string HrefOf(AudienceTerm term) => live.Current.Find(AudienceWords.Prefix + term.Audience.Key) is { } own
        ? $"/beheer/inhoud/{own.Id}" : $"/beheer/woorden/{AudienceWords.Prefix}{term.Audience.Key}";

    /// <summary>True for one that an editor named or added.</summary>
    public bool IsOwn(AudienceTerm term) => live.Current.Find(AudienceWords.Prefix + term.Audience.Key) is not null;

    public void OnGet()
    {
    }
}
