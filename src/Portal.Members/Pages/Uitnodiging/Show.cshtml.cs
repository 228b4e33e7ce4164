using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.Pages.Inloggen;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Uitnodiging;

/// <summary>
/// Accepts an invitation. Whoever has no account makes one: the link proves the address. Whoever has one signs in first, because
/// the link stays good for a month and a mailbox may be read by others.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ShowModel(
    SignIns signIns, Invitations invitations, Profiles profiles, MembersDb db, UserManager<Member> members, CurrentMember current)
    : SignInPage(signIns)
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public ProfileLists Lists { get; private set; } = null!;

    public Invitation? Invitation { get; private set; }

    public string Organisation { get; private set; } = "";

    public bool HasAccount => account is not null;

    /// <summary>True when the one who looks is the one who was invited.</summary>
    public bool IsSignedIn => account is not null && current.IdOrNull == account.Id;

    private Member? account;

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        ModelState.Clear();
        if (Invitation is null || HasAccount) return;
        var organisation = await db.Organisations.SingleAsync(row => row.Id == Invitation.OrganisationId, stop);
        Form = new ProfileForm
        {
            Name = Invitation.Name,
            Organisation = organisation.Id,
            Function = Invitation.Function ?? "",
            Municipality = organisation.Municipality ?? "",
            Domain = organisation.Domain ?? "",
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await TooMuchAsync() is { } tooMuch) return tooMuch;
        await LoadAsync(stop);
        if (Invitation is null) return Page();
        await GiveBackAsync();
        if (account is not null) return await JoinAsync(account, stop);

        if (ModelState.IsValid && Lists.Unknown(Form) is { } unknown) this.Wrong($"{nameof(Form)}.{unknown.Field}", unknown.Message);
        if (!ModelState.IsValid) return Page();
        OpenedLink = null;
        if (await invitations.AcceptAsync(Invitation, Form, stop) is not { } member)
        {
            Invitation = null;
            return Page();
        }
        return After(await SignIns.ContinueAsync(member, SignInMethods.Account, remember: false));
    }

    private async Task<IActionResult> JoinAsync(Member member, CancellationToken stop)
    {
        if (!IsSignedIn) return Page();
        OpenedLink = null;
        if (!await invitations.AcceptAsync(Invitation!, member, stop))
        {
            Invitation = null;
            return Page();
        }
        this.Say($"Je bent nu lid van {Organisation}.");
        return LocalRedirect("/account");
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Lists = await profiles.ListsAsync(Form, stop);
        Invitation = OpenedLink is { } token ? await invitations.FindAsync(token, stop) : null;
        if (Invitation is null) return;
        Organisation = (await profiles.NameOfAsync(Invitation.OrganisationId, stop))!;
        account = await members.FindByEmailAsync(Invitation.Email);
    }
}
