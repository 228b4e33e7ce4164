using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Registrations;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>
/// A contact person registers colleagues, by name and address. Nobody is looked up for it but the members of the own organisation, and each
/// gets a mail that says who registered them, with a link to change or cancel it.
/// </summary>
[Authorize(Rights.ContactPerson)]
internal sealed class GroepModel(
    LiveSite live, Places places, RegistrationBook book, IProfileChoices choices, MemberDirectory members, CurrentMember current,
    TimeProvider clock) : EventEntryPage(live, places, book, choices, clock)
{
    /// <summary>How many at once.</summary>
    public const int Most = 25;

    private readonly Places places = places;
    private MemberCard card = null!;

    /// <summary>Names and addresses, a line each.</summary>
    [BindProperty]
    public string? Colleagues { get; set; }

    /// <summary>What became of each, in their order; null: nothing was sent yet.</summary>
    public IReadOnlyList<(string Name, string Outcome)>? Outcomes { get; private set; }

    /// <summary>The name of the organisation.</summary>
    public string OwnOrganisation => card.Organisation ?? "";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop) => await OpenAsync(slug, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken stop)
    {
        if (!await OpenAsync(slug, stop)) return NotFound();
        if (Closed is not null) return Page();
        var lines = (Colleagues ?? "").ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0) ModelState.AddModelError(nameof(Colleagues), "Vul minstens één collega in");
        if (lines.Length > Most) ModelState.AddModelError(nameof(Colleagues), $"Meld hoogstens {Most} collega’s tegelijk aan");
        var people = new List<Entrant>();
        var by = new Registrar(card.Id, card.Name, IsOffice: false);
        foreach (var (line, number) in lines.Take(Most).Select((line, at) => (line, at + 1)))
        {
            if (EntrantOf(line) is not { } read)
            {
                ModelState.AddModelError(
                    nameof(Colleagues), $"Regel {number} klopt niet. Schrijf een naam, een puntkomma en een e-mailadres");
                continue;
            }
            var member = await members.FindByAddressAsync(read.Address.Text, stop);
            people.Add(read with
            {
                By = by,
                Organisation = card.Organisation,
                MemberId = member?.OrganisationId == card.OrganisationId ? member?.Id : null,
            });
        }
        if (!ModelState.IsValid) return Page();
        var answers = await places.EnterAsync(Document.Id, people, stop);
        Outcomes = [.. people.Zip(answers, (one, answer) => (one.Name, OutcomeOf(answer)))];
        return Page();
    }

    // The last sign that parts: a name may have one too. An address has none outside quotes.
    private static Entrant? EntrantOf(string line)
    {
        var at = line.LastIndexOfAny([';', ',', '\t', '<']);
        if (at < 1 || Address.Of(line[(at + 1)..].TrimEnd('>')) is not { } address) return null;
        var name = line[..at].Trim().Trim('"', ';', ',').Trim();
        return name.Length is 0 or > 100 || name.Any(char.IsControl) ? null : new Entrant(name, address);
    }

    private string OutcomeOf(Answer answer) => answer.Verdict switch
    {
        Verdict.Done when answer.Registration!.State == RegistrationState.Waiting => "op de wachtlijst",
        Verdict.Done => "aangemeld",
        Verdict.Already => "was al aangemeld",
        Verdict.MembersOnly => "niet aangemeld: heeft nog geen account bij jouw organisatie",
        var other => $"niet aangemeld: {VerdictWords.Of(other, Item)}",
    };

    private async Task<bool> OpenAsync(string slug, CancellationToken stop)
    {
        if (await members.FindAsync(current.Id, stop) is not { OrganisationId: not null } found || !await FindAsync(slug, stop)
            || !Item.Groups || !Item.TakesRegistrations)
            return false;
        card = found;
        ViewData["Title"] = "Meld collega’s aan";
        return true;
    }
}
