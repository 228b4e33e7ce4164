using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Members.Pages.Beheer.Organisatie;

/// <summary>
/// A contact person's colleagues: who was invited, who has an account, who began, who is trained. Says who left, and undoes that. The one
/// who left keeps the account.
/// </summary>
internal sealed class IndexModel(
    MembersDb db, Roster roster, Invitations invitations, Departures departures, UserManager<Member> members, Profiles profiles,
    CurrentMember current)
    : PageModel
{
    private const string Here = "/beheer/organisatie";

    /// <summary>Parts of the list, as in the address and as read.</summary>
    public static IReadOnlyList<(string Value, RosterState State, string Label)> States { get; } =
    [
        ("uitgenodigd", RosterState.Invited, "Uitgenodigd"), ("account", RosterState.Accepted, "Nog niet begonnen"),
        ("begonnen", RosterState.Begun, "Begonnen"), ("getraind", RosterState.Done, "Getraind"),
    ];

    public Organisations.Organisation Organisation { get; private set; } = null!;

    /// <summary>One of <see cref="States"/>; nothing: everybody.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stand { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Cut Cut { get; private set; } = null!;

    /// <summary>Everybody of the organisation.</summary>
    public IReadOnlyList<RosterLine> All { get; private set; } = [];

    /// <summary>Those on this page.</summary>
    public IReadOnlyList<RosterLine> Shown { get; private set; } = [];

    /// <summary>Who was taken out, and can be put back.</summary>
    public IReadOnlyList<Removal> Removed { get; private set; } = [];

    /// <summary>What is asked before it is done.</summary>
    public Ask? Ask { get; private set; }

    public Guid Me => current.Id;

    /// <summary>How far somebody is, in words.</summary>
    public static string InWords(RosterLine line, DateTimeOffset now) => line switch
    {
        { Invitation: { } invitation } when invitation.IsOpen(now) =>
            $"uitgenodigd op {DayOf(invitation.SentAt)}, geldt tot en met {DayOf(invitation.ExpiresAt)}",
        { Invitation: not null } => "de uitnodiging is verlopen",
        { Progress: { Trained: > 0 } all } when all.Begun == all.Trained => $"getraind in {Count(all.Trained)}",
        { Progress: { Trained: > 0 } some } => $"getraind in {Count(some.Trained)}, begonnen aan {Count(some.Begun)}",
        { Progress: { } progress } => $"begonnen aan {Count(progress.Begun)}",
        _ => "heeft een account, nog niet begonnen",
    };

    /// <summary>The address of a part of the list.</summary>
    public static string Address(string? state) => state is null ? Here : QueryHelpers.AddQueryString(Here, "stand", state);

    /// <summary>How many there are of a state.</summary>
    public int CountOf(RosterState state) => All.Count(line => line.State == state);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await FindAsync(stop) is not { } organisation) return NotFound();
        All = await roster.OfAsync(organisation, stop);
        var state = States.FirstOrDefault(one => one.Value == Stand);
        Stand = state.Value;
        var found = state.Value is null ? All : [.. All.Where(line => line.State == state.State)];
        Cut = new Cut(Here, null, found.Count, P) { More = [("stand", state.Value)] };
        Shown = [.. found.Skip(Cut.Before).Take(Cut.Most)];
        Removed = await departures.OfAsync(organisation, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid member, bool sure, CancellationToken stop)
    {
        if (await members.FindByIdAsync(member.ToString()) is not { } found || found.OrganisationId is null
            || found.OrganisationId != current.OrganisationId || member == Me)
            return NotFound();
        if (!sure)
        {
            var isContact = found.Has(Rights.ContactPerson) ? " Hij of zij is dan ook geen contactpersoon meer." : "";
            Ask = new Ask(
                $"Werkt {found.Name} hier niet meer?",
                $"{found.Name} ({found.Email}) hoort dan niet meer bij je organisatie, houdt het account en krijgt een mail.{isContact}"
                    + " Je kunt dit twee weken lang terugdraaien.",
                "Ja, werkt hier niet meer", Here)
            {
                Fields = [(nameof(member), $"{member}")],
                Trail = [("Beheer", "/beheer"), ("Mijn organisatie", Here)],
            };
            return Page();
        }
        await profiles.JoinAsync(found, null, current.Id, stop);
        return Back($"{found.Name} hoort niet meer bij je organisatie en krijgt daar een mail over. Onderaan draai je het terug.");
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid departure, CancellationToken stop)
    {
        if (current.OrganisationId is not { } organisation) return NotFound();
        return await departures.UndoAsync(organisation, departure, current.Id, stop) is { } back
            ? Back($"{back.Name} hoort weer bij je organisatie en krijgt daar een mail over.")
            : Back("Dit kan niet meer worden teruggedraaid. Nodig diegene opnieuw uit.");
    }

    public async Task<IActionResult> OnPostResendAsync(Guid invitation, CancellationToken stop)
    {
        if (await FindAsync(stop) is null) return NotFound();
        return Back(await invitations.ResendAsync(Organisation, invitation, current.Id, stop)
            ? "De uitnodiging is opnieuw verstuurd. De link in de vorige mail werkt niet meer."
            : "Deze uitnodiging is er niet meer, of vandaag al verstuurd. Opnieuw sturen kan één keer per dag.");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation, CancellationToken stop)
    {
        if (current.OrganisationId is not { } organisation) return NotFound();
        return await invitations.WithdrawAsync(organisation, invitation, current.Id, stop)
            ? Back("De uitnodiging is ingetrokken.") : NotFound();
    }

    private async Task<Guid?> FindAsync(CancellationToken stop)
    {
        if (current.OrganisationId is not { } id || await db.Organisations.FindAsync([id], stop) is not { } organisation) return null;
        Organisation = organisation;
        return id;
    }

    private LocalRedirectResult Back(string message)
    {
        this.Say(message);
        return LocalRedirect(Here);
    }

    private static string DayOf(DateTimeOffset moment) => DutchTime.DateOf(moment).Long();

    private static string Count(int number) => number == 1 ? "1 module of training" : $"{number} modules of trainingen";
}
