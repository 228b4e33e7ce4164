using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>That a coordinator looked at names, and why.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="ViewerId">The coordinator; null when the account is gone.</param>
/// <param name="Purpose">In the coordinator's words.</param>
/// <param name="District">Of whom; null: the whole region.</param>
/// <param name="StartedAt">When, UTC.</param>
internal sealed record NameView(Guid Id, Guid? ViewerId, string Purpose, string? District, DateTimeOffset StartedAt);

/// <summary>Who looked at names of learners. A learner may see who could see theirs.</summary>
internal sealed class NameViews(DbSession session, AuditLog audit, TimeProvider clock)
{
    private const string District = "district";

    /// <summary>
    /// How these looks are read in the log of who did what; the purpose is not in it, for it may be in somebody's own words.
    /// </summary>
    public static AuditKind Lines { get; } = new("learning-report", "Wie wat leerde")
    {
        Actions = new Dictionary<string, string> { ["names.opened"] = "met namen bekeken" },
        Facts = new Dictionary<string, string> { [District] = "Gebied" },
    };

    /// <summary>How long one may look for a purpose once said.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

    /// <summary>What one mostly looks for.</summary>
    public static IReadOnlyList<string> Purposes { get; } =
    [
        "Mensen herinneren aan een bewijs dat verloopt",
        "Een training of bijeenkomst samenstellen",
        "Een organisatie helpen met de stand van haar mensen",
        "Vragen van een deelnemer beantwoorden",
        "Mensen herinneren aan een module die ze niet afmaakten",
    ];

    /// <summary>
    /// True when a line of one's own says what for: some different words, so that whoever reads it later knows. "aaaaaaaaaa" is none.
    /// </summary>
    public static bool SaysWhatFor(string line)
    {
        var words = line.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => new string([.. word.Where(char.IsLetter)])).Where(word => word.Distinct().Count() >= LettersInWord).ToHashSet();
        return words.Count >= WordsInLine && words.SelectMany(word => word).Distinct().Count() >= LettersInLine;
    }

    private const int LettersInWord = 2;
    private const int WordsInLine = 3;
    private const int LettersInLine = 6;

    /// <summary>Writes down that somebody starts to look; gives the id that shows it.</summary>
    public Task<Guid> StartAsync(Guid viewer, string purpose, ReportScope scope, CancellationToken stop = default) =>
        StartAsync(viewer, purpose, scope, "Mensen", stop);

    /// <summary>Writes down that somebody starts to look, on the page that the log calls so.</summary>
    public async Task<Guid> StartAsync(Guid viewer, string purpose, ReportScope scope, string page, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var line = new AuditLine("names.opened", Lines.Name, id.ToString(), viewer.ToString())
        {
            Title = page,
            Facts = scope.District is { } district ? [new(District, null, district)] : [],
        };
        await session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync(
                    "insert into learning.name_views (id, viewer_id, purpose, district, started_at) values ($1, $2, $3, $4, $5)",
                    [id, viewer, purpose, scope.District, now], stop);
                await audit.AppendAsync(line, stop);
            },
            stop);
        return id;
    }

    /// <summary>What this person said, for these people, not too long ago; null otherwise.</summary>
    public async Task<NameView?> CurrentAsync(Guid? id, Guid viewer, ReportScope scope, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (id is null) return null;
        return (await ReadAsync(
            "where id = $1 and viewer_id = $2 and district is not distinct from $3 and started_at > $4",
            [id, viewer, scope.District, clock.GetUtcNow() - Lasts], stop)).SingleOrDefault();
    }

    /// <summary>Every look at names among which this learner's could be, newest first.</summary>
    public Task<IReadOnlyList<NameView>> OfAsync(Guid memberId, CancellationToken stop = default) => ReadAsync(
        """
        where district is null or district = (select nullif(l.district, '') from learning.learners l where l.member_id = $1)
        order by started_at desc
        """,
        [memberId], stop);

    private async Task<IReadOnlyList<NameView>> ReadAsync(string where, object?[] values, CancellationToken stop) => await session.ListAsync(
        $"select id, viewer_id, purpose, district, started_at from learning.name_views {where}", values,
        row => new NameView(row.Id(0), row.GetOrNull<Guid>(1), row.Text(2), row.TextOrNull(3), row.Moment(4)), stop);
}
