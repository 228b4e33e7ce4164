using System.Globalization;
using Portal.Members.People;

namespace Portal.Calendar.Questions;

/// <summary>What somebody fills in to ask something. Which kind it is, is said by the page and never by the form.</summary>
internal sealed class QuestionForm
{
    /// <summary>The most signs in a text, in a line, and in an address of a page.</summary>
    public const int MostText = 4000, MostLine = 120, MostPage = 300;

    /// <summary>Made with the page, so that a form that is sent twice is one question.</summary>
    public Guid Id { get; set; }

    /// <summary>Who asks.</summary>
    public string? Name { get; set; }

    /// <summary>Where the answer goes.</summary>
    public string? Email { get; set; }

    /// <summary>Where they work.</summary>
    public string? Organisation { get; set; }

    /// <summary>Id of an organisatie document.</summary>
    public string? Municipality { get; set; }

    /// <summary>Id of a dossier.</summary>
    public string? Theme { get; set; }

    /// <summary>A few words.</summary>
    public string? Subject { get; set; }

    /// <summary>The question.</summary>
    public string? Text { get; set; }

    /// <summary>What they want to reach.</summary>
    public string? Goal { get; set; }

    /// <summary>One of <see cref="QuestionWishes"/>.</summary>
    public string? Wish { get; set; }

    /// <summary>The address of the page with a fault.</summary>
    public string? Page { get; set; }

    /// <summary>What an error page said.</summary>
    public string? Reference { get; set; }

    /// <summary>What they agreed to send all the same (<see cref="YoungsterCheck.Mark"/>).</summary>
    public string? Sure { get; set; }
}

/// <summary>A question that is fit to be kept.</summary>
internal sealed record NewQuestion
{
    private NewQuestion()
    {
    }

    public required QuestionKind Kind { get; init; }

    public required Guid FormId { get; init; }

    public required string Name { get; init; }

    public string? Address { get; init; }

    public string? Organisation { get; init; }

    public string? Municipality { get; init; }

    public string? Theme { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Goal { get; init; }

    public string? Wish { get; init; }

    public string? Page { get; init; }

    public string? Reference { get; init; }

    /// <summary>Sent though it was asked about.</summary>
    public bool Warned { get; init; }

    /// <summary>
    /// Its id: of the form and of all that stands in it. The same form twice is one question; one that was changed and sent again is
    /// another, so that no word is lost that somebody was told had come.
    /// </summary>
    public Guid Id => FormText.IdOf(
        FormId.ToString(), Kind.Key(), Name, Address, Organisation, Municipality, Theme, Subject, Text, Goal, Wish, Page, Reference);

    /// <summary>All that was written in words of one's own.</summary>
    public static string WordsOf(QuestionForm form) =>
        string.Join('\n', FormText.Line(form.Subject), FormText.Lines(form.Text), FormText.Lines(form.Goal));

    /// <summary>
    /// What is in the form; null when something is wrong, which is told by field (of <see cref="QuestionForm"/>), Dutch.
    /// </summary>
    /// <param name="kind">What it is for: the page knows.</param>
    /// <param name="form">What was filled in.</param>
    /// <param name="choices">Themes and municipalities: anything else was made up.</param>
    /// <param name="warned">True when it is sent though it was asked about.</param>
    /// <param name="wrong">Told what is wrong.</param>
    public static NewQuestion? Of(
        QuestionKind kind, QuestionForm form, IProfileChoices choices, bool warned, Action<string, string> wrong)
    {
        var isSound = true;
        var question = new NewQuestion
        {
            Kind = kind,
            FormId = form.Id,
            Name = Line(nameof(form.Name), form.Name, kind == QuestionKind.Fault ? null : "Vul je naam in"),
            Address = AddressOf(form.Email),
            Organisation = kind is QuestionKind.Advice or QuestionKind.Contact
                ? Kept(Line(nameof(form.Organisation), form.Organisation, kind == QuestionKind.Advice ? "Vul in waar je werkt" : null))
                : null,
            Municipality = kind == QuestionKind.Advice ? Chosen(choices.Municipalities.Select(one => one.Id), form.Municipality) : null,
            Theme = kind == QuestionKind.Advice ? Chosen(choices.Themes.Select(one => one.Id), form.Theme) : null,
            Subject = kind is QuestionKind.Advice or QuestionKind.Contact
                ? Line(nameof(form.Subject), form.Subject, "Vul in waar het over gaat")
                : kind == QuestionKind.Privacy ? QuestionWishes.Label(form.Wish) ?? "" : "Fout op een pagina",
            Text = Text(nameof(form.Text), form.Text, kind switch
            {
                QuestionKind.Privacy => null, // what they want is chosen
                QuestionKind.Fault => "Schrijf op wat je zag",
                _ => "Schrijf je vraag op",
            }),
            Goal = kind == QuestionKind.Advice ? Text(nameof(form.Goal), form.Goal, "Schrijf op wat je wilt bereiken") : "",
            Wish = kind == QuestionKind.Privacy ? Chosen(QuestionWishes.All.Select(one => one.Value), form.Wish) : null,
            Page = kind == QuestionKind.Fault ? Kept(Line(nameof(form.Page), form.Page, null, QuestionForm.MostPage)) : null,
            Reference = kind == QuestionKind.Fault ? Kept(Line(nameof(form.Reference), form.Reference, null)) : null,
            Warned = warned,
        };
        if (kind == QuestionKind.Privacy && question.Wish is null) Wrong(nameof(form.Wish), "Kies wat je wilt");
        return isSound ? question : null;

        string Line(string field, string? typed, string? missing, int most = QuestionForm.MostLine) =>
            Fits(field, FormText.Line(typed), missing, most);

        string Text(string field, string? typed, string? missing) => Fits(field, FormText.Lines(typed), missing, QuestionForm.MostText);

        string Fits(string field, string words, string? missing, int most)
        {
            if (words.Length == 0 && missing is not null) Wrong(field, missing);
            if (words.Length > most)
                Wrong(field, string.Create(CultureInfo.InvariantCulture, $"Maak dit korter: er passen {most} tekens in"));
            return words;
        }

        string? AddressOf(string? typed)
        {
            var address = FormText.Line(typed);
            if (address.Length > 0 && MailAddressAttribute.IsMailAddress(address)) return address;
            if (address.Length > 0) Wrong(nameof(form.Email), MailAddressAttribute.Refusal);
            else if (kind != QuestionKind.Fault) Wrong(nameof(form.Email), "Vul je e-mailadres in");
            return null;
        }

        void Wrong(string field, string message)
        {
            isSound = false;
            wrong(field, message);
        }
    }

    private static string? Kept(string line) => line.Length > 0 ? line : null;

    private static string? Chosen(IEnumerable<string> all, string? chosen) => all.FirstOrDefault(one => one == chosen);
}
