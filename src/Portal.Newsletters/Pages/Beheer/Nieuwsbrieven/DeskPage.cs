using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Pages;
using Portal.Content.Pages.Beheer;
using Portal.Members.Access;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Newsletters.Types;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>A page about one newsletter, for who makes it.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Document)]
internal abstract class DeskPage(DocumentDesk desk, EditionWriter editions, Campaigns campaigns, CurrentMember current) : PageModel
{
    /// <summary>Its id.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>What it says to editors.</summary>
    public WrittenDocument Document { get; private set; } = null!;

    /// <summary>The same as a mail; null when too little is filled in.</summary>
    public Edition? Edition { get; private set; }

    /// <summary>The last time it was or is sent; null: never.</summary>
    public Campaign? Campaign { get; private set; }

    /// <summary>The pages above.</summary>
    public IReadOnlyList<Link> Trail => [new("Beheer", "/beheer"), new("Nieuwsbrieven", "/beheer/nieuwsbrieven")];

    /// <summary>Its address in the office.</summary>
    public string Desk => $"/beheer/nieuwsbrieven/{Id}";

    /// <summary>Where its text is written.</summary>
    public string Editor => $"/beheer/inhoud/{Id}";

    /// <summary>True for who may see what became of newsletters.</summary>
    public bool SeesFigures => current.May(Rights.Coordinator) || current.May(Rights.Administrator);

    protected CurrentMember Current => current;

    protected EditionWriter Editions => editions;

    protected Campaigns Campaigns => campaigns;

    protected DocumentDesk Documents => desk;

    /// <summary>The links of a mail that goes to nobody: to the pages without a key, where one can look around.</summary>
    protected static SubscriberLinks SampleLinks(string site) =>
        new($"{site}/nieuwsbrieven/voorkeuren", $"{site}/nieuwsbrieven/afmelden", $"{site}/nieuwsbrieven/blijven", []);

    protected async Task<bool> OpenAsync(CancellationToken stop)
    {
        if (await desk.ReadAsync(Id, stop) is not { Type: Newsletter.TypeName } document) return false;
        (Document, Edition, Campaign) = (document, editions.Of(document), await campaigns.OfAsync(Id, stop));
        ViewData["Title"] = document.Title;
        ViewData["Robots"] = "noindex";
        return true;
    }

    /// <summary>Back to the newsletter with a sentence.</summary>
    protected IActionResult Told(string sentence)
    {
        TempData["Melding"] = sentence;
        return Redirect(Desk);
    }
}
