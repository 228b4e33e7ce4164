using Microsoft.Extensions.Hosting;
using Portal.Platform.Data;

namespace Portal.Platform.Conditions;

/// <summary>A backup that came to its end.</summary>
/// <param name="TakenAt">The moment that it holds.</param>
/// <param name="Place">Its file.</param>
/// <param name="Machine">Where.</param>
/// <param name="Bytes">How large.</param>
/// <param name="IsSealed">It is encrypted.</param>
internal sealed record LastBackup(DateTimeOffset TakenAt, string Place, string Machine, long Bytes, bool IsSealed);

/// <summary>There is a copy of everything, and it is no older than a day or two.</summary>
internal sealed class BackupCondition(DbSession session, IHostEnvironment environment, TimeProvider clock) : ICondition
{
    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var last = await session.FirstAsync(
            "select taken_at, place, machine, bytes, is_sealed from platform.backups order by taken_at desc limit 1", [],
            row => new LastBackup(row.Moment(0), row.Text(1), row.Text(2), row.Get<long>(3), row.Get<bool>(4)), stop);
        return Of(last, environment.IsDevelopment(), clock.GetUtcNow());
    }

    /// <summary>What this means.</summary>
    internal static Condition Of(LastBackup? last, bool isForTrying, DateTimeOffset now)
    {
        if (last is null)
            return isForTrying
                ? Condition.Good("Er is nog geen kopie gemaakt. Op een portaal om te proberen hoeft dat niet.")
                : new(ConditionState.Urgent, "Er is nog nooit een kopie gemaakt met het portaal.")
                {
                    Todo = "Vraag de technisch beheerder om elke nacht een kopie (portaal-backup.timer). Maakt een ander programma "
                        + "kopieën? Die zien we hier niet: vraag dan wanneer de laatste is teruggezet als proef.",
                };
        var age = now - last.TakenAt;
        var state = age.TotalDays > 7 ? ConditionState.Urgent : age.TotalDays > 2 ? ConditionState.Attention : ConditionState.Good;
        return new(isForTrying ? ConditionState.Good : state, $"De laatste hele kopie is van {DutchTime.DayAndClock(last.TakenAt)}.")
        {
            Todo = isForTrying || state == ConditionState.Good ? ""
                : $"Dat is {Amounts.Long(age)} geleden. Vraag de technisch beheerder waarom er sindsdien geen kopie is.",
            Facts =
            [
                $"Waar: {last.Place} op {last.Machine}", $"Grootte: {Amounts.Size(last.Bytes)}",
                last.IsSealed ? "Versleuteld" : "Niet versleuteld: bewaar hem waar niemand anders bij kan",
            ],
        };
    }
}
