using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Logboek;

/// <summary>Who did what, when and from where: found by person, action, what it is about, words and period; and as a file.</summary>
internal sealed class IndexModel(
    LogBook book, AuditChain chain, AuditLog audit, DbSession session, CurrentMember current, TimeProvider clock) : PageModel
{
    /// <summary>How many lines stand on a page.</summary>
    public const int Most = 50;

    private static readonly string[] Columns =
        ["nummer", "wanneer", "wie", "wat", "soort", "waarover", "kenmerk", "wat veranderde", "vanaf", "vingerafdruk"];

    /// <summary>A name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Wie { get; set; }

    /// <summary>A kind, or an action.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Wat { get; set; }

    /// <summary>The id of what the lines are about.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Over { get; set; }

    /// <summary>What stands in a line.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Woorden { get; set; }

    /// <summary>The first day.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Van { get; set; }

    /// <summary>The last day.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Tot { get; set; }

    /// <summary>Where the page before ended: microseconds since 1970, and the line.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Na { get; set; }

    /// <summary>What is asked.</summary>
    public LogQuestion Asked { get; private set; } = new();

    /// <summary>The log, as this member may read it.</summary>
    public LogBook Book => book;

    /// <summary>What was found.</summary>
    public IReadOnlyList<LogLine> Lines { get; private set; } = [];

    /// <summary>The address of older lines; null: there are none.</summary>
    public string? Older { get; private set; }

    /// <summary>What <see cref="Over"/> is called.</summary>
    public string? About { get; private set; }

    /// <summary>Who <see cref="Wie"/> is where it is an id.</summary>
    public string? Who { get; private set; }

    /// <summary>Where the chain ends; null for who does not see that.</summary>
    public AuditHead? Head { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (book.Kinds.Count == 0) return Forbid();
        Ask();
        if (book.SeesAll) Head = await chain.HeadAsync(stop);
        if (!ModelState.IsValid) return Page();
        var query = await book.QueryAsync(Asked, stop);
        var found = await book.FindAsync(query with { After = After(Na) }, Most + 1, stop);
        Lines = [.. found.Take(Most)];
        if (found.Count > Most) Older = Asked.Address("/beheer/logboek", Mark(Lines[^1].Entry));
        if (Asked.Over is { } over) About = Lines.FirstOrDefault()?.About ?? await book.NameAsync(over, stop) ?? over;
        if (Guid.TryParse(Asked.Wie, CultureInfo.InvariantCulture, out _)) Who = await book.NameAsync(Asked.Wie!, stop);
        return Page();
    }

    /// <summary>All lines of this question as a file, line by line as they are read.</summary>
    public async Task<IActionResult> OnGetCsvAsync(CancellationToken stop)
    {
        if (book.Kinds.Count == 0) return Forbid();
        Ask();
        if (!ModelState.IsValid) return Redirect("/beheer/logboek");
        var query = await book.QueryAsync(Asked, stop);
        var taken = new AuditLine("log.exported", MemberLines.Log, "all", current.Id.ToString()) { Title = "Logboek" };
        await session.InTransactionAsync(() => audit.AppendAsync(taken, stop), stop);
        var day = DutchTime.DateOf(clock.GetUtcNow()).Stamp();
        Response.ContentType = Csv.MediaType;
        Response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("attachment") { FileName = $"logboek-{day}.csv" }.ToString();
        Response.Headers.CacheControl = "no-store";
        await Response.Body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), stop);
        await Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Csv.Line(Columns)), stop);
        await foreach (var line in book.AllAsync(query, stop))
            await Response.Body.WriteAsync(Encoding.UTF8.GetBytes(Csv.Line(CellsOf(line))), stop);
        return new EmptyResult();
    }

    private object?[] CellsOf(LogLine line) =>
    [
        line.Entry.Sequence?.ToString(CultureInfo.InvariantCulture), line.Entry.At, line.Who, line.What, line.KindLabel, line.About,
        line.Entry.Object, string.Join("; ", line.Changes), book.SeesAll ? line.Entry.Origin : "",
        book.SeesAll && line.Entry.Hash is { } hash ? Convert.ToHexStringLower(hash) : "",
    ];

    private void Ask()
    {
        Asked = new LogQuestion
        {
            Wie = Cut.Asked(Wie),
            Wat = Cut.Asked(Wat),
            Over = Cut.Asked(Over),
            Woorden = Cut.Asked(Woorden),
            Van = Day(nameof(Van), Van, "Vul bij ‘Vanaf’ een dag in zoals 2026-03-21"),
            Tot = Day(nameof(Tot), Tot, "Vul bij ‘Tot en met’ een dag in zoals 2026-06-21"),
        };
        if (Asked.Van > Asked.Tot) this.Wrong(nameof(Van), "De eerste dag ligt na de laatste");
    }

    private DateOnly? Day(string field, string? typed, string wrong)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is > 1 and < 9999) return day;
        this.Wrong(field, wrong);
        return null;
    }

    private static string Mark(AuditEntry last) => $"{(last.At - DateTimeOffset.UnixEpoch).Ticks / 10}-{last.Id}";

    private static (DateTimeOffset At, long Id)? After(string? mark) =>
        mark?.Split('-') is [var moment, var line] && long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var since)
            && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && since < 100_000_000_000_000_000
            ? (DateTimeOffset.UnixEpoch.AddTicks(since * 10), id) : null;
}
