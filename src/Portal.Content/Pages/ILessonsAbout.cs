using Portal.Content.Publishing;

namespace Portal.Content.Pages;

/// <summary>What one can learn about a document in a few minutes. The room that has lessons tells; pages ask.</summary>
public interface ILessonsAbout
{
    /// <summary>What its answers are made of, for <see cref="Platform.Pages.PageTags"/>.</summary>
    IReadOnlyList<string> MadeOf { get; }

    /// <summary>The lessons about a document, those that are closest to it first.</summary>
    /// <param name="site">What is online.</param>
    /// <param name="document">The document.</param>
    IReadOnlyList<LessonLink> Of(PublishedSite site, PublishedDocument document);
}

/// <summary>A lesson to go to.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Path">Its address.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Module">The title of the module it is of.</param>
public sealed record LessonLink(string Title, string Path, int Minutes, string Module);

/// <summary>Lessons about a document. For <c>_Lessons</c>.</summary>
/// <param name="All">All of them, at least one.</param>
public sealed record LessonsPart(IReadOnlyList<LessonLink> All)
{
    /// <summary>How many are shown at length; the others stand folded below.</summary>
    public const int Shown = 4;

    /// <summary>"Leer hiervan in vijf minuten", "Leer hiervan in vier tot zeven minuten": of those that are shown.</summary>
    public string Title
    {
        get
        {
            var minutes = All.Take(Shown).Select(lesson => lesson.Minutes).ToList();
            var (least, most) = (minutes.Min(), minutes.Max());
            var range = least == most ? Words.Number(least) : $"{Words.Number(least)} tot {Words.Number(most)}";
            return $"Leer hiervan in {range} {(most == 1 ? "minuut" : "minuten")}";
        }
    }
}
