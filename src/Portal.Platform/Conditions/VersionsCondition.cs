using System.Reflection;
using Portal.Platform.Data;

namespace Portal.Platform.Conditions;

/// <summary>What the portal stands on still gets repairs of whoever makes it.</summary>
internal sealed class VersionsCondition(DbSession session, TimeProvider clock) : ICondition
{
    // https://dotnet.microsoft.com/platform/support/policy/dotnet-core
    private static readonly IReadOnlyDictionary<int, DateOnly> DotNet = new Dictionary<int, DateOnly>
    {
        [8] = new(2026, 11, 10),
        [9] = new(2026, 11, 10),
        [10] = new(2028, 11, 14),
    };

    // https://www.postgresql.org/support/versioning/
    private static readonly IReadOnlyDictionary<int, DateOnly> Postgres = new Dictionary<int, DateOnly>
    {
        [14] = new(2026, 11, 12),
        [15] = new(2027, 11, 11),
        [16] = new(2028, 11, 9),
        [17] = new(2029, 11, 8),
        [18] = new(2030, 11, 14),
    };

    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var number = await session.ValueAsync<int>("select current_setting('server_version_num')::int", [], stop);
        var found = Of(Environment.Version.Major, number / 10_000, DutchTime.DateOf(clock.GetUtcNow()));
        return found with { Facts = [.. found.Facts, $"Het portaal: versie {Portal}"] };
    }

    private static string Portal =>
        (Assembly.GetEntryAssembly() ?? typeof(VersionsCondition).Assembly)
            .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "onbekend";

    /// <summary>What these versions mean on a day. One that is newer than this list is no trouble.</summary>
    internal static Condition Of(int dotNet, int postgres, DateOnly today)
    {
        (string Name, DateOnly? Until)[] all =
        [
            ($".NET {dotNet}", DotNet.TryGetValue(dotNet, out var net) ? net : null),
            ($"PostgreSQL {postgres}", Postgres.TryGetValue(postgres, out var database) ? database : null),
        ];
        var first = all.Where(one => one.Until is not null).OrderBy(one => one.Until).FirstOrDefault();
        var state = first.Until is not { } end ? ConditionState.Good
            : end < today ? ConditionState.Urgent
            : end < today.AddMonths(6) ? ConditionState.Attention
            : ConditionState.Good;
        return new(state, state switch
        {
            ConditionState.Urgent => $"{first.Name} krijgt sinds {first.Until!.Value.Long()} geen reparaties meer, ook niet van lekken.",
            ConditionState.Attention => $"{first.Name} krijgt nog reparaties tot {first.Until!.Value.Long()}.",
            _ => "Alles waar het portaal op draait krijgt nog reparaties.",
        })
        {
            Todo = state == ConditionState.Good ? "" : "Vraag de technisch beheerder om een nieuwere versie.",
            Facts =
            [
                .. all.Select(one => one.Until is { } day
                    ? $"{one.Name}: reparaties tot {day.Long()}" : $"{one.Name}: nieuwer dan deze lijst"),
            ],
        };
    }
}
