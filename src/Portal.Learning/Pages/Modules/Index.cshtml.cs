using Microsoft.AspNetCore.Mvc;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Modules;

/// <summary>All modules, in their order.</summary>
internal sealed class IndexModel(LiveSite live, PageTags tags, CurrentMember member) : SitePage(live, tags)
{
    /// <summary>Whether somebody is signed in.</summary>
    public bool IsMember => member.IsSignedIn;

    /// <summary>The modules.</summary>
    public IReadOnlyList<PublishedDocument<LearningModule>> Modules { get; private set; } = [];

    /// <summary>How many chapters each module has, tests aside, by id.</summary>
    public IReadOnlyDictionary<string, int> Chapters { get; private set; } = new Dictionary<string, int>();

    /// <summary>How many quizzes stand under the modules; all of them stand on /quizzen.</summary>
    public const int MostQuizzes = 12;

    /// <summary>The quizzes.</summary>
    public IReadOnlyList<PublishedDocument<Quiz>> Quizzes { get; private set; } = [];

    /// <summary>Lists the modules.</summary>
    public IActionResult OnGet()
    {
        if (!TryCut([.. ListOf<LearningModule>().OrderBy(module => module.Properties.Number)], [], out var page)) return NotFound();
        Modules = page;
        Quizzes = ListOf<Quiz>();
        Tags.Use(Chapter.TypeName);
        Chapters = Modules.ToDictionary(
            module => module.Id, module => Site.Below<Chapter>(module.Id).Count(chapter => chapter.Properties.Kind == ChapterKind.Chapter));
        return Page();
    }
}
