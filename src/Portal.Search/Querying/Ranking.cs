namespace Portal.Search.Querying;

/// <summary>
/// What a match is worth. The numbers were found on the tuning half of the graded questions (<c>npm run bench -- search tune</c>), and on
/// nothing else.
/// </summary>
internal sealed record Ranking
{
    /// <summary>Those that count. Only the bench tries others.</summary>
    public static Ranking Now { get; internal set; } = new();

    /// <summary>A word of the title.</summary>
    public float Title { get; init; } = 2.25f;

    /// <summary>A word of the heading, or of the keywords.</summary>
    public float Heading { get; init; } = 2.2f;

    /// <summary>A word of the text.</summary>
    public float Body { get; init; } = 1.1f;

    /// <summary>What the other fields add to the best one.</summary>
    public float Tie { get; init; } = 0.3f;

    /// <summary>Of a word that means the same, beside the word itself.</summary>
    public float Synonym { get; init; } = 0.9f;

    /// <summary>A compound by one of its parts.</summary>
    public float Part { get; init; } = 0.6f;

    /// <summary>A word by the parts of a compound, wherever they stand.</summary>
    public float Apart { get; init; } = 0.4f;

    /// <summary>A word that begins with what was typed.</summary>
    public float Beginning { get; init; } = 0.6f;

    /// <summary>A word that shares all its letters; one that shares half of them is worth half.</summary>
    public float Alike { get; init; } = 0.3f;

    /// <summary>How many of such words count.</summary>
    public int MostAlike { get; init; } = 10;

    /// <summary>The title is the question.</summary>
    public float TitleIsQuestion { get; init; } = 1000f;

    /// <summary>All of the question stands in the title.</summary>
    public float AllInTitle { get; init; } = 4f;

    /// <summary>The words stand near each other.</summary>
    public float Near { get; init; } = 1f;

    /// <summary>It is said what the words are taken for, for who asks.</summary>
    public float Meaning { get; init; } = 2f;

    /// <summary>What the second section of a page adds to its best one.</summary>
    public float Second { get; init; } = 0.08f;

    /// <summary>What the third and the fourth add.</summary>
    public float Third { get; init; } = 0.14f;

    /// <summary>Words of what was found first, beside the question.</summary>
    public float Feedback { get; init; } = 0.3f;

    /// <summary>Of how many pages those words are taken.</summary>
    public int FeedbackPages { get; init; } = 5;

    /// <summary>How many of them.</summary>
    public int FeedbackWords { get; init; } = 10;

    /// <summary>An entry of the glossary.</summary>
    public float Entry { get; init; } = 1.1f;

    /// <summary>The same, for who asks what a word means.</summary>
    public float Definition { get; init; } = 1.6f;

    /// <summary>An organisation: it is named everywhere, and looked for by name.</summary>
    public float Organisation { get; init; } = 0.8f;

    /// <summary>A quiz, for who asks what to do.</summary>
    public float Quiz { get; init; } = 0.7f;

    /// <summary>What is as old as news can be, beside the same of today.</summary>
    public float Old { get; init; } = 0.8f;

    // After this many days news is as old as it can be.
    private const float OldAfter = 365;

    /// <summary>What grows old is worth, on a day; 1 until the day it is about, and of what does not grow old.</summary>
    /// <param name="day">The number of the day it is about; 0: it does not grow old.</param>
    /// <param name="today">The number of the day on which is asked; 0: of all days alike.</param>
    public float Freshness(int day, int today) =>
        day == 0 || today <= day ? 1 : 1 - ((1 - Old) * Math.Min(1, (today - day) / OldAfter));

    /// <summary>What a document type is worth for somebody who wants this.</summary>
    /// <param name="type">Its name.</param>
    /// <param name="intent">What is wanted.</param>
    public float OfType(string type, Intent intent) => (type, intent) switch
    {
        ("begrip", Intent.Definition) => Entry * Definition,
        ("begrip", _) => Entry,
        ("organisatie", _) => Organisation,
        ("quiz", Intent.HowTo) => Quiz,
        _ => 1,
    };
}
