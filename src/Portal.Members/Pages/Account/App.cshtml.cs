using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Data;
using QRCoder;

namespace Portal.Members.Pages.Account;

/// <summary>Sets up codes from an app (RFC 6238), makes recovery codes, turns it off.</summary>
[RecentSignIn]
internal sealed class AppModel(
    UserManager<Member> members, CurrentMember current, SignIns signIns, Sessions sessions, Factors factors, AttemptLimits limits,
    DbSession session)
    : AccountPage(members, current)
{
    private const string Issuer = "Weerbare Jeugd";
    private const int RecoveryCodes = 10;

    [BindProperty, StringLength(12, ErrorMessage = "Een code heeft zes cijfers")]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    /// <summary>What is asked before it is done.</summary>
    public Ask? Ask { get; private set; }

    /// <summary>New recovery codes, shown once.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    /// <summary>The key in groups of four, for typing.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The key as a QR code, in a data URI.</summary>
    public string Picture { get; private set; } = "";

    public bool IsNeeded => Rights.NeedsSecondStep(Member.Roles.Select(granted => granted.Role));

    public Task OnGetAsync() => ShowKeyAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Member.TwoFactorEnabled) return LocalRedirect("/account/app");
        if (!await limits.TakeAsync(stop)) return StatusCode(StatusCodes.Status429TooManyRequests);
        if (string.IsNullOrWhiteSpace(Code) || !await signIns.IsCodeAsync(Member, Code))
        {
            this.Wrong(nameof(Code), "Deze code klopt niet. Wacht op de volgende code in de app, en vul die in");
            await ShowKeyAsync();
            return Page();
        }
        await limits.GiveBackAsync(stop);
        await session.InTransactionAsync(
            async () =>
            {
                await Members.SetTwoFactorEnabledAsync(Member, true);
                await NewCodesAsync();
                await sessions.ConfirmAsync(Current.SessionId, SecondSteps.App, stop);
                await factors.ChangedAsync(Member, Current.SessionId, "app-set-up", stop);
            },
            stop);
        return Page();
    }

    public async Task<IActionResult> OnPostCodesAsync(bool sure, CancellationToken stop)
    {
        if (!Member.TwoFactorEnabled) return LocalRedirect("/account/app");
        if (!sure)
        {
            return Sure(
                "Nieuwe herstelcodes maken?", "De codes die je eerder bewaarde werken dan niet meer. Op andere apparaten log je uit.",
                "Ja, maak nieuwe codes", "Codes");
        }
        await session.InTransactionAsync(
            async () =>
            {
                await NewCodesAsync();
                await factors.ChangedAsync(Member, Current.SessionId, "recovery-codes-made", stop);
            },
            stop);
        return Page();
    }

    public async Task<IActionResult> OnPostOffAsync(bool sure, CancellationToken stop)
    {
        if (!sure)
        {
            var office = IsNeeded ? " Zonder tweede stap kun je meteen niet meer in het beheer." : "";
            return Sure(
                "De app uitzetten?", $"Wie je wachtwoord kent, komt dan binnen. Ook je herstelcodes werken niet meer.{office}",
                "Ja, zet de app uit", "Off");
        }
        await session.InTransactionAsync(
            async () =>
            {
                await Members.SetTwoFactorEnabledAsync(Member, false);
                await Members.ResetAuthenticatorKeyAsync(Member);
                Member.ForgetCodes();
                await Members.UpdateAsync(Member);
                await factors.ChangedAsync(Member, Current.SessionId, "app-removed", stop);
            },
            stop);
        return Done("De app staat uit.");
    }

    private PageResult Sure(string title, string lead, string button, string handler)
    {
        Ask = new Ask(title, lead, button, "/account/app") { Handler = handler, Trail = Top.Account };
        return Page();
    }

    private async Task NewCodesAsync() => Codes = [.. (await Members.GenerateNewTwoFactorRecoveryCodesAsync(Member, RecoveryCodes))!];

    private async Task ShowKeyAsync()
    {
        if (Member.TwoFactorEnabled) return;
        if (await Members.GetAuthenticatorKeyAsync(Member) is not { Length: > 0 } key)
        {
            await Members.ResetAuthenticatorKeyAsync(Member);
            key = (await Members.GetAuthenticatorKeyAsync(Member))!;
        }
        Key = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
        var (issuer, account) = (Uri.EscapeDataString(Issuer), Uri.EscapeDataString(Member.Email!));
        var address = $"otpauth://totp/{issuer}:{account}?secret={key}&issuer={issuer}&digits=6&period=30";
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        Picture = "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(5));
    }
}
