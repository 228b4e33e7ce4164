using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Branches;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Editing.Forms;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Media;

/// <summary>One item of the library: what it is called and shows, where it is used, and a way to take it away.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Files)]
internal sealed class ShowModel(
    ContentDb db, DbSession session, MediaLibrary library, WhereUsed whereUsed, References references, LiveSite live, OwnBranchAlone own,
    BranchWords words, AuditLog audit, CurrentMember current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The description as it was when the page was made.</summary>
    [BindProperty]
    public string? Before { get; set; }

    /// <summary>The item as pages link to it.</summary>
    public MediaTarget Item { get; private set; } = null!;

    /// <summary>Its fields.</summary>
    internal PropertyForm Form { get; private set; } = null!;

    /// <summary>What names it.</summary>
    internal IReadOnlyList<UsedBy> Uses { get; private set; } = [];

    /// <summary>Why this member may not change it, and who can be asked; empty when they may.</summary>
    public string WhyNot { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await SourceAsync(stop) is not { } source) return NotFound();
        Form = PropertyForm.Of(MediaProperties.Properties, source, references.Find, PropertyForm.UsualPrefix);
        return await ShowAsync(source, stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await SourceAsync(stop) is not { } source) return NotFound();
        var posted = PostedProperties.Read(Request.Form, MediaProperties.Properties, source, references.Find, PropertyForm.UsualPrefix);
        Form = posted.Form;
        if (Before != StampOf(source))
        {
            ModelState.AddModelError(
                "", "Iemand anders veranderde dit net. Er is nog niets bewaard. Kijk na wat je wilt houden, en bewaar dan.");
            return await ShowAsync(source, stop);
        }
        foreach (var error in posted.Errors) ModelState.AddModelError(error.Name, error.Message);
        var front = FrontMatter.Read(posted.Yaml, MediaProperties.Properties);
        if (ModelState.IsValid && ProblemOf(front) is { } problem) ModelState.AddModelError("", problem);
        if (!ModelState.IsValid) return await ShowAsync(source, stop);

        if (!await DescribeAsync(source, posted.Yaml, front, stop)) return Redirect($"/beheer/media/{Id}");
        await live.OnNotifiedAsync(Id, stop);
        TempData["Melding"] = "Bewaard. Lezers zien het meteen.";
        return Redirect($"/beheer/media/{Id}");
    }

    /// <summary>
    /// Moves its most important point, for the script of the picture dialog: hundredths from its left and its upper side. 204, or 422 with
    /// <c>{message}</c>.
    /// </summary>
    public async Task<IActionResult> OnPostPointAsync(int x, int y, CancellationToken stop)
    {
        // Somebody else who describes it in the same instant is met once or twice at most.
        for (var tries = 0; tries < 5; tries++)
        {
            if (await SourceAsync(stop) is not { } source) return NotFound();
            if (Uploads.WithFocus(source, x, y) is not { } yaml)
                return Unmoved("Het belangrijkste punt van deze afbeelding kan alleen op haar eigen pagina worden veranderd.");
            var front = FrontMatter.Read(yaml, MediaProperties.Properties);
            if (ProblemOf(front) is { } problem) return Unmoved(problem);
            if (!await DescribeAsync(source, yaml, front, stop)) continue;
            await live.OnNotifiedAsync(Id, stop);
            return new NoContentResult();
        }
        return Unmoved("Dat lukt nu niet. Probeer het zo nog eens.");

        static JsonResult Unmoved(string message) => new(new { message }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>Takes it away, unless something names it.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken stop)
    {
        if (await SourceAsync(stop) is not { } source) return NotFound();
        var title = Item.Title;
        var isGone = await session.InTransactionAsync(
            async () =>
            {
                Uses = await whereUsed.OfMediaForSureAsync(Id, stop);
                if (Uses.Count > 0) return false;
                await library.DeleteAsync(Id, stop);
                await audit.AppendAsync(LineOf("media.deleted", title), stop);
                return true;
            },
            stop);
        if (isGone)
        {
            await live.ReloadAsync(stop);
            TempData["Melding"] = $"‘{title}’ is weg.";
            return Redirect("/beheer/media");
        }
        ModelState.AddModelError("", $"‘{title}’ kan niet weg: het wordt gebruikt in {PlacesOf(Uses)}. Haal het daar eerst weg.");
        Form = PropertyForm.Of(MediaProperties.Properties, source, references.Find, PropertyForm.UsualPrefix);
        return await ShowAsync(source, stop);
    }

    private Task<bool> DescribeAsync(string source, string yaml, FrontMatter front, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            if (!await library.DescribeAsync(Id, source, yaml, front.Json, stop)) return false;
            if (yaml != source) await audit.AppendAsync(LineOf("media.described", front.Json["title"]?.ToString() ?? Id), stop);
            return true;
        },
        stop);

    private AuditLine LineOf(string action, string title) => new(action, ContentLines.Media, Id, current.Id.ToString()) { Title = title };

    private async Task<string?> SourceAsync(CancellationToken stop)
    {
        if (await library.TargetsAsync(Id, stop) is not [var item]) return null;
        Item = item;
        return await db.Media.AsNoTracking().Where(row => row.Ref == Id).Select(row => row.Source).FirstOrDefaultAsync(stop);
    }

    private async Task<IActionResult> ShowAsync(string source, CancellationToken stop)
    {
        Before = StampOf(source);
        ModelState.Remove(nameof(Before));
        Uses = await whereUsed.OfMediaAsync(Id, stop);
        WhyNot = await own.IsOwnFileAsync(Id, stop) ? "" : await words.OfSiteAsync(stop);
        ViewData["Title"] = Item.Title;
        ViewData["Robots"] = "noindex";
        return Page();
    }

    private string? ProblemOf(FrontMatter front) => front.Errors is [var error, ..]
        ? error.Message
        : front.Json.Deserialize<MediaProperties>(ContentJson.Options)!.Problem(Item.Width is not null);

    private static string StampOf(string source) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(source)))[..16];

    private static string PlacesOf(IReadOnlyList<UsedBy> uses)
    {
        var titles = uses.Take(3).Select(use => $"‘{use.Title}’{(use.In == UseIn.Bin ? " in de prullenbak" : "")}").ToList();
        if (uses.Count > 3) titles.Add($"nog {uses.Count - 3} andere");
        return titles.Count == 1 ? titles[0] : string.Join(", ", titles.SkipLast(1)) + " en " + titles[^1];
    }
}
