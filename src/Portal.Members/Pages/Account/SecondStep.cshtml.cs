using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.Pages.Account;

/// <summary>Where somebody is led whose role asks for a second step that this session lacks.</summary>
internal sealed class SecondStepModel(UserManager<Member> members, CurrentMember current) : AccountPage(members, current)
{
    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    public bool HasPasskey { get; private set; }

    public string RoleName =>
        Rights.Label(Member.Roles.Select(granted => granted.Role).OrderBy(role => role == Rights.ContactPerson).FirstOrDefault() ?? "");

    public string With(string path) => QueryHelpers.AddQueryString(path, "terug", this.Back(Terug, "/beheer"));

    public async Task OnGetAsync() => HasPasskey = (await Members.GetPasskeysAsync(Member)).Count > 0;
}
