using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Puts a draft online, now or at a moment, alone or with what it needs.</summary>
internal sealed class OnlineModel(DeskTools tools, ContentDb db, DraftFindings findings, NamedDrafts named) : DeskPage(tools)
{
    /// <summary>"nu" or "later".</summary>
    [BindProperty]
    public string? Wanneer { get; set; }

    /// <summary>The day, <c>2026-11-29</c>.</summary>
    [BindProperty]
    public string? Dag { get; set; }

    /// <summary>The time, <c>09:00</c>.</summary>
    [BindProperty]
    public string? Tijd { get; set; }

    /// <summary>What changed, in a line; stands with the version.</summary>
    [BindProperty]
    public string? Notitie { get; set; }

    /// <summary>Ids of what goes along.</summary>
    [BindProperty]
    public string[] Mee { get; set; } = [];

    /// <summary>What the checks say.</summary>
    internal IReadOnlyList<ShownFinding> Findings { get; private set; } = [];

    /// <summary>Drafts that stand above or under it, or that it names.</summary>
    public IReadOnlyList<(string Id, string Title)> Beside { get; private set; } = [];

    /// <summary>True when there is something to put online.</summary>
    public bool HasNews => Open.Draft is not null || !Open.IsOnline;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        var tomorrow = DutchTime.DateOf(Now).AddDays(1);
        (Dag, Tijd, Revision) = (tomorrow.Stamp(), "09:00", Open.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        if (!MayPublish) return Forbid();
        if (Findings.Any(finding => finding.Stops))
        {
            ModelState.AddModelError("", "Dit kan nog niet online. Los eerst op wat moet.");
            return Page();
        }
        Step step = new Step.Publish();
        if (Wanneer == "later")
        {
            if (DutchTime.MomentIn(Dag, Tijd) is not { } at) ModelState.AddModelError(nameof(Dag), "Vul een dag en een tijd in.");
            else if (at <= Now) ModelState.AddModelError(nameof(Dag), "Dat moment is al voorbij. Kies een later moment.");
            else step = new Step.Plan(at);
            if (!ModelState.IsValid) return Page();
        }
        if (await ProblemOfBesideAsync(stop) is { } problem)
        {
            ModelState.AddModelError("", problem);
            return Page();
        }
        var reason = Notitie?.Trim() is { Length: > 0 } note ? note.AtMost(200)
            : step is Step.Plan ? "gepland"
            : "online gezet";
        var act = Guid.CreateVersion7(Now);
        List<DocumentChange> changes =
        [
            new(Id) { Revision = Revision, Step = step, Act = act },
            .. Beside.Where(other => Mee.Contains(other.Id)).Select(other => new DocumentChange(other.Id) { Step = step, Act = act }),
        ];
        var outcomes = await Publisher.ApplyAllAsync(changes, By(reason), stop);
        if (outcomes.FirstOrDefault(outcome => !outcome.IsDone) is { } failed)
        {
            var other = Beside.FirstOrDefault(beside => beside.Id == failed.Id).Title;
            ModelState.AddModelError("", failed.Verdict == ChangeVerdict.Stale
                ? "Iemand anders heeft dit stuk intussen gewijzigd. Bekijk het eerst nog eens." : (
                    other is null ? "" : $"{other}: ") + failed.Message);
            return await ShowAsync(stop) ? Page() : NotFound();
        }
        TempData["Melding"] = step is Step.Plan plan ? $"Gepland: op {DutchTime.DayAndClock(plan.At)} komt het online." : "Het staat online.";
        if (outcomes.Any(outcome => outcome.Verdict == ChangeVerdict.Done)) TempData["Ongedaan"] = act.ToString();
        return Redirect(Desk);
    }

    // What goes along is looked at as if it went alone.
    private async Task<string?> ProblemOfBesideAsync(CancellationToken stop)
    {
        foreach (var (id, title) in Beside.Where(other => Mee.Contains(other.Id)))
        {
            if (await Editor.OpenAsync(id, stop) is not { } other) continue;
            if (!JointChanges.MayPublish(Current, other.Type)) return $"‘{title}’ kan niet mee: een redacteur zet het online.";
            if ((await findings.OfAsync(other, stop)).Any(finding => finding.Stops))
                return $"‘{title}’ kan nog niet mee: los daar eerst op wat moet, of laat het hier uit.";
        }
        return null;
    }

    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        Findings = [.. (await findings.OfAsync(Open, stop)).OrderByDescending(finding => finding.Stops)];
        var (id, parent) = (Open.Document.Id, Open.Document.ParentId);
        Beside =
        [
            .. (await (from document in db.Documents
                       where document.DeletedAt == null && (document.ParentId == id || document.Id == parent)
                           && (db.Drafts.Any(draft => draft.DocumentId == document.Id) || document.LiveVersionId == null)
                       orderby document.Title
                       select new { document.Ref, document.Title }).Take(200).ToListAsync(stop)).Select(row => (row.Ref, row.Title)),
        ];
        Beside = [.. Beside, .. (await named.ByAsync(Open, stop)).ExceptBy(Beside.Select(one => one.Id), one => one.Id)];
        var own = await Branches.InsideAsync([.. Beside.Select(one => one.Id)], stop);
        Beside = [.. Beside.Where(one => own.Contains(one.Id))];
        return true;
    }
}
