using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.People;
using Portal.Members.SignIn;

namespace Portal.Members.Pages.Inloggen;

/// <summary>Makes an account for whoever got the link in their mail, or was signed in elsewhere with a verified address.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MakeAccountModel(SignIns signIns, Links links, Profiles profiles, Externals externals) : SignInPage(signIns)
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public ProfileLists Lists { get; private set; } = null!;

    public string? Email { get; private set; }

    public bool Works => Email is not null;

    public async Task OnGetAsync(string? token, CancellationToken stop)
    {
        await LoadAsync(token, stop);
        ModelState.Clear();
    }

    public async Task<IActionResult> OnPostAsync(string? token, CancellationToken stop)
    {
        if (TooMuch() is { } tooMuch) return tooMuch;
        await LoadAsync(token, stop);
        if (!Works) return Page();
        if (ModelState.IsValid && Lists.Unknown(Form) is { } unknown) this.Wrong($"{nameof(Form)}.{unknown.Field}", unknown.Message);
        if (!ModelState.IsValid) return Page();

        if (token is not null)
        {
            if (await links.UseAsync(token, stop) is not { } link) return LocalRedirect("/inloggen");
            var member = await profiles.CreateAsync(link.Email, Form, stop);
            return After(await SignIns.ContinueAsync(member, SignInMethods.Account, remember: false), link.ReturnPath);
        }
        var made = await profiles.CreateAsync(Email!, Form, stop);
        return After(await externals.AttachAsync(made));
    }

    private async Task LoadAsync(string? token, CancellationToken stop)
    {
        Lists = await profiles.ListsAsync(stop);
        if (token is not null)
        {
            Email = await links.FindAsync(token, stop) is { Purpose: LinkPurposes.Register } link ? link.Email : null;
            return;
        }
        if (await externals.CurrentAsync() is not { VerifiedEmail: { } email } account) return;
        Email = email;
        if (Form.Name.Length == 0) Form.Name = account.DisplayName ?? "";
    }
}
