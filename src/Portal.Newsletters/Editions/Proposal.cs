using System.Text;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Learning.Types;
using Portal.Newsletters.Types;
using Portal.Platform;

namespace Portal.Newsletters.Editions;

/// <summary>A part of every newsletter, in this order.</summary>
/// <param name="Key">One word.</param>
/// <param name="Heading">What it is called.</param>
internal sealed record EditionSection(string Key, string Heading)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<EditionSection> All { get; } =
    [
        new("onderzoek", "Onderzoek"), new("interventies", "Interventies"), new("ontwikkelingen", "Ontwikkelingen"),
        new("agenda", "Agenda"), new("trainingen", "Trainingen"),
    ];
}

/// <summary>A piece that may be of interest.</summary>
/// <param name="Section">The part it belongs to.</param>
/// <param name="Document">The piece.</param>
/// <param name="Day">Of an event the day it is on, of all else the day it came.</param>
internal sealed record Proposed(EditionSection Section, PublishedDocument Document, DateOnly Day);

/// <summary>What is new on the portal since the last newsletter, and the text of a newsletter made of it.</summary>
internal sealed class Proposals(LiveSite live, TimeProvider clock)
{
    private const int WeeksAhead = 10;

    /// <summary>The day from which things are new: that of the last newsletter; without one a month ago.</summary>
    public DateOnly Since => Editions.Select(edition => edition.Properties.Published).Max() ?? Today.AddMonths(-1);

    /// <summary>The number of the next newsletter; null when they have no numbers.</summary>
    public int? NextNumber => Editions.Max(edition => edition.Properties.Number) + 1;

    /// <summary>What is new, by part; the newest first, of events the first to come.</summary>
    public IReadOnlyList<Proposed> NewSince(DateOnly since)
    {
        var site = live.Current;
        bool IsNew(DateOnly? day) => day > since && day <= Today;
        var sections = EditionSection.All.ToDictionary(section => section.Key);
        IEnumerable<Proposed> Of<T>(string section) where T : DocumentProperties =>
            from document in site.All<T>()
            where IsNew(document.Properties.Published)
            orderby document.Properties.Published descending, document.Title
            select new Proposed(sections[section], document, document.Properties.Published!.Value);

        var ahead =
            from document in site.All<CalendarEvent>()
            let day = DateOnly.FromDateTime(document.Properties.Starts)
            where day > Today && day <= Today.AddDays(7 * WeeksAhead) && document.Properties.Cancelled is null
            orderby document.Properties.Starts, document.Title
            let section = document.Properties.Kind == EventKind.Training ? "trainingen" : "agenda"
            select new Proposed(sections[section], document, day);
        var events = ahead.ToList();
        return
        [
            .. Of<ResearchSummary>("onderzoek"),
            .. Of<Intervention>("interventies"),
            .. Of<NewsItem>("ontwikkelingen"),
            .. Of<EventReport>("ontwikkelingen"),
            .. events.Where(found => found.Section.Key == "agenda"),
            .. events.Where(found => found.Section.Key == "trainingen"),
            .. Of<Training>("trainingen"),
            .. Of<LearningModule>("trainingen"),
        ];
    }

    /// <summary>
    /// The Markdown of a newsletter of these pieces: a part for each kind, a teaser for each piece, its summary filled in.
    /// </summary>
    public static string TextOf(IEnumerable<Proposed> chosen)
    {
        var bySection = chosen.ToLookup(found => found.Section);
        var text = new StringBuilder();
        foreach (var section in EditionSection.All.Where(bySection.Contains))
        {
            text.Append("## ").Append(section.Heading).Append("\n\n");
            foreach (var found in bySection[section])
            {
                text.Append("::: teaser document=").Append(found.Document.Id).Append('\n');
                if (DayOf(found) is { } day) text.Append("**").Append(day).Append("**\n\n");
                text.Append(OneParagraph(found.Document.Common.Summary)).Append("\n:::\n\n");
            }
        }
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private IReadOnlyList<PublishedDocument<Newsletter>> Editions => live.Current.All<Newsletter>();

    private DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    private static string? DayOf(Proposed found) => found.Document is PublishedDocument<CalendarEvent> { Properties: var happening }
        ? string.Create(
            DutchTime.Culture,
            $"{happening.Starts:dddd d MMMM}, {happening.Starts:HH.mm} uur{(happening.Location is { } place ? $", {place}" : "")}")
        : null;

    // A summary is plain text, and stays that between marks that mean something in Markdown.
    private static string OneParagraph(string words)
    {
        var made = new StringBuilder();
        foreach (var letter in string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
        {
            if (letter is '*' or '_' or '`' or '[' or ']' or '\\' or '<' or '|' or '~' or '^') made.Append('\\');
            made.Append(letter);
        }
        return made.Length > 0 && (made[0] is '#' or '-' or '+' or '>' or ':') ? "\\" + made : made.ToString();
    }
}
