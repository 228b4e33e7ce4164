using System.Text.Json.Serialization;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Learning.Exercises.Scoring;

namespace Portal.Learning.Exercises;

/// <summary>
/// A question with all that belongs to it. Immutable, and one for everybody: what a person filled in is an <see cref="Answer"/>.
/// How each type is written stands in AUTHORING.md, what its HTML looks like in themes/MARKUP.md.
/// </summary>
/// <param name="Head">What exercises of every type have.</param>
internal abstract record Exercise(ExerciseHead Head)
{
    private const int MostOfShort = 90;

    /// <summary>Unique in the portal; never changes.</summary>
    public string Id => Head.Id;

    /// <summary>The type as authors write it: <c>single</c>, <c>word_search</c> ...</summary>
    public string Type => Head.Kind.Name;

    /// <summary>SHA-256 of the canonical source, hex: the same for the same question, whatever its layout in the file.</summary>
    public string Version => Head.Version;

    /// <summary>The question as HTML blocks.</summary>
    public string Question => Head.Question;

    /// <summary>The question's words.</summary>
    public string QuestionText => Head.QuestionText;

    /// <summary>What it counts for.</summary>
    public int Points => Head.Points;

    /// <summary>Where the key comes from.</summary>
    public RichText? Source => Head.Source;

    /// <summary>What to read next.</summary>
    public IReadOnlyList<LinkTarget> ReadMore => Head.ReadMore;

    /// <summary>The one thing to remember, shown after every answer.</summary>
    public RichText? Why => Head.Why;

    /// <summary>One is asked how sure one is.</summary>
    public bool Certainty => Head.Certainty;

    /// <summary>What the key does not say.</summary>
    public RichText? Caveat => Head.Caveat;

    /// <summary>Posts to read before the question.</summary>
    public IReadOnlyList<FeedPost> Feed => Head.Feed;

    /// <summary>Where it stands in a test with parallel forms; null outside of one.</summary>
    public ItemPlace? Place => Head.Place;

    /// <summary>A form of a test asks it: its own form, or any where it has none; null: a test without forms, which asks all.</summary>
    public bool IsAskedIn(string? form) => form is null || Place?.Form is not { } own || own == form;

    /// <summary>Where in the source the key stands, for who checks it: paragraph and lines. No reader sees it.</summary>
    public string? SourceLine => Head.SourceLine;

    /// <summary>There is something right and something wrong. Only then does it count in a score.</summary>
    public bool HasKey => Traits.HasKey;

    /// <summary>There is something to fill in; a reflection has nothing.</summary>
    public bool HasForm => Traits.HasForm;

    /// <summary>What can be scored at most: its points, whatever the number of cards or clues; 0 without a key.</summary>
    public double Max => HasKey ? Points : 0;

    /// <summary>What to do, in a few words above the question: "Kies één antwoord".</summary>
    public string KindLabel => Traits.Label;

    /// <summary>The question in so few words that it can stand in a list: what is asked in the end, and not what goes before it.</summary>
    public string ShortQuestion
    {
        get
        {
            var text = QuestionText.Trim();
            if (text.Length == 0) return KindLabel;
            var asked = text.EndsWith('?') ? text[(text[..^1].LastIndexOfAny(['.', '!', '?']) + 1)..].Trim(' ', '\'', '’', '”', '"') : text;
            if (asked.Length <= MostOfShort) return asked;
            var cut = asked.LastIndexOf(' ', MostOfShort);
            return asked[..(cut > 0 ? cut : MostOfShort)].TrimEnd(' ', ',', '.', ':', ';') + "…";
        }
    }

    /// <summary>Its type.</summary>
    internal ExerciseType Traits => Head.Kind;

    /// <summary>
    /// Judges an answer to what is asked, how sure one is included. Pure; never fails: what is missing, double or unknown gives a
    /// <see cref="Graded.Error"/> or counts as not answered.
    /// </summary>
    public Graded Grade(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var graded = Mark(answer);
        return graded.IsAnswer && Certainty && answer.Certainty is null
            ? Graded.Refused(Max, "Zeg ook hoe zeker je bent.")
            : graded;
    }

    /// <summary>
    /// As <see cref="Grade"/>, for an answer that was given already: a right one is right, also of somebody who did not say how sure they
    /// were.
    /// </summary>
    public Graded Mark(Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Judge(answer);
    }

    /// <summary>The form to answer it with, without the question. Works without script; tells nothing of the key.</summary>
    public string Form(ExerciseForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return ExerciseMarkup.Form(this, form);
    }

    /// <summary>What to learn from an answer, without the question.</summary>
    /// <param name="answer">What was filled in.</param>
    /// <param name="graded">What <see cref="Grade"/> said of it.</param>
    /// <param name="headingLevel">Level of its heading.</param>
    /// <param name="isNew">It is what the reader just asked for: its heading takes the focus.</param>
    public string Feedback(Answer answer, Graded graded, int headingLevel = 3, bool isNew = true)
    {
        ArgumentNullException.ThrowIfNull(graded);
        return ExerciseMarkup.Feedback(this, answer, graded, headingLevel, isNew);
    }

    /// <summary>What is to be filled in, for on paper.</summary>
    public string Paper() => ExerciseMarkup.Paper(this);

    /// <summary>The whole section for a page of its own: posts, question, and what is given (a form, feedback).</summary>
    /// <param name="content">HTML of <see cref="Form"/> or <see cref="Feedback"/>.</param>
    /// <param name="number">Its number among those of its type on the page, for its name.</param>
    public string Section(string content, int number = 1) => ExerciseMarkup.Section(this, content, number);

    /// <summary>The answer that is right in all of it; empty where nothing is right or wrong. No reader ever sees it.</summary>
    internal virtual Answer Perfect => Answer.Empty;

    /// <summary>What one chooses from, for a report of how often each is chosen; none where one does not choose.</summary>
    internal virtual IReadOnlyList<AnswerChoice> Choices => [];

    /// <summary>What votes are counted on, and shown after one's own; null where they are not.</summary>
    internal virtual Ballot? Ballot => null;

    /// <summary>
    /// What was seen and what was missed, of a type that <see cref="ExerciseType.TellsSignals"/>; null for an answer that is none.
    /// </summary>
    internal SignalDetection? CountsOf(Answer answer) =>
        CasesOf(answer) is { Count: > 0 } cases ? SignalDetection.Of(cases) : null;

    /// <summary>
    /// Each situation that was judged, of a type that <see cref="ExerciseType.TellsSignals"/>; none for an answer that is none.
    /// </summary>
    internal virtual IReadOnlyList<JudgedCase> CasesOf(Answer answer) => [];

    /// <summary>What an answer is worth for each goal of the module, by the goal's number; nothing where no goal is named.</summary>
    internal virtual IEnumerable<GoalScore> GoalScoresOf(Graded graded)
    {
        ArgumentNullException.ThrowIfNull(graded);
        return Place?.Goal is { } goal && HasKey ? [new GoalScore(goal, graded.Score, Max)] : [];
    }

    /// <summary>The points that can be had for each goal and way of asking.</summary>
    internal virtual IEnumerable<BlueprintPoints> PointsByCell =>
        Place is { Goal: { } goal, Way: { } way } && HasKey ? [new BlueprintPoints(goal, way, Max)] : [];

    /// <summary>How sure one was, of the whole or of each part, and whether one was right; what was not said is left out.</summary>
    internal virtual IEnumerable<(int Certainty, bool Right)> CertaintiesOf(Answer answer, Graded graded) =>
        Certainty && answer.Certainty is { } certainty ? [(certainty, graded.Outcome == Outcome.Right)] : [];

    /// <summary>What stands in the place of the form where nothing is filled in.</summary>
    internal virtual string WithoutForm => "";

    /// <summary>Judges an answer, how sure one was aside.</summary>
    protected abstract Graded Judge(Answer answer);

    /// <summary>Writes what is to be filled in.</summary>
    internal abstract void WriteFields(Html html, ExerciseForm form);

    /// <summary>Writes what is to be filled in with a pen.</summary>
    internal virtual void WritePaper(Html html) => WriteFields(html, new ExerciseForm(""));

    /// <summary>Writes what became of each part. The usual way is a list of <see cref="Graded.Parts"/>.</summary>
    internal virtual void WriteResults(Html html, Answer answer, Graded graded) => ExerciseMarkup.WriteParts(html, graded.Parts);

    /// <summary>A name for one of its parts that tells nothing of the key.</summary>
    private protected string KeyOf(string role, RichText text) => Shuffle.KeyOf(Id, role, text.Plain);
}

/// <summary>What exercises of every type have; see the members of <see cref="Exercise"/>.</summary>
/// <param name="Id">Unique in the portal.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Version">SHA-256 of the canonical source, hex.</param>
internal sealed record ExerciseHead(string Id, ExerciseType Kind, string Version)
{
    /// <inheritdoc cref="Exercise.Question"/>
    public string Question { get; init; } = "";

    /// <inheritdoc cref="Exercise.QuestionText"/>
    public string QuestionText { get; init; } = "";

    /// <inheritdoc cref="Exercise.Points"/>
    public int Points { get; init; } = 1;

    /// <inheritdoc cref="Exercise.Source"/>
    public RichText? Source { get; init; }

    /// <inheritdoc cref="Exercise.ReadMore"/>
    public IReadOnlyList<LinkTarget> ReadMore { get; init; } = [];

    /// <inheritdoc cref="Exercise.Why"/>
    public RichText? Why { get; init; }

    /// <inheritdoc cref="Exercise.Certainty"/>
    public bool Certainty { get; init; }

    /// <inheritdoc cref="Exercise.Caveat"/>
    public RichText? Caveat { get; init; }

    /// <inheritdoc cref="Exercise.Feed"/>
    public IReadOnlyList<FeedPost> Feed { get; init; } = [];

    /// <inheritdoc cref="Exercise.Place"/>
    public ItemPlace? Place { get; init; }

    /// <inheritdoc cref="Exercise.SourceLine"/>
    public string? SourceLine { get; init; }
}

/// <summary>How a test asks: the columns of a blueprint.</summary>
internal enum AskedWay
{
    /// <summary>Situation after situation: reason for concern or not.</summary>
    [JsonStringEnumMemberName(ItemPlace.Recognise), Label("Herkennen")] Recognise,

    /// <summary>Material to look at: which lines count.</summary>
    [JsonStringEnumMemberName(ItemPlace.Judge), Label("Materiaal wegen")] Judge,

    /// <summary>What to do.</summary>
    [JsonStringEnumMemberName(ItemPlace.Act), Label("Handelen")] Act,

    /// <summary>What one has to know: facts, routes.</summary>
    [JsonStringEnumMemberName(ItemPlace.Know), Label("Weten")] Know,
}

/// <summary>Where an exercise stands in a test.</summary>
/// <param name="Form">The form it belongs to, a capital letter; null: every form.</param>
/// <param name="Twin">A name that it shares with the one in its place in the other form.</param>
/// <param name="Goal">The goal of the module it measures, from 1; null where its parts name theirs.</param>
/// <param name="Way">How it asks.</param>
internal sealed record ItemPlace(string? Form, string? Twin, int? Goal, AskedWay? Way)
{
    /// <summary>The ways as authors write them.</summary>
    public const string Recognise = "recognise", Judge = "judge", Act = "act", Know = "know";

    /// <summary>The way of that name; null where there is none.</summary>
    public static AskedWay? WayOf(string? name) => name switch
    {
        Recognise => AskedWay.Recognise,
        Judge => AskedWay.Judge,
        Act => AskedWay.Act,
        Know => AskedWay.Know,
        _ => null,
    };
}

/// <summary>What was scored for a goal.</summary>
/// <param name="Goal">Its number in the module, from 1.</param>
/// <param name="Score">Points.</param>
/// <param name="Max">The most points.</param>
internal sealed record GoalScore(int Goal, double Score, double Max);

/// <summary>Points in a cell of a blueprint.</summary>
/// <param name="Goal">The goal's number, from 1.</param>
/// <param name="Way">How is asked.</param>
/// <param name="Points">Points.</param>
internal sealed record BlueprintPoints(int Goal, AskedWay Way, double Points);

/// <summary>Something one can choose.</summary>
/// <param name="Key">Its value in the form.</param>
/// <param name="Text">What it says, inline HTML.</param>
/// <param name="IsRight">It is (one of) the right ones.</param>
internal sealed record AnswerChoice(string Key, string Text, bool IsRight);

/// <summary>What people vote on.</summary>
/// <param name="Options">The options with the keys under which votes are counted.</param>
/// <param name="Most">How many one may choose.</param>
internal sealed record Ballot(IReadOnlyList<(string Key, RichText Text)> Options, int Most);

/// <summary>A post on a mocked-up feed.</summary>
/// <param name="From">Who posted it.</param>
/// <param name="Text">What it says.</param>
/// <param name="Time">When, in words.</param>
/// <param name="About">What its picture shows, in words.</param>
internal sealed record FeedPost(string From, RichText Text, string? Time, RichText? About);
