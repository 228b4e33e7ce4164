using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Trainingen;

/// <summary>
/// Somebody would like a training: a member by one click on its page, a visitor by saying where they work and as what.
/// </summary>
/// <remarks>
/// A visitor's form has no antiforgery token, because that needs a cookie and visitors get none: it does nothing in anybody's name, and
/// adds one to a count that a browser moves once a day. A member's token is checked in <see cref="OnPostAsync"/>.
/// </remarks>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(TrainingsRegistration.WishRateLimit)]
internal sealed class WishModel(
    LiveSite live, PageTags tags, CurrentMember member, MemberDirectory members, IProfileChoices choices, Wishes wishes,
    IAntiforgery antiforgery)
    : SitePage(live, tags)
{
    private const string OtherFunction = "anders";

    /// <summary>The training.</summary>
    public PublishedDocument<Training> Document { get; private set; } = null!;

    /// <summary>Id of the municipality's document.</summary>
    [BindProperty]
    public string? Gemeente { get; set; }

    /// <summary>A function, as in a profile.</summary>
    [BindProperty]
    public string? Functie { get; set; }

    /// <summary>They said it.</summary>
    public bool IsTold { get; private set; }

    /// <summary>And it counts: it had not been said from here today.</summary>
    public bool IsCounted { get; private set; }

    /// <summary>Where one can work.</summary>
    public IEnumerable<(string Value, string Text)> Municipalities =>
        choices.Municipalities.Select(municipality => (municipality.Id, municipality.Label));

    /// <summary>What one can be.</summary>
    public IEnumerable<(string Value, string Text)> Functions =>
        choices.Functions.Select(function => (function.Id, function.Label)).Append((OtherFunction, "Iets anders"));

    /// <summary>The form; a member has a button on the page of the training.</summary>
    public IActionResult OnGet()
    {
        if (!Find()) return NotFound();
        return member.IsSignedIn ? LocalRedirect(Document.Path + "#wens") : Page();
    }

    /// <summary>Writes it down.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Find()) return NotFound();
        return member.IsSignedIn ? await OfMemberAsync(stop) : await OfVisitorAsync(stop);
    }

    private async Task<IActionResult> OfMemberAsync(CancellationToken stop)
    {
        if (!await antiforgery.IsRequestValidAsync(HttpContext)) return BadRequest();
        if (await members.FindAsync(member.Id, stop) is { } card) await wishes.AddAsync(card, Document.Id, stop);
        return LocalRedirect(Document.Path + "#wens");
    }

    private async Task<IActionResult> OfVisitorAsync(CancellationToken stop)
    {
        if (!Municipalities.Any(one => one.Value == Gemeente)) ModelState.AddModelError(nameof(Gemeente), "Kies de gemeente waar je werkt");
        if (!Functions.Any(one => one.Value == Functie)) ModelState.AddModelError(nameof(Functie), "Kies je functie");
        if (!ModelState.IsValid) return Page();
        var network = ClientNetwork.Of(HttpContext.Connection.RemoteIpAddress);
        IsCounted = await wishes.AddAsync(Document.Id, Gemeente!, Functie!, network, Request.Headers.UserAgent.ToString(), stop);
        IsTold = true;
        return Page();
    }

    // An e-learning is there already: nobody has to plan it.
    private bool Find()
    {
        var path = Request.Path.Value!;
        if (Site.At(path[..path.LastIndexOf('/')]) is not PublishedDocument<Training> { Properties.Form: not TrainingForm.ELearning } found)
            return false;
        Document = found;
        Tags.Use([found.Id, DocumentType.Of<Organisation>().Name]);
        return true;
    }
}
