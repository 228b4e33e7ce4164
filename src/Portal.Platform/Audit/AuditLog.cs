using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Portal.Platform.Data;

namespace Portal.Platform.Audit;

/// <summary>
/// Writes down who did what. A line is written in the transaction that does it: there is no change without its line, and no line without
/// its change. Nobody waits for anybody: the order of the chain is made afterwards (<see cref="AuditChain"/>).
/// </summary>
public sealed class AuditLog
{
    /// <summary>The origin of what did not come by a request: a command, or work of the portal itself.</summary>
    public const string Server = "server";

    private const int LongestTitle = 200, LongestFact = 500;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DbSession session;
    private readonly AuditPeople people;
    private readonly Dictionary<string, AuditKind> kinds;
    private readonly IHttpContextAccessor http;
    private readonly TimeProvider clock;

    internal AuditLog(
        DbSession session, AuditPeople people, IEnumerable<AuditKind> kinds, IHttpContextAccessor http, TimeProvider clock) =>
        (this.session, this.people, this.kinds, this.http, this.clock) =
            (session, people, kinds.ToDictionary(kind => kind.Name), http, clock);

    /// <summary>Writes a line.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction, or no kind knows the action.</exception>
    public Task AppendAsync(AuditLine line, CancellationToken stop) => AppendAsync([line], stop);

    /// <summary>Writes lines, in one statement.</summary>
    /// <inheritdoc cref="AppendAsync(AuditLine, CancellationToken)" path="/exception"/>
    public async Task AppendAsync(IReadOnlyList<AuditLine> lines, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (lines.Count == 0) return;
        if (!session.HasTransaction) throw new InvalidOperationException("A line is written in the transaction of what it tells.");
        if (lines.FirstOrDefault(line => kinds.GetValueOrDefault(line.Kind)?.Actions.ContainsKey(line.Action) != true) is { } unknown)
            throw new InvalidOperationException($"No kind of line knows {unknown.Action} of {unknown.Kind}: AddAuditKind comes first.");

        var numbers = await people.KnowAsync(
            [.. lines.SelectMany(PeopleIn).Distinct()], stop);
        await session.ExecuteAsync(
            """
            with lines as (
                insert into platform.audit_lines (at, actor, action, kind, object, title, origin, facts)
                select $1, l.actor, l.action, l.kind, l.object, l.title, $2, l.facts
                from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])
                    with ordinality as l (actor, action, kind, object, title, facts, place)
                order by l.place
                returning id)
            insert into platform.audit_waiting (line_id) select id from lines
            """,
            [
                clock.GetUtcNow(), Origin, All(line => NumberOr(line.Actor)), All(line => line.Action), All(line => line.Kind),
                All(line => kinds[line.Kind].IsPerson ? NumberOr(line.Object) : line.Object), All(line => Cut(line.Title, LongestTitle)!),
                All(line => Write(line.Facts)),
            ],
            stop);

        string[] All(Func<AuditLine, string> part) => [.. lines.Select(part)];

        string NumberOr(string text) => AuditPeople.MemberIn(text) is { } member ? numbers[member] : text;
    }

    /// <summary>The facts of a line as they are stored.</summary>
    internal static IReadOnlyList<AuditFact> Read(string facts) =>
        [.. JsonSerializer.Deserialize<string?[][]>(facts, Json)!.Select(fact => new AuditFact(fact[0]!, fact[1], fact[2]))];

    private static string Write(IReadOnlyList<AuditFact> facts) => facts.Count == 0 ? "[]" : JsonSerializer.Serialize(
        facts.Select(fact => new[] { fact.Name, Cut(fact.Before, LongestFact), Cut(fact.After, LongestFact) }), Json);

    // A null character is no text to PostgreSQL.
    private static string? Cut(string? text, int longest) =>
        text is null ? null : OneLine.Of(text.Replace("\0", "", StringComparison.Ordinal)).AtMost(longest);

    private IEnumerable<Guid> PeopleIn(AuditLine line)
    {
        if (AuditPeople.MemberIn(line.Actor) is { } actor) yield return actor;
        if (kinds[line.Kind].IsPerson && AuditPeople.MemberIn(line.Object) is { } person) yield return person;
    }

    private string Origin => http.HttpContext is { } context ? ClientNetwork.OriginOf(context) : Server;
}
