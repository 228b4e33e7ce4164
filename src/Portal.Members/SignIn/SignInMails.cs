using System.Security.Cryptography;
using System.Text;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Members.SignIn;

/// <summary>The mails about signing in: plain text, one link, nothing to load.</summary>
internal static class SignInMails
{
    private const string NotAsked = "Heb je hier niet om gevraagd? Dan hoef je niets te doen. Zonder deze link kan niemand verder.";

    public static Mail SignIn(Member member, string url) => Of(member.Email!, "Je link om in te loggen", "sign-in", url, $"""
        Hallo {member.Name},

        Met deze link log je in. De link werkt één keer, een kwartier lang.

        {url}

        {NotAsked}
        """);

    public static Mail Register(string email, string url) => Of(email, "Je link om een account te maken", "register", url, $"""
        Hallo,

        Iemand vulde dit e-mailadres in om in te loggen. Er is nog geen account met dit adres.
        Was jij het? Met deze link maak je een account. De link werkt een kwartier.

        {url}

        Had je al een account? Dan staat het op een ander e-mailadres. Probeer dat adres.

        {NotAsked}
        """);

    public static Mail NoAccount(string email, DateTimeOffset at) => Of(email, "Er is geen account met dit e-mailadres", "register", $"{email} {at:O}", """
        Hallo,

        Iemand vulde dit e-mailadres in om in te loggen. Er is geen account met dit adres.

        Had je al een account? Dan staat het op een ander e-mailadres. Probeer dat adres.
        Nog geen account? De contactpersoon van je organisatie kan je uitnodigen.
        """);

    public static Mail ChangeEmail(Member member, string email, string url) => Of(email, "Bevestig je nieuwe e-mailadres", "change-email", url, $"""
        Hallo {member.Name},

        Je wilt voortaan dit e-mailadres gebruiken. Bevestig dat met deze link. De link werkt een kwartier.

        {url}

        {NotAsked}
        """);

    public static Mail EmailChanged(string oldEmail, string name, DateTimeOffset at) => Of(oldEmail, "Je e-mailadres is veranderd", "notice", $"{oldEmail} {at:O}", $"""
        Hallo {name},

        Je account heeft een ander e-mailadres. Je logt niet meer in met dit adres.

        Was jij dit niet? Laat het ons meteen weten via de contactpagina.
        """);

    /// <summary>Said after every change of how somebody signs in, so that a thief is noticed.</summary>
    public static Mail FactorChanged(Member member, string what, DateTimeOffset at) => Of(member.Email!, "Er is iets veranderd aan je beveiliging", "notice", $"{member.Id} {what} {at:O}", $"""
        Hallo {member.Name},

        {what}

        Was jij dit niet? Log dan in, kijk bij Account en log de andere apparaten uit. Laat het ons ook weten via de contactpagina.
        """);

    private static Mail Of(string to, string subject, string kind, string unique, string text) =>
        new(to, $"{subject} - Weerbare Jeugd", text + "\n\nWeerbare Jeugd\n", null, kind, $"{kind} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(unique)))}");
}
