using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Transfers;
using Portal.Members.Access;
using Portal.Platform.Jobs;

namespace Portal.Content.Pages.Beheer.Inlezen;

/// <summary>One import: what it would do, how far it is, what it did, and the way back.</summary>
[Authorize(Rights.Editor)]
internal sealed class ShowModel(Imports imports, Writers writers, JobBoard board, CurrentMember current, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The import.</summary>
    internal ImportLine Import { get; private set; } = null!;

    /// <summary>Who sent it.</summary>
    internal string By { get; private set; } = "";

    /// <summary>The job that is at it, or null.</summary>
    internal JobLine? Job { get; private set; }

    /// <summary>Until when it can be undone, UTC; null: it cannot.</summary>
    internal DateTimeOffset? UndoUntil => Import is { State: ImportState.Done, DoneAt: { } at, Result: { } done }
        && at + Imports.UndoKeptFor > clock.GetUtcNow() && done.Added.Count + done.Changed.Count > 0 ? at + Imports.UndoKeptFor : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await imports.FindAsync(Id, stop) is not { } import) return NotFound();
        Import = import;
        By = (await writers.NamesAsync([import.MadeBy], stop))[import.MadeBy];
        Job = import.IsMoving ? await board.FindAsync<WorkOnImport>(Imports.KeyOf(Id, import.State), stop) : null;
        (ViewData["Title"], ViewData["Robots"]) = ($"Inlezen: {import.Name}", "noindex");
        return Page();
    }

    /// <summary>Takes it in.</summary>
    /// <param name="ook">Also over what was edited in the portal.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostDoAsync(bool ook, CancellationToken stop)
    {
        if (await imports.FindAsync(Id, stop) is not { Looked: { } looked }) return NotFound();
        if (looked.CanBeDone || (ook && looked.CanBeForced)) await BeginAsync(ImportState.Looked, ImportState.Doing, ook, stop);
        return Back();
    }

    /// <summary>Looks at it again: the portal may say something else by now.</summary>
    public async Task<IActionResult> OnPostLookAsync(CancellationToken stop)
    {
        await BeginAsync(ImportState.Looked, ImportState.Looking, null, stop);
        return Back();
    }

    /// <summary>Undoes it.</summary>
    public async Task<IActionResult> OnPostUndoAsync(CancellationToken stop)
    {
        if (await imports.FindAsync(Id, stop) is not { } import) return NotFound();
        Import = import;
        if (UndoUntil is not null) await BeginAsync(ImportState.Done, ImportState.Undoing, null, stop);
        return Back();
    }

    /// <summary>Throws away what was sent.</summary>
    public async Task<IActionResult> OnPostDropAsync(CancellationToken stop)
    {
        if (!await imports.DropAsync(Id, stop)) return Back();
        TempData["Melding"] = "Weggegooid. Er is niets ingelezen.";
        return Redirect("/beheer/inlezen");
    }

    private Task<bool> BeginAsync(ImportState from, ImportState to, bool? force, CancellationToken stop) =>
        imports.BeginAsync(Id, from, to, force, current.Id.ToString(), stop);

    private RedirectResult Back() => Redirect($"/beheer/inlezen/{Id}");
}
