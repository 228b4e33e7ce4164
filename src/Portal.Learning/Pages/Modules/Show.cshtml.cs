using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Learning.Pages.Modules;

/// <summary>One module: what you learn, for whom, its chapters; and for a member where they are in it.</summary>
[IgnoreAntiforgeryToken] // a visitor's page has no form; a member's token is checked in OnPostAsync
internal sealed class ShowModel(
    LiveSite live, Bodies bodies, PageTags tags, CurrentMember member, Enrolments enrolments, Standings standings, Lessons lessons,
    IAntiforgery antiforgery)
    : DocumentPage<LearningModule>(live, bodies, tags)
{
    /// <summary>The chapters and tests in their order, as they are online.</summary>
    public IReadOnlyList<PublishedDocument<Chapter>> Chapters { get; private set; } = [];

    /// <summary>Where the member is; null for a visitor and for who did not begin.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsMember => member.IsSignedIn;

    /// <summary>The first chapter to read.</summary>
    public PublishedDocument<Chapter>? First => Chapters.FirstOrDefault(chapter => chapter.Properties.Kind == ChapterKind.Chapter);

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Tags.Use(Chapter.TypeName);
        Chapters = [.. Site.Below<Chapter>(Document.Id).OrderBy(chapter => chapter.Properties.Order)];
        return result;
    }

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (member.IdOrNull is { } id && lessons.ModuleAt(RouteData.Values["slug"]!.ToString()!) is { } module)
            Standing = await standings.FindAsync(id, module.Id, HttpContext.RequestAborted);
        await next();
    }

    /// <summary>A member begins, or begins a new round.</summary>
    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken stop)
    {
        if (lessons.ModuleAt(slug) is not { } module) return Missing();
        if (!IsMember) return LocalRedirect($"/inloggen?terug={Uri.EscapeDataString(module.Path)}");
        if (!await antiforgery.IsRequestValidAsync(HttpContext)) return BadRequest();
        if (Standing?.Enrolment.PassedAt is null) await enrolments.StartAsync(member.Id, module.Id, stop);
        else await enrolments.RenewAsync(member.Id, module.Id, stop);
        var standing = (await standings.FindAsync(member.Id, module.Id, stop))!;
        return LocalRedirect(standing.Next is { } next ? $"{module.Path}/{next.Slug}" : module.Path);
    }

    /// <summary>True when a chapter is done by this member.</summary>
    public bool IsDone(PublishedDocument chapter) =>
        Standing is { } standing && standing.Module.Find(chapter.Id) is { } known && standing.IsDone(known);
}
