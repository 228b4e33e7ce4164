using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Makes an account for whoever got the link in their mail, or was signed in elsewhere with a verified address.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MakeAccountModel(SignIns signIns, Links links, Profiles profiles, Memberships memberships, Externals externals)
    : SignInPage(signIns)
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public ProfileLists Lists { get; private set; } = null!;

    public string? Email { get; private set; }

    public bool Works => Email is not null;

    private string? token;

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await TooMuchAsync() is { } tooMuch) return tooMuch;
        await LoadAsync(stop);
        if (!Works) return Page();
        await GiveBackAsync();
        if (ModelState.IsValid && Lists.Unknown(Form) is { } unknown) this.Wrong($"{nameof(Form)}.{unknown.Field}", unknown.Message);
        if (!ModelState.IsValid) return Page();

        if (token is null) return After(await externals.AttachAsync(await memberships.CreateAsync(Email!, Form, stop)));
        OpenedLink = null;
        if (await links.UseAsync(token, stop) is not { } link) return LocalRedirect("/inloggen");
        var member = await memberships.CreateAsync(link.Email, Form, stop);
        return After(await SignIns.ContinueAsync(member, SignInMethods.Account, remember: false), link.ReturnPath);
    }

    private async Task LoadAsync(CancellationToken stop)
    {
        Lists = await profiles.ListsAsync(Form, stop);
        if (OpenedLink is { } opened && await links.FindAsync(opened, stop) is { Purpose: LinkPurposes.Register } link)
        {
            (token, Email) = (opened, link.Email);
            return;
        }
        if (await externals.CurrentAsync() is not { VerifiedEmail: { } email } account) return;
        Email = email;
        if (Form.Name.Length == 0) Form.Name = account.DisplayName ?? "";
    }
}
