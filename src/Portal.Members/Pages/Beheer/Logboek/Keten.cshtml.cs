using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Audit;

namespace Portal.Members.Pages.Beheer.Logboek;

/// <summary>Looks whether nobody changed the log of who did what behind its back, and says where.</summary>
[Authorize(Rights.Administrator)]
internal sealed class KetenModel(AuditChain chain) : PageModel
{
    /// <summary>An end of the chain that somebody kept.</summary>
    [BindProperty]
    public string? Kenmerk { get; set; }

    /// <summary>Where the chain ends.</summary>
    public AuditHead Head { get; private set; } = null!;

    /// <summary>What was found wrong a moment ago; null: nothing.</summary>
    public string? Broken => TempData["Breuk"] as string;

    public async Task OnGetAsync(CancellationToken stop) => Head = await chain.HeadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var kept = AuditHead.Of(Kenmerk);
        if (kept is null && !string.IsNullOrWhiteSpace(Kenmerk))
        {
            this.Wrong(
                nameof(Kenmerk), "Dit is geen kenmerk. Plak het zoals het bewaard is: een nummer, een streepje en 64 letters en cijfers");
            Head = await chain.HeadAsync(stop);
            return Page();
        }
        await chain.SealAsync(stop);
        var found = await chain.CheckAsync(kept, stop);
        if (found.Break == AuditBreak.None) this.Say(Whole(found, kept));
        else TempData["Breuk"] = WordsOf(found);
        return LocalRedirect("/beheer/logboek/keten");
    }

    private static string Whole(AuditVerdict found, AuditHead? kept) => found.Count == 0
        ? "De keten klopt: er staat nog geen regel in."
        : $"De keten klopt. {(found.Count == 1 ? "De enige regel is" : $"Alle {Number(found.Count)} regels zijn")} "
            + $"precies zoals vastgelegd, tot en met regel {Number(found.Head.Sequence)}"
            + $"{(kept is null ? "" : ", en het kenmerk dat je gaf hoort erbij")}.";

    private static string WordsOf(AuditVerdict found) => found.Break switch
    {
        AuditBreak.Changed => $"Regel {Number(found.Line)} is veranderd: er staat iets anders dan toen hij werd vastgelegd.",
        AuditBreak.Missing => $"Regel {Number(found.Line)} ontbreekt: iemand heeft hem uit de database gehaald.",
        AuditBreak.PutIn =>
            $"Er staat een regel in die nooit is vastgelegd (volgnummer {Number(found.Line)} in de tabel): iemand heeft hem erbij gezet.",
        AuditBreak.CutOff => $"Het einde ontbreekt: vanaf regel {Number(found.Line)} stond er meer. "
            + "Iemand heeft de laatste regels weggehaald, of er is een oudere reservekopie teruggezet.",
        _ => $"Regel {Number(found.Line)} past niet bij het kenmerk dat ervan is bewaard: de regels tot daar zijn opnieuw gemaakt.",
    } + (found.Count == 0 ? "" : $" Alle regels tot en met {Number(found.Head.Sequence)} kloppen.");

    private static string Number(long number) => number.ToString("N0", DutchTime.Culture);
}
