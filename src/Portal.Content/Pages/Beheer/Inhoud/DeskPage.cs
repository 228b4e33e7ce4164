using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Branches;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>A page about one document, for who may write.</summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Document)]
public abstract class DeskPage : PageModel
{
    private readonly DeskTools tools;

    private protected DeskPage(DeskTools tools) => this.tools = tools;

    /// <summary>The document's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The revision the writer had before them, when the page was made.</summary>
    [BindProperty]
    public int? Revision { get; set; }

    /// <summary>The document.</summary>
    internal OpenDocument Open { get; private set; } = null!;

    /// <summary>Who is at work.</summary>
    public CurrentMember Current => tools.Current;

    /// <summary>False when it lies outside the branches that this member keeps to: then it is there to be read alone.</summary>
    public bool MayWrite { get; private set; } = true;

    /// <summary>Why not, and who can be asked; empty when they may.</summary>
    public string WhyNot { get; private set; } = "";

    /// <summary>True when a branch of this member begins here: it keeps its place.</summary>
    public bool IsStart { get; private set; }

    /// <summary>True for a page on which there is something to read for who may not change the document.</summary>
    public virtual bool IsReading => false;

    /// <summary>True when this member may decide what readers see of it.</summary>
    public bool MayPublish => MayWrite && JointChanges.MayPublish(Current, Open.Type);

    /// <summary>The address of the page where it is written.</summary>
    public string Desk => $"/beheer/inhoud/{Id}";

    /// <summary>Where all that was done with the document stands.</summary>
    public string Log => $"/beheer/logboek?over={Uri.EscapeDataString(Id)}";

    /// <summary>The pages above a page about the document.</summary>
    public IReadOnlyList<Link> Trail => [new("Beheer", "/beheer"), new("Inhoud", "/beheer/inhoud"), new(Open.Document.Title, Desk)];

    internal Publisher Publisher => tools.Publisher;

    internal DocumentEditor Editor => tools.Editor;

    internal BranchStore Branches => tools.Branches;

    private protected DateTimeOffset Now => tools.Clock.GetUtcNow();

    private protected async Task<bool> OpenAsync(CancellationToken stop)
    {
        if (await Editor.OpenAsync(Id, stop) is not { } open) return false;
        Open = open;
        MayWrite = await tools.Branches.HoldsAsync(Id, stop);
        IsStart = await tools.Branches.IsStartAsync(open.Type.Name, open.ParentRef, stop);
        WhyNot = MayWrite ? "" : await tools.Words.OfAsync(Id, stop);
        ViewData["Title"] = open.Document.Title;
        ViewData["Robots"] = "noindex";
        return true;
    }

    private protected Change By(string reason) => tools.By(reason);

    /// <summary>Does a change; back to the desk with a sentence, or the same page with what is wrong.</summary>
    private protected async Task<IActionResult> ApplyAsync(
        DocumentChange change, string reason, string said, string? to, CancellationToken stop, bool canUndo = false)
    {
        var act = canUndo ? Guid.CreateVersion7(Now) : (Guid?)null;
        var outcome = await Publisher.ApplyAsync(change with { Act = act }, By(reason), stop);
        if (outcome.IsDone)
        {
            TempData["Melding"] = said;
            if (outcome.Verdict == ChangeVerdict.Done) TempData["Ongedaan"] = act?.ToString();
            return Redirect(to ?? Desk);
        }
        ModelState.AddModelError("", outcome.Message);
        return await OpenAsync(stop) ? Page() : NotFound();
    }
}

/// <summary>How a page about a document begins: where you are, what you do there, and the state it is in. For <c>_DeskHead</c>.</summary>
/// <param name="Desk">The page.</param>
/// <param name="Title">Its only h1.</param>
internal sealed record DeskHead(DeskPage Desk, string Title);

/// <summary>What every page about a document works with.</summary>
internal sealed record DeskTools(
    DocumentEditor Editor, Publisher Publisher, BranchStore Branches, BranchWords Words, CurrentMember Current, TimeProvider Clock)
{
    /// <summary>A change that this member makes now.</summary>
    public Change By(string reason) => new(Current.Id.ToString(), Clock.GetUtcNow(), reason, VersionOrigin.Portal);
}
