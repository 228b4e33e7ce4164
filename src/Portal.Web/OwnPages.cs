using Portal.Search;

namespace Portal.Web;

/// <summary>
/// Where one signs in, finds a certificate, changes an account or gives up a place: pages of the portal itself, of which no document
/// tells. For a question that asks for that and for nothing else.
/// </summary>
internal sealed class OwnPages : IKnownAnswers
{
    private static readonly KnownItem SignIn = new(
        "Inloggen", "/inloggen",
        "Met een link in je mail, met je wachtwoord of met een passkey. Heb je nog geen account? Dan maak je er een.", []);

    private static readonly Topic[] Topics =
    [
        new(
            "Wachtwoord",
            ["wachtwoord", "inlogcode", "passkey"],
            [
                "vergeten", "kwijt", "nieuw", "wijzigen", "veranderen", "aanpassen", "resetten", "herstellen", "instellen", "inloggen",
                "lukt", "werkt", "account",
            ],
            [
                new(
                    "Wachtwoord vergeten", "/inloggen",
                    "Vraag een link in je mail. Daarmee log je in, en dan kies je bij je account een nieuw wachtwoord.", []),
                new("Wachtwoord wijzigen", "/account/wachtwoord", "Als je bent ingelogd.", []),
            ]),
        new(
            "Je bewijs",
            ["certificaat", "bewijs", "deelnamebewijs", "getuigschrift", "diploma"],
            [
                "kwijt", "downloaden", "printen", "afdrukken", "pdf", "halen", "behalen", "krijgen", "opnieuw", "vinden", "bekijken",
                "controleren", "echt", "geldig", "verlopen", "verlengen", "vernieuwen", "module", "deelname", "kenmerk", "qr-code",
            ],
            [
                new(
                    "Mijn leren", "/leren",
                    "Hier staan je modules en je bewijzen. Je kunt ze opnieuw downloaden, ook als je er een kwijt bent.", []),
                new("Controleer een bewijs", "/bewijs", "Met het kenmerk zie je of een bewijs echt is, en of het nog geldt.", []),
            ]),
        new(
            "Je account",
            ["account", "profiel", "gebruikersnaam"],
            [
                "maken", "aanmaken", "registreren", "aanvragen", "wijzigen", "veranderen", "aanpassen", "verwijderen", "opzeggen",
                "gegevens", "inloggen", "e-mailadres", "nieuw", "openen",
            ],
            [
                SignIn,
                new(
                    "Je account", "/account",
                    "Je gegevens, je organisatie, je beveiliging en je mails. Hier verwijder je ook je account.", []),
            ]),
        new(
            "Inloggen",
            ["inloggen", "ingelogd", "inlog", "login", "uitloggen"],
            ["lukt", "werkt", "probleem", "link", "mail", "portaal", "site", "pagina", "maken"],
            [SignIn]),
        new(
            "Je aanmeldingen",
            ["afmelden", "aanmelding", "inschrijving"],
            ["training", "bijeenkomst", "webinar", "activiteit", "wijzigen", "veranderen", "annuleren", "bekijken"],
            [new("Je aanmeldingen", "/aanmeldingen", "Hier zie je waarvoor je je hebt aangemeld, en meld je je weer af.", [])]),
    ];

    /// <inheritdoc/>
    public KnownAnswer? To(QuestionWords question) =>
        Array.Find(Topics, topic => question.AsksOnlyFor(topic.Words, topic.Beside)) is { } topic
            ? new KnownAnswer(topic.Title, topic.Items)
            : null;

    /// <param name="Title">What the pages are about.</param>
    /// <param name="Words">One of these is asked for.</param>
    /// <param name="Beside">What may stand beside it.</param>
    /// <param name="Items">The pages.</param>
    private sealed record Topic(string Title, string[] Words, string[] Beside, KnownItem[] Items);
}
