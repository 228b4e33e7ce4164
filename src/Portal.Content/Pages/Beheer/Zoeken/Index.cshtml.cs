using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Conditions;
using Portal.Search;

namespace Portal.Content.Pages.Beheer.Zoeken;

/// <summary>Search for who looks after it: how its index stands, why a question finds what it finds, and what nobody finds.</summary>
[Authorize(Rights.Office), BranchRule(BranchRule.Reading)]
internal sealed class IndexModel(SearchDesk desk, SearchMisses misses, SearchClicks clicks, CurrentMember member) : PageModel
{
    /// <summary>Where it stands.</summary>
    public const string Path = "/beheer/zoeken";

    private const int MostMisses = 100;

    /// <summary>The question that is tried.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>What is wrong with the question; null: nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>How the index of this host stands.</summary>
    public IndexStanding Index { get; private set; } = null!;

    /// <summary>The question as it was read, with what it finds; null: nothing was asked, or nothing can be said yet.</summary>
    public TriedQuestion? Tried { get; private set; }

    /// <summary>What was asked in vain, with how often.</summary>
    public IReadOnlyList<(string Words, int Times)> Misses { get; private set; } = [];

    /// <summary>How often each place of the results was clicked.</summary>
    public IReadOnlyDictionary<int, int> Clicks { get; private set; } = new Dictionary<int, int>();

    /// <summary>What a place of the results is called.</summary>
    public static string NameOf(int place) => place switch
    {
        SearchClicks.Above => "Antwoord boven de lijst",
        SearchClicks.Last => "Verder naar beneden",
        _ => $"Plaats {place}",
    };

    /// <summary>Whether who looks may write search words.</summary>
    public bool MayWrite => member.May(Rights.Editor);

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!MayWrite && !member.May(Rights.Administrator)) context.Result = Forbid();
    }

    /// <summary>Tries a question, if there is one.</summary>
    public async Task OnGetAsync(CancellationToken stop)
    {
        Q = OneLine.Of(Q);
        if (Q.Length > SearchDesk.LongestQuestion)
        {
            Problem = $"Je vraag is te lang. Gebruik hoogstens {SearchDesk.LongestQuestion} tekens.";
            Q = Q[..SearchDesk.LongestQuestion];
        }
        else if (Q.Length > 0)
        {
            Tried = await desk.TryAsync(Q, stop);
            if (Tried is null) Problem = "De index wordt nog gemaakt. Probeer het over een paar tellen nog eens.";
        }
        (Index, Misses, Clicks) = (desk.Standing, await misses.ListAsync(MostMisses, stop), await clicks.ListAsync(stop));
    }

    /// <summary>Begins to make the index of this host anew.</summary>
    public IActionResult OnPost()
    {
        desk.MakeAnew();
        TempData["Melding"] = "De index wordt opnieuw gemaakt. Zoeken blijft intussen gewoon werken.";
        return Redirect(Path);
    }

    /// <summary>How the index stands, in a sentence.</summary>
    public string State => Index switch
    {
        { MadeAt: null, IsBeingMade: true } => "Wordt gemaakt. Zoeken kan over een ogenblik.",
        { MadeAt: null } => "Nog niet gemaakt. Dat gebeurt bij de eerste vraag.",
        { IsBeingMade: true } => "Wordt opnieuw gemaakt. Tot dat klaar is, antwoordt de oude.",
        _ => "Heel: zoeken werkt.",
    };

    /// <summary>How much memory it takes.</summary>
    public string Memory => Amounts.Size(Index.Bytes);

    /// <summary>How far the one is that is being made; null: not counted yet.</summary>
    public string? Progress => Index.Progress is var (done, all)
        ? $"{done.ToString("N0", DutchTime.Culture)} van de {Amounts.Of(all, "stuk", "stukken")}" : null;

    /// <summary>A number of points as read in Dutch.</summary>
    public static string Points(double points) => points.ToString("#,##0.0", DutchTime.Culture);

    /// <summary>Words between quotes with commas between them.</summary>
    public static string Quoted(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"‘{word}’"));

    /// <summary>Where a document about a question is begun.</summary>
    public static string NewAbout(string type, string words) =>
        $"/beheer/inhoud/nieuw?soort={type}&vraag={Uri.EscapeDataString(words)}";
}
