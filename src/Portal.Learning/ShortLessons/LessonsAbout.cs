using Portal.Content.Pages;
using Portal.Content.Publishing;

namespace Portal.Learning.ShortLessons;

/// <summary>
/// The lessons about a document: those that name it as related, and those of a module that does; first what speaks of it by itself.
/// </summary>
internal sealed class LessonsAbout : ILessonsAbout
{
    /// <inheritdoc/>
    public IReadOnlyList<string> MadeOf => ShortLesson.MadeOf;

    /// <inheritdoc/>
    public IReadOnlyList<LessonLink> Of(PublishedSite site, PublishedDocument document)
    {
        var id = document.Id;
        return
        [
            .. ShortLesson.Of(site)
                .Where(lesson => lesson.Chapter.Common.Related.Contains(id) || lesson.Module.Common.Related.Contains(id))
                .OrderByDescending(lesson => lesson.Chapter.Common.Related.Contains(id))
                .ThenByDescending(lesson => Names(lesson.Chapter.Body, id))
                .Select(lesson => new LessonLink(lesson.Chapter.Title, lesson.Chapter.Path, lesson.Minutes, lesson.Module.Title)),
        ];
    }

    // In a link, or as what to read after an exercise. An id may be the beginning of another one.
    private static bool Names(string text, string id)
    {
        for (var at = text.IndexOf(id, StringComparison.Ordinal); at >= 0; at = text.IndexOf(id, at + 1, StringComparison.Ordinal))
        {
            var end = at + id.Length;
            if (end == text.Length || !(char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-')) return true;
        }
        return false;
    }
}
