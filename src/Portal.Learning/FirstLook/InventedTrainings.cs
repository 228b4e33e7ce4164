using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.FirstLook;
using Portal.Platform.Data;

namespace Portal.Learning.FirstLook;

/// <summary>
/// Live trainings that invented learners were at, as if the calendar had told so: beside modules they make a training record what it is.
/// No page stands in the agenda for the events, which were never held: their names say so. They get no certificate of it, which would mail
/// them.
/// </summary>
internal sealed class InventedTrainings(DbSession session, LiveSite live)
{
    // Of each training two days; of ten people three were there, others each time.
    private const int Minutes = 180, Spread = 10, Came = 3;

    private static readonly int[] DaysAgo = [640, 275];

    /// <summary>Has somebody be there where it is their turn.</summary>
    public async Task AttendAsync(int person, InventedLearner learner, DateOnly today, CancellationToken stop)
    {
        var trainings = live.Current.All<Training>().Where(one => one.Properties.Form == TrainingForm.Live)
            .OrderBy(one => one.Id, StringComparer.Ordinal).Take(3);
        foreach (var (training, number) in trainings.Select((training, number) => (training, number)))
        {
            foreach (var (ago, round) in DaysAgo.Select((ago, round) => (ago - (number * 31), round)))
            {
                var at = new DateTimeOffset(today.AddDays(-ago), new TimeOnly(13, 0), TimeSpan.Zero);
                if (at < learner.JoinedAt || ((person * 3) + (number * 4) + (round * 5)) % Spread >= Came) continue;
                await session.ExecuteAsync(
                    """
                    insert into learning.attendances (id, member_id, event, subject, title, day, minutes, attended_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8)
                    """,
                    [
                        Guid.CreateVersion7(at.AddSeconds(person)), learner.Id, $"verzonnen-{training.Id}-{round + 1}", training.Id,
                        $"{training.Title} {Invented.Mark}", DateOnly.FromDateTime(at.Date), Minutes, at,
                    ],
                    stop);
            }
        }
    }
}
