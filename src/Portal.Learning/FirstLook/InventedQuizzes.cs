using Portal.Content.Publishing;
using Portal.Learning.Exercises;
using Portal.Learning.Types;
using Portal.Platform.Data;

#pragma warning disable CA5394 // made up, not secrets
namespace Portal.Learning.FirstLook;

/// <summary>Counts of quizzes as if visitors had done them in the past months.</summary>
internal sealed class InventedQuizzes(DbSession session, LiveSite live, ExerciseReader exercises)
{
    private const int Seed = 20261129, Visitors = 60, Days = 120;

    /// <summary>Adds them where nothing was counted yet.</summary>
    public async Task MakeAsync(DateOnly today, CancellationToken stop)
    {
        if (await session.ValueAsync<bool>("select exists (select from learning.quiz_counts)", [], stop)) return;
        var chance = new Random(Seed);
        var counts = new Dictionary<(string Exercise, DateOnly Day, string Kind, string Value), int>();
        foreach (var quiz in live.Current.All<Quiz>().OrderBy(quiz => quiz.Id, StringComparer.Ordinal))
        {
            foreach (var exercise in exercises.Of(quiz.Body).Where(exercise => exercise.HasForm))
                for (var visitor = 0; visitor < Visitors; visitor++) Count(exercise, today.AddDays(-chance.Next(1, Days)), chance, counts);
        }
        await session.ExecuteAsync(
            """
            insert into learning.quiz_counts (exercise, day, kind, value, n)
            select * from unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::int[]) on conflict do nothing
            """,
            [
                counts.Keys.Select(key => key.Exercise).ToArray(), counts.Keys.Select(key => key.Day).ToArray(),
                counts.Keys.Select(key => key.Kind).ToArray(), counts.Keys.Select(key => key.Value).ToArray(), counts.Values.ToArray(),
            ],
            stop);
    }

    private static void Count(
        Exercise exercise, DateOnly day, Random chance, Dictionary<(string Exercise, DateOnly Day, string Kind, string Value), int> counts)
    {
        foreach (var (kind, value) in Quizzes.QuizCounts.Of(exercise, exercise.Grade(InventedAnswers.Of(exercise, 0.65, chance))))
            counts[(exercise.Id, day, kind, value)] = counts.GetValueOrDefault((exercise.Id, day, kind, value)) + 1;
    }
}
