using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Questions;
using Portal.Content.Pages;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>The inbox: who waits longest first.</summary>
internal sealed class IndexModel(
    Inbox inbox, MemberDirectory members, CurrentMember current, IProfileChoices choices, TimeProvider clock) : InboxPage(current, choices)
{
    private const int PageSize = 30;

    /// <summary>The parts of the inbox, by their word in the address.</summary>
    public static IReadOnlyList<(string? Key, InboxPart Part, string Label)> Parts { get; } =
    [
        (null, InboxPart.Open, "Te beantwoorden"), ("mijn", InboxPart.Mine, "Van mij"), ("wacht", InboxPart.Waiting, "Wacht op reactie"),
        ("gesloten", InboxPart.Closed, "Gesloten"),
    ];

    /// <summary>A part of the inbox.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Lijst { get; set; }

    /// <summary>Of one kind alone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Soort { get; set; }

    /// <summary>About one theme alone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Thema { get; set; }

    /// <summary>From one municipality alone.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Gemeente { get; set; }

    /// <summary>Those on this page.</summary>
    public IReadOnlyList<Question> Questions { get; private set; } = [];

    /// <summary>How many there are in all.</summary>
    public int Total { get; private set; }

    /// <summary>The way to the others.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>Names of colleagues whose question it is.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>True when the list is narrowed.</summary>
    public bool IsNarrowed => Soort is not null || Thema is not null || Gemeente is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ViewData["Title"] = "Vragen";
        (Lijst, Soort, Thema, Gemeente) = (Asked(Lijst), Asked(Soort), Asked(Thema), Asked(Gemeente));
        if (Parts.FirstOrDefault(one => one.Key == Lijst) is not { Label: not null } part) return NotFound();
        var kind = QuestionKinds.Of(Soort);
        if (Soort is not null && (kind is null || !Kinds.Contains(kind.Value))) return NotFound();
        var query = new InboxQuery(part.Part, kind, Thema, Gemeente);
        Total = await inbox.CountAsync(query, stop);
        KeyValuePair<string, string?>[] chosen =
            [new("lijst", Lijst), new("soort", Soort), new("thema", Thema), new("gemeente", Gemeente)];
        if (Pager.Of(Request, Total, PageSize, chosen) is not { } pager) return NotFound();
        (Pager, Questions) = (pager, await inbox.ListAsync(query, (pager.Number - 1) * PageSize, PageSize, stop));
        var assigned = Questions.Select(question => question.AssignedTo).OfType<Guid>().Distinct().ToList();
        Names = (await members.FindAsync(assigned, stop)).ToDictionary(card => card.Id, card => card.Name);
        return Page();
    }

    /// <summary>How long somebody waits, or since when it is what it is.</summary>
    public string Since(Question question) => question.ClosedAt is not null ? ""
        : DaysBetween(question.WaitingSince ?? question.AnsweredAt ?? question.AskedAt, clock.GetUtcNow());

    private static string? Asked(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
