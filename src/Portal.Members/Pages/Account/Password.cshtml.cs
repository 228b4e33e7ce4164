using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Account;

/// <summary>Sets a password, the first or another.</summary>
[RecentSignIn]
internal sealed class PasswordModel(
    UserManager<Member> members, CurrentMember current, Factors factors, HashingTurns turns, DbSession session)
    : AccountPage(members, current)
{
    [BindProperty, Required(ErrorMessage = "Vul een wachtwoord in")]
    [StringLength(256, ErrorMessage = "Een wachtwoord heeft hoogstens 256 tekens")]
    public string Password { get; set; } = "";

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!ModelState.IsValid) return Page();
        using var turn = await turns.EnterAsync(stop);
        if (!turn.IsAcquired) return StatusCode(StatusCodes.Status429TooManyRequests);
        var refused = await session.InTransactionAsync(
            async () =>
            {
                foreach (var validator in Members.PasswordValidators)
                    if (await validator.ValidateAsync(Members, Member, Password) is { Succeeded: false } result)
                        return result.Errors.First().Code;
                await Members.RemovePasswordAsync(Member);
                await Members.AddPasswordAsync(Member, Password);
                await factors.ChangedAsync(Member, Current.SessionId, "password-changed", stop);
                return null;
            },
            stop);
        if (refused is null) return Done("Je wachtwoord is bewaard.");
        this.Wrong(nameof(Password), refused == CommonPasswords.Code
            ? "Dit wachtwoord is te raden: het bestaat uit woorden die iedereen probeert. Kies andere woorden"
            : "Een wachtwoord heeft minstens 12 tekens");
        return Page();
    }
}
