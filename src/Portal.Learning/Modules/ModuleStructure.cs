using System.Security.Cryptography;
using System.Text.Json;

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
    /// <summary>The end test, or null for a module without one.</summary>
    public ChapterStructure? EndTest => Chapters.FirstOrDefault(chapter => chapter.Kind == Types.ChapterKind.EndTest);

    /// <summary>The pre-test, or null.</summary>
    public ChapterStructure? PreTest => Chapters.FirstOrDefault(chapter => chapter.Kind == Types.ChapterKind.PreTest);

    /// <summary>The chapters one must read to complete the module.</summary>
    public IEnumerable<ChapterStructure> Required => Chapters.Where(chapter => chapter.Kind == Types.ChapterKind.Chapter);

    /// <summary>SHA-256 of the whole, lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));

    /// <summary>
    /// True when the other differs in words only: the same chapters, exercises, keys and rules. A learner in the middle may then
    /// go on in the other.
    /// </summary>
    public bool AsksTheSameAs(ModuleStructure other) =>
        (PassMark, TestOut, FreeOrder, ValidityMonths) == (other.PassMark, other.TestOut, other.FreeOrder, other.ValidityMonths)
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
/// <param name="Items">Its exercises in their order, those that ask for an answer.</param>
internal sealed record ChapterStructure(
    string Id, string Slug, string Title, Types.ChapterKind Kind, Guid VersionId, int Minutes, IReadOnlyList<ItemStructure> Items)
{
    /// <summary>The most points its exercises give.</summary>
    public double MaxScore => Items.Sum(item => item.Points);
}

/// <summary>An exercise in a <see cref="ChapterStructure"/>.</summary>
/// <param name="Id">The exercise's id.</param>
/// <param name="Version">SHA-256 of the exercise as asked.</param>
/// <param name="Points">The most points it gives; 0 for one without a right answer.</param>
internal sealed record ItemStructure(string Id, string Version, double Points);
