using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.Organisations;
using Portal.Members.People;

namespace Portal.Members.Pages.Account;

/// <summary>What a member says about themselves.</summary>
internal sealed class ProfileModel(UserManager<Member> members, CurrentMember current, Profiles profiles, Memberships memberships)
    : AccountPage(members, current)
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public ProfileLists Lists { get; private set; } = null!;

    /// <summary>The organisation that has not said yes yet.</summary>
    public Applicant? Waiting { get; private set; }

    /// <summary>The basisteam and district that follow from the municipality.</summary>
    public string? Area =>
        Lists.Choices.Municipalities.FirstOrDefault(
            municipality => municipality.Id == Member.Municipality) is { Team: { } team, District: { } district }
        ? $"Je gemeente valt onder {team.Label}, {district.Label}." : null;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Lists = await profiles.ListsAsync(Form, stop);
        Form = ProfileForm.Of(Member);
        Waiting = await memberships.OfAsync(Member.Id, stop);
        Form.Organisation = Waiting?.OrganisationId ?? Form.Organisation;
        Form.OrganisationName = await profiles.NameOfAsync(Form.Organisation, stop);
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Lists = await profiles.ListsAsync(Form, stop);
        Waiting = await memberships.OfAsync(Member.Id, stop);
        if (ModelState.IsValid && Lists.Unknown(Form) is { } unknown) this.Wrong($"{nameof(Form)}.{unknown.Field}", unknown.Message);
        if (!ModelState.IsValid) return Page();
        await memberships.ChangeAsync(Member, Form, stop);
        return Done("Je profiel is bewaard.", "/account/profiel");
    }
}
