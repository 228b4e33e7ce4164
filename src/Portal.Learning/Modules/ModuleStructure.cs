using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Learning.Exercises.Scoring;

namespace Portal.Learning.Modules;

/// <summary>
/// What a learner does in a module and by which rules, at one moment. An enrolment is pinned to it, so that a change of the module
/// never changes what somebody is in the middle of.
/// </summary>
/// <param name="Module">Id of the module document.</param>
/// <param name="Title">Its title then.</param>
/// <param name="PassMark">Per cent of the end test that is enough.</param>
/// <param name="TestOut">Per cent of the pre-test from which the end test may be done at once; null: not allowed.</param>
/// <param name="FreeOrder">True when chapters may be done in any order.</param>
/// <param name="ValidityMonths">How long a certificate is valid; null: for ever.</param>
/// <param name="Chapters">The chapters in their order.</param>
internal sealed record ModuleStructure(
    string Module, string Title, int PassMark, int? TestOut, bool FreeOrder, int? ValidityMonths, IReadOnlyList<ChapterStructure> Chapters)
{
    /// <summary>What one can do afterwards, in the order in which questions name them; none where no question does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Goals { get; init; }

    /// <summary>What of either kind of situation has to be right, beside <see cref="PassMark"/>; null: nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PassShares? PassShares { get; init; }

    /// <summary>The end test, or null for a module without one.</summary>
    public ChapterStructure? EndTest => Chapters.FirstOrDefault(chapter => chapter.Kind == Types.ChapterKind.EndTest);

    /// <summary>The pre-test, or null.</summary>
    public ChapterStructure? PreTest => Chapters.FirstOrDefault(chapter => chapter.Kind == Types.ChapterKind.PreTest);

    /// <summary>The chapters one must read to complete the module.</summary>
    public IEnumerable<ChapterStructure> Required => Chapters.Where(chapter => chapter.Kind == Types.ChapterKind.Chapter);

    /// <summary>True when an end test with these results is passed.</summary>
    public bool IsPassedBy(double score, double max, SignalDetection? seen) =>
        Percent.Reaches(PassMark, score, max) && PassShares?.AreReached(seen) != false;

    /// <summary>True when a pre-test with these results opens the end test at once.</summary>
    public bool IsTestedOutBy(int? percent, SignalDetection? seen) =>
        TestOut is { } enough && percent >= enough && PassShares?.AreReached(seen) != false;

    /// <summary>SHA-256 of the whole, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>
    /// True when the other differs in words only: the same chapters, exercises, keys and rules. A learner in the middle may then
    /// go on in the other.
    /// </summary>
    public bool AsksTheSameAs(ModuleStructure other) =>
        (PassMark, TestOut, FreeOrder, ValidityMonths, PassShares)
            == (other.PassMark, other.TestOut, other.FreeOrder, other.ValidityMonths, other.PassShares)
        && Chapters.Select(chapter => (chapter.Id, chapter.Kind))
            .SequenceEqual(other.Chapters.Select(chapter => (chapter.Id, chapter.Kind)))
        && Chapters.SelectMany(chapter => chapter.Items).SequenceEqual(other.Chapters.SelectMany(chapter => chapter.Items));

    /// <summary>The chapter with that id, or null.</summary>
    public ChapterStructure? Find(string chapter) => Chapters.FirstOrDefault(candidate => candidate.Id == chapter);
}

/// <summary>A chapter in a <see cref="ModuleStructure"/>.</summary>
/// <param name="Id">Id of the chapter document.</param>
/// <param name="Slug">Last part of its address then.</param>
/// <param name="Title">Its title then.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="VersionId">The content version.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Items">The exercises it asks in their order, those that ask for an answer.</param>
internal sealed record ChapterStructure(
    string Id, string Slug, string Title, Types.ChapterKind Kind, Guid VersionId, int Minutes, IReadOnlyList<ItemStructure> Items)
{
    /// <summary>Whose questions it asks: the end test's, for a pre-test that has none; null: its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ChapterText? Asks { get; init; }

    /// <summary>The text in which its questions stand.</summary>
    [JsonIgnore]
    public ChapterText Questions => Asks ?? new(Id, VersionId);

    /// <summary>It is a pre-test or an end test.</summary>
    [JsonIgnore]
    public bool IsTest => Kind is Types.ChapterKind.PreTest or Types.ChapterKind.EndTest;

    /// <summary>The parallel forms it has, in order; none where everybody is asked the same.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Forms =>
        [.. Items.Select(item => item.Form).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What is asked in a form: its own questions and those of every form; null: all.</summary>
    public IEnumerable<ItemStructure> ItemsOf(string? form) =>
        form is null ? Items : Items.Where(item => item.Form is null || item.Form == form);

    /// <summary>How many questions one is asked.</summary>
    [JsonIgnore]
    public int Count => ItemsOf(Forms.Count > 0 ? Forms[0] : null).Count();
}

/// <summary>The text of a chapter in a version.</summary>
/// <param name="Id">Id of the chapter document.</param>
/// <param name="VersionId">The content version.</param>
internal sealed record ChapterText(string Id, Guid VersionId);

/// <summary>How much of either kind of situation has to be right, so that who always says the same does not pass.</summary>
/// <param name="Signals">Per cent of the signals; null: any.</param>
/// <param name="Ordinary">Per cent of the ordinary situations; null: any.</param>
internal sealed record PassShares(int? Signals, int? Ordinary)
{
    /// <summary>True when enough of both kinds was right. Where none was asked, that kind does not count.</summary>
    public bool AreReached(SignalDetection? seen) => seen is null
        || (Reaches(Signals, seen.Hits, seen.Signals) && Reaches(Ordinary, seen.Noise - seen.FalseAlarms, seen.Noise));

    private static bool Reaches(int? share, int right, int all) => share is not { } mark || all == 0 || Percent.Reaches(mark, right, all);
}

/// <summary>An exercise in a <see cref="ChapterStructure"/>.</summary>
/// <param name="Id">The exercise's id.</param>
/// <param name="Version">SHA-256 of the exercise as asked.</param>
/// <param name="Points">The most points it gives; 0 for one without a right answer.</param>
internal sealed record ItemStructure(string Id, string Version, double Points)
{
    /// <summary>The form of the test that asks it; null: every form.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Form { get; init; }
}
