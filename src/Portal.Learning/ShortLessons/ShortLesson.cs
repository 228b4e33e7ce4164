using Portal.Content.Publishing;
using Portal.Learning.Types;

namespace Portal.Learning.ShortLessons;

/// <summary>A chapter as something to do by itself, in a few minutes.</summary>
/// <param name="Chapter">The chapter.</param>
/// <param name="Module">The module it is of.</param>
public sealed record ShortLesson(PublishedDocument<Chapter> Chapter, PublishedDocument<LearningModule> Module)
{
    private const int Least = 4, Most = 12;

    /// <summary>What whoever shows lessons is made of, by names of types: every chapter and module.</summary>
    public static IReadOnlyList<string> MadeOf { get; } = [Types.Chapter.TypeName, LearningModule.TypeName];

    /// <summary>How long it takes, in minutes.</summary>
    public int Minutes => Chapter.Properties.Minutes;

    /// <summary>True when it fits between two appointments, and is more than a note.</summary>
    public bool IsShort => Minutes is >= Least and <= Most;

    /// <summary>All lessons of what is online, module by module. Tests and situations to practise are none.</summary>
    public static IEnumerable<ShortLesson> Of(PublishedSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return from module in site.All<LearningModule>().OrderBy(module => module.Properties.Number)
               from chapter in site.Below<Chapter>(module.Id).OrderBy(chapter => chapter.Properties.Order)
               where chapter.Properties is { Kind: ChapterKind.Chapter, Minutes: > 0 }
               select new ShortLesson(chapter, module);
    }

    /// <summary>
    /// The short lesson of a day: the same for everyone on that day, and another one on the next, of another module where there are more.
    /// Null where there is none.
    /// </summary>
    /// <param name="site">What is online.</param>
    /// <param name="day">The day.</param>
    public static ShortLesson? OfDay(PublishedSite site, DateOnly day)
    {
        // The first lesson of each module, then the second of each, and so on.
        var turns = Of(site).Where(lesson => lesson.IsShort).GroupBy(lesson => lesson.Module.Id)
            .SelectMany(module => module.Select((lesson, at) => (lesson, at))).OrderBy(turn => turn.at)
            .Select(turn => turn.lesson).ToList();
        return turns.Count == 0 ? null : turns[day.DayNumber % turns.Count];
    }
}
