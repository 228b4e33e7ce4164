namespace Portal.Learning.Exercises;

/// <summary>Where a form goes and what it shows already.</summary>
/// <param name="Action">The address it posts to.</param>
internal sealed record ExerciseForm(string Action)
{
    /// <summary>Decides the order of what is shuffled: the id of the attempt. The exercise's own id when not given.</summary>
    public string? Seed { get; init; }

    /// <summary>What is filled in already.</summary>
    public Answer Answer { get; init; } = Answer.Empty;

    /// <summary>What is wrong with that, in Dutch.</summary>
    public string? Error { get; init; }

    /// <summary>The page's own fields, hidden. Never anything that tells of the key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>
    /// Names the learner whose answer the browser keeps when there is no internet, and sends later; null where nothing is stored.
    /// </summary>
    public string? Keep { get; init; }

    /// <summary>What the button says.</summary>
    public string Button { get; init; } = "Kijk na";
}
