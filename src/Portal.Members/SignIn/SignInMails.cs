using System.Security.Cryptography;
using System.Text;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Members.SignIn;

/// <summary>A link to sign in with.</summary>
[MailText("sign-in")]
internal sealed record SignInText(string Name, string Url);

/// <summary>A link to make an account with.</summary>
[MailText("register")]
internal sealed record RegisterText(string Url);

/// <summary>There is no account, and nobody makes one by themselves.</summary>
[MailText("no-account")]
internal sealed record NoAccountText;

/// <summary>A link that shows that a new address is read by its owner; who that is, is not known yet, so nobody is named.</summary>
[MailText("change-email")]
internal sealed record ChangeEmailText(string Url);

/// <summary>Said at once to the address an account has, when another is asked for.</summary>
[MailText("email-change-asked")]
internal sealed record EmailChangeAskedText(string Name, string NewEmail);

/// <summary>Said to whoever has an account with the address that somebody else asked for: nothing comes of it.</summary>
[MailText("email-taken")]
internal sealed record EmailTakenText(string Name);

/// <summary>Said to the old address.</summary>
[MailText("email-changed")]
internal sealed record EmailChangedText(string Name);

/// <summary>How somebody signs in has changed.</summary>
[MailText("password-changed"), MailText("passkey-added"), MailText("passkey-removed"), MailText("app-set-up"), MailText("app-removed")]
[MailText("recovery-codes-made"), MailText("second-step-gone")]
internal sealed record FactorChangedText(string Name);

/// <summary>The account was tied to another organisation's sign-in, or no longer is.</summary>
[MailText("provider-added"), MailText("provider-removed")]
internal sealed record ProviderChangedText(string Name, string Provider);

/// <summary>The mails about signing in: one link, nothing to load. A mail with a link that opens an account is a secret.</summary>
internal sealed class SignInMails(MailTemplates templates)
{
    public Mail SignIn(Member member, string url) => Secret(new SignInText(member.Name, url), member.Email!, "sign-in", url);

    public Mail Register(string email, string url) => Secret(new RegisterText(url), email, "register", url);

    public Mail NoAccount(string email, DateTimeOffset at) => Write(new NoAccountText(), email, "register", $"{email} {at:O}");

    public Mail ChangeEmail(string email, string url) => Secret(new ChangeEmailText(url), email, "change-email", url);

    public Mail EmailChangeAsked(Member member, string newEmail, DateTimeOffset at) =>
        Write(new EmailChangeAskedText(member.Name, newEmail), member.Email!, "notice", $"{member.Id} asked {at:O}");

    public Mail EmailTaken(Member owner, DateTimeOffset at) =>
        Write(new EmailTakenText(owner.Name), owner.Email!, "change-email", $"{owner.Id} taken {at:O}");

    public Mail EmailChanged(string oldEmail, string name, DateTimeOffset at) =>
        Write(new EmailChangedText(name), oldEmail, "notice", $"{oldEmail} {at:O}");

    /// <summary>Said after every change of how somebody signs in, so that a thief is noticed.</summary>
    public Mail FactorChanged(Member member, string action, string? provider, DateTimeOffset at) => Write(
        provider is null ? new FactorChangedText(member.Name) : new ProviderChangedText(member.Name, provider),
        member.Email!, "notice", $"{member.Id} {action} {provider} {at:O}", action);

    private Mail Secret(object text, string to, string kind, string unique) => Write(text, to, kind, unique) with { IsSecret = true };

    private Mail Write(object text, string to, string kind, string unique, string? template = null) =>
        templates.Write(text, to, kind, $"{kind} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(unique)))}", template);
}
