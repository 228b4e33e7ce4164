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

    /// <summary>
    /// In a test: the steps to take from here, each of which takes the answer along. None where the answer is looked at straight away.
    /// </summary>
    public IReadOnlyList<FormStep> Steps { get; init; } = [];
}

/// <summary>A button that sends the form and leads on.</summary>
/// <param name="To">The value of <see cref="FieldName"/>: where to.</param>
/// <param name="Text">What it says.</param>
/// <param name="Look">Class of the button: primary, secondary, subtle.</param>
internal sealed record FormStep(string To, string Text, string Look)
{
    /// <summary>Name of the field that says where one goes.</summary>
    public const string FieldName = "naar";
}
