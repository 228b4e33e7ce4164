using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages;

/// <summary>What somebody asks of the log of who did what, as it stands in an address.</summary>
internal sealed record LogQuestion
{
    /// <summary>A name, or the id of a member, or their number in the log.</summary>
    public string? Wie { get; init; }

    /// <summary>A kind, or an action.</summary>
    public string? Wat { get; init; }

    /// <summary>The id of what the lines are about.</summary>
    public string? Over { get; init; }

    /// <summary>What stands in a line.</summary>
    public string? Woorden { get; init; }

    /// <summary>The first day.</summary>
    public DateOnly? Van { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? Tot { get; init; }

    /// <summary>Whether anything is asked.</summary>
    public bool IsAsked => (Wie ?? Wat ?? Over ?? Woorden) is not null || Van is not null || Tot is not null;

    /// <summary>The address of these lines.</summary>
    /// <param name="path">Of the page, or of the file.</param>
    /// <param name="after">Where the page before ended.</param>
    public string Address(string path, string? after = null) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["wie"] = Wie,
        ["wat"] = Wat,
        ["over"] = Over,
        ["woorden"] = Woorden,
        ["van"] = Van?.Stamp(),
        ["tot"] = Tot?.Stamp(),
        ["na"] = after,
    }.Where(pair => pair.Value is not null));
}

/// <summary>A line as it is read.</summary>
/// <param name="Entry">The line.</param>
/// <param name="Who">Who did it.</param>
/// <param name="What">What, Dutch.</param>
/// <param name="KindLabel">What kind of thing it is about, Dutch.</param>
/// <param name="About">What that is called.</param>
/// <param name="Address">Where one finds it; null: nowhere.</param>
/// <param name="Comparison">Where one sees what changed; null: nowhere.</param>
/// <param name="Changes">What changed, in words.</param>
internal sealed record LogLine(
    AuditEntry Entry, string Who, string What, string KindLabel, string About, string? Address, string? Comparison,
    IReadOnlyList<string> Changes);

/// <summary>
/// The log of who did what, as somebody may read it: an administrator all of it, others what their task is about. Names are looked up when
/// a line is read; in the line itself none stands.
/// </summary>
internal sealed class LogBook(
    MembersDb db, MemberDirectory directory, AuditSearch search, AuditPeople people, IEnumerable<AuditKind> kinds, CurrentMember current)
{
    private const int MostPeople = 50;

    // What does things by itself, as the office calls it.
    private static readonly Dictionary<string, string> Actors = new(StringComparer.Ordinal)
    {
        [MemberLines.Console] = "Opdracht op de server",
        [MemberLines.Portal] = "Het portaal zelf",
        ["planning"] = "De planning",
        ["import"] = "Inlezen van een map",
    };

    private readonly Dictionary<string, AuditKind> known = kinds.ToDictionary(kind => kind.Name);

    /// <summary>True when this member sees everything.</summary>
    public bool SeesAll { get; } = current.May(Rights.Administrator);

    /// <summary>The kinds of lines that this member sees.</summary>
    public IReadOnlyList<AuditKind> Kinds { get; } =
        [.. kinds.Where(kind => current.May(Rights.Administrator) || kind.Readers.Any(current.May)).OrderBy(kind => kind.Label)];

    /// <summary>The question as the log is searched by; with nobody where no such person is known.</summary>
    public async Task<AuditQuery> QueryAsync(LogQuestion asked, CancellationToken stop) => new()
    {
        Kinds = Kinds.FirstOrDefault(kind => kind.Name == asked.Wat) is { } one ? [one.Name]
            : SeesAll ? null : [.. Kinds.Select(kind => kind.Name)],
        Action = Kinds.Any(kind => kind.Actions.ContainsKey(asked.Wat ?? "")) ? asked.Wat : null,
        Actors = asked.Wie is { } who ? await ActorsAsync(who, stop) : null,
        Object = asked.Over is { } over ? await NumberOrAsync(over, stop) : null,
        Words = asked.Woorden,
        From = asked.Van is { } first ? DutchTime.MomentOf(first.ToDateTime(TimeOnly.MinValue)).ToUniversalTime() : null,
        Until = asked.Tot is { } last ? DutchTime.MomentOf(last.AddDays(1).ToDateTime(TimeOnly.MinValue)).ToUniversalTime() : null,
    };

    /// <summary>Some lines, the newest first.</summary>
    public async Task<IReadOnlyList<LogLine>> FindAsync(AuditQuery query, int most, CancellationToken stop) =>
        await ReadAsync(await search.FindAsync(query, most, stop), stop);

    /// <summary>All lines, read some at a time.</summary>
    public async IAsyncEnumerable<LogLine> AllAsync(
        AuditQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        const int AtOnce = 500;
        await foreach (var some in search.AllAsync(query, stop).Chunk(AtOnce).WithCancellation(stop))
            foreach (var line in await ReadAsync(some, stop)) yield return line;
    }

    /// <summary>Who this is, as a reader of the log calls them; null: nobody of that id.</summary>
    public async Task<string?> NameAsync(string id, CancellationToken stop) =>
        Guid.TryParse(id, CultureInfo.InvariantCulture, out var number)
            ? (await NamesAsync([await NumberOrAsync(number.ToString(), stop)], stop)).Values.First().Name
            : Actors.GetValueOrDefault(id);

    private async Task<IReadOnlyList<LogLine>> ReadAsync(IReadOnlyList<AuditEntry> entries, CancellationToken stop)
    {
        var numbers = entries.Select(entry => entry.Actor)
            .Concat(entries.Where(entry => IsPerson(entry)).Select(entry => entry.Object)).Distinct();
        var names = await NamesAsync(numbers, stop);
        return [.. entries.Select(entry => Read(entry, names))];
    }

    private bool IsPerson(AuditEntry entry) => known.GetValueOrDefault(entry.Kind)?.IsPerson == true;

    private LogLine Read(AuditEntry entry, Dictionary<string, (string Name, Guid? Member)> names)
    {
        var kind = known.GetValueOrDefault(entry.Kind);
        var about = IsPerson(entry) ? names[entry.Object].Name : entry.Title.Length > 0 ? entry.Title : entry.Object;
        var named = !IsPerson(entry) ? entry : names[entry.Object].Member is { } member ? entry with { Object = member.ToString() } : null;
        return new(
            entry, names[entry.Actor].Name, kind?.Actions.GetValueOrDefault(entry.Action) ?? entry.Action, kind?.Label ?? entry.Kind,
            about,
            named is null || kind is null || !Opens(kind) ? null : kind.Address(named), kind?.Comparison(entry),
            [.. entry.Facts.Select(fact => Words(kind?.Facts.GetValueOrDefault(fact.Name) ?? fact.Name, fact))]);
    }

    private bool Opens(AuditKind kind) => kind.Readers.Count == 0 ? SeesAll : kind.Readers.Any(current.May);

    private static string Words(string name, AuditFact fact) => fact switch
    {
        { Before: null } => $"{name}: {fact.After}",
        { After: null } => $"{name}: niet meer {fact.Before}",
        _ => $"{name}: van {fact.Before} naar {fact.After}",
    };

    private async Task<Dictionary<string, (string Name, Guid? Member)>> NamesAsync(IEnumerable<string> numbers, CancellationToken stop)
    {
        var all = numbers.Distinct().ToList();
        var members = await people.MembersAsync(all, stop);
        var cards = members.Count == 0 ? []
            : (await directory.FindAsync([.. members.Values.Distinct()], stop)).ToDictionary(card => card.Id, card => card.Name);
        return all.ToDictionary(number => number, number =>
        {
            if (members.TryGetValue(number, out var member) && cards.TryGetValue(member, out var name)) return (name, (Guid?)member);
            var isNumber = Guid.TryParse(number, CultureInfo.InvariantCulture, out _);
            return (isNumber ? $"Iemand zonder account ({number[..8]})" : Actors.GetValueOrDefault(number, number), null);
        });
    }

    // A member's id becomes their number; whatever else is what it is.
    private async Task<string> NumberOrAsync(string id, CancellationToken stop) =>
        Guid.TryParse(id, CultureInfo.InvariantCulture, out var member)
            ? (await people.NumbersAsync([member], stop)).GetValueOrDefault(member, id) : id;

    private async Task<IReadOnlyList<string>> ActorsAsync(string who, CancellationToken stop)
    {
        if (Guid.TryParse(who, CultureInfo.InvariantCulture, out var id)) return [await NumberOrAsync(id.ToString(), stop)];
        var pattern = SearchPattern.In(who);
        var found = await db.Members.Where(member => EF.Functions.ILike(member.Name, pattern, SearchPattern.Escape)
            || (SeesAll && EF.Functions.ILike(member.Email!, pattern, SearchPattern.Escape)))
            .OrderBy(member => member.Name).Take(MostPeople).Select(member => member.Id).ToListAsync(stop);
        return
        [
            .. (await people.NumbersAsync(found, stop)).Values,
            .. Actors.Where(actor => actor.Value.Contains(who, StringComparison.OrdinalIgnoreCase)).Select(actor => actor.Key),
        ];
    }
}
