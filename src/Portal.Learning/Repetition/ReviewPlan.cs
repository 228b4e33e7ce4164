namespace Portal.Learning.Repetition;

/// <summary>
/// When a question comes back. Fixed intervals: with three to five reviews a growing plan computed per person does no better
/// (Latimier, Peyre and Ramus 2021).
/// </summary>
internal static class ReviewPlan
{
    /// <summary>How many questions of a module come back at most.</summary>
    public const int CardsPerModule = 8;

    /// <summary>How many exercises of a module's practice are new on one day, and how many days lie between two such days.</summary>
    public const int PracticeAtOnce = 2, DaysBetweenPractice = 3;

    /// <summary>Days from one time to the next.</summary>
    public static IReadOnlyList<int> Days { get; } = [3, 14, 60, 180];

    /// <summary>The day of the first time.</summary>
    public static DateOnly First(DateOnly completedOn) => completedOn.AddDays(Days[0]);

    /// <summary>
    /// What follows an answer: right goes to the next interval and after the last one it is done; anything less begins again.
    /// </summary>
    public static (int Step, DateOnly? DueOn) After(int step, bool right, DateOnly today)
    {
        if (!right) return (0, today.AddDays(Days[0]));
        return step + 1 < Days.Count ? (step + 1, today.AddDays(Days[step + 1])) : (step, null);
    }
}
