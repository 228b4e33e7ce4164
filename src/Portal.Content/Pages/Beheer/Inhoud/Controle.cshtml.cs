using Microsoft.AspNetCore.Mvc;
using Portal.Content.Drafts;
using Portal.Content.Editing;
using Portal.Content.Publishing;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Asks a second person to read a draft; that one makes remarks, block by block, and gives it back or puts it online.</summary>
internal sealed class ControleModel(
    DeskTools tools, Remarks remarks, Writers writers, MemberDirectory members, ReviewMails mails, DbSession session) : DeskPage(tools)
{
    private const int Longest = 1_000;

    /// <summary>The member who is asked.</summary>
    [BindProperty]
    public string? Wie { get; set; }

    /// <summary>What the writer says about it, or the reader when giving it back.</summary>
    [BindProperty]
    public string? Notitie { get; set; }

    /// <summary>Who can be asked.</summary>
    public IReadOnlyList<(string Value, string Text)> People { get; private set; } = [];

    /// <summary>How the blocks of the text begin.</summary>
    public IReadOnlyList<string> Blocks { get; private set; } = [];

    /// <summary>What was said of it, with who said it.</summary>
    internal IReadOnlyList<(Remark Remark, string By)> Remarks { get; private set; } = [];

    /// <summary>True while somebody is asked to read it.</summary>
    public bool IsAsked => Open.Draft?.Stage == DraftStage.InReview;

    /// <summary>Who was asked, by name.</summary>
    public string Reader { get; private set; } = "een collega";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await ShowAsync(stop) ? Page() : NotFound();

    /// <summary>Asks.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        var reader = Guid.TryParse(Wie, out var id)
            ? (await ReadersAsync(stop)).FirstOrDefault(card => card.Id == id) : null;
        if (reader is null)
        {
            ModelState.AddModelError(nameof(Wie), "Kies wie het controleert.");
            return Page();
        }
        var note = Note();
        var outcome = await session.InTransactionAsync(async () =>
        {
            var asked = await Publisher.ApplyAsync(new(Id) { Step = new Step.AskReview(reader.Id, note) }, By("ter controle"), stop);
            if (asked.IsDone) await mails.AskAsync(reader, Current.Name, Open, note, stop);
            return asked;
        }, stop);
        if (!outcome.IsDone)
        {
            ModelState.AddModelError("", outcome.Message);
            return Page();
        }
        TempData["Melding"] = $"{reader.Name} krijgt een mail met de vraag om mee te lezen.";
        return Redirect(Desk);
    }

    /// <summary>Makes a remark.</summary>
    public async Task<IActionResult> OnPostRemarkAsync(int? block, string? remark, CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        if (remark?.Trim() is not { Length: > 0 } text)
        {
            ModelState.AddModelError("remark", "Schrijf wat je opviel.");
            return Page();
        }
        await remarks.AddAsync(Open, block, text.AtMost(Longest), Current.Id.ToString(), stop);
        TempData["Melding"] = "Je opmerking staat erbij.";
        return Redirect($"{Desk}/controle");
    }

    /// <summary>A remark was dealt with.</summary>
    public async Task<IActionResult> OnPostResolveAsync(Guid remark, CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        await remarks.ResolveAsync(Open.Document.Id, remark, Current.Id.ToString(), stop);
        TempData["Melding"] = "Die opmerking is opgelost.";
        return Redirect($"{Desk}/controle");
    }

    /// <summary>Gives it back to the writer.</summary>
    public async Task<IActionResult> OnPostReturnAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        var writer = Guid.TryParse(Open.Draft?.ChangedBy, out var id) ? await members.FindAsync(id, stop) : null; // null: an import
        await session.InTransactionAsync(async () =>
        {
            var returned = await Publisher.ApplyAsync(new(Id) { Step = new Step.TakeBack() }, By("gecontroleerd"), stop);
            if (returned.IsDone && writer is { } to && to.Id != Current.Id) await mails.ReturnAsync(to, Current.Name, Open, Note(), stop);
        }, stop);
        TempData["Melding"] = writer is null ? "Het is weer een concept." : $"Teruggegeven aan {writer.Name}.";
        return Redirect(Desk);
    }

    // Who keeps to branches elsewhere is not asked.
    private async Task<IReadOnlyList<MemberCard>> ReadersAsync(CancellationToken stop)
    {
        var (bound, holders) = (await Branches.BoundAsync(stop), await Branches.HoldersAsync(Id, stop));
        return [.. (await writers.ReadersAsync(Current.Id, stop)).Where(card => !bound.Contains(card.Id) || holders.Contains(card.Id))];
    }

    private string Note() => Notitie?.Trim() is { Length: > 0 } note ? note.AtMost(Longest) : "";

    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        People = [.. (await ReadersAsync(stop)).Select(card => (card.Id.ToString(), card.Name))];
        Blocks = Editing.Remarks.Openings(Open.Text.Body);
        var open = await remarks.OpenAsync(Open, stop);
        var names = await writers.NamesAsync(open.Select(remark => remark.By), stop);
        Remarks = [.. open.Select(remark => (remark, names[remark.By]))];
        if (Open.Draft?.ReviewerId is { } reader && await members.FindAsync(reader, stop) is { } card) Reader = card.Name;
        return true;
    }
}
