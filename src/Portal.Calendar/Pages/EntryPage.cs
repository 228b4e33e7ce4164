using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Registrations;
using Portal.Calendar.Types;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages;

/// <summary>A page on which somebody tells who comes to an event. For <c>_EntryFields</c>.</summary>
internal abstract class EntryPage(IProfileChoices choices) : PageModel
{
    /// <summary>The longest answer, and what somebody needs at most.</summary>
    public const int MostWords = 1_000;

    private const int MostLine = 100;

    /// <summary>The id the registration gets: a form that is sent twice is one registration.</summary>
    [BindProperty(Name = "nr")]
    public Guid Number { get; set; } = Guid.CreateVersion7();

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Organisation { get; set; }

    [BindProperty]
    public string? Function { get; set; }

    /// <summary>Its name, as in the list.</summary>
    [BindProperty]
    public string? Municipality { get; set; }

    [BindProperty]
    public string? Needs { get; set; }

    /// <summary>Of an event on location and online: <c>online</c> or <c>locatie</c>.</summary>
    [BindProperty(Name = "vorm")]
    public string? Form { get; set; }

    /// <summary>The event.</summary>
    public abstract CalendarEvent Item { get; }

    /// <summary>What was answered, by the name of the field.</summary>
    public IReadOnlyDictionary<string, string> Given { get; private set; } = new Dictionary<string, string>();

    /// <summary>True where what somebody needed is not shown again: whoever has the link would read it.</summary>
    public virtual bool HidesNeeds => false;

    /// <summary>The municipalities.</summary>
    public IEnumerable<(string Value, string Text)> Municipalities =>
        choices.Municipalities.Select(municipality => (municipality.Label, municipality.Label));

    /// <summary>They come online to an event that is both.</summary>
    protected bool IsOnline => Item.Mode == EventMode.Hybrid && Form == "online";

    /// <summary>The name of a question's field: it follows the question, and not its place among them.</summary>
    public static string FieldOf(RegistrationQuestion question) =>
        "vraag-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question.Question)))[..10];

    /// <summary>What was answered to a question.</summary>
    public string AnswerTo(RegistrationQuestion question) => Given.GetValueOrDefault(FieldOf(question), "");

    /// <summary>What is wrong with an answer; null: nothing.</summary>
    public string? WrongWith(string field) =>
        ModelState.TryGetValue(field, out var state) ? state.Errors.FirstOrDefault()?.ErrorMessage : null;

    /// <summary>What was answered, as <see cref="Read"/> found it.</summary>
    protected IReadOnlyList<RegistrationAnswer> Answers { get; private set; } = [];

    /// <summary>Reads the form; false when something is wrong with it, which the page then says.</summary>
    /// <param name="asksWho">Name, organisation, function and municipality are asked.</param>
    /// <param name="asksAll">Nobody registers without the answers that are required.</param>
    protected bool Read(bool asksWho = true, bool asksAll = true)
    {
        if (asksWho)
        {
            Name = Line(Name, nameof(Name), "Je naam");
            if (Name is null && WrongWith(nameof(Name)) is null) ModelState.AddModelError(nameof(Name), "Vul je naam in");
            Organisation = Line(Organisation, nameof(Organisation), "De organisatie");
            Function = Line(Function, nameof(Function), "De functie");
            Municipality = choices.Municipalities.FirstOrDefault(known => known.Label == Municipality)?.Label;
        }
        Needs = Tidy(Needs);
        if (Needs?.Length > MostWords)
            ModelState.AddModelError(nameof(Needs), $"Dit is te lang. Schrijf het in hoogstens {MostWords} tekens");
        if (Item.Mode == EventMode.Hybrid && Form is not ("online" or "locatie"))
            ModelState.AddModelError("vorm", "Kies of je komt of online meedoet");
        var answers = new List<RegistrationAnswer>();
        var given = new Dictionary<string, string>();
        foreach (var question in Item.Questions)
        {
            var field = FieldOf(question);
            var text = Tidy(Request.Form[field].ToString()) ?? "";
            given[field] = text;
            if (text.Length == 0)
            {
                if (question.Required && asksAll) ModelState.AddModelError(field, $"Geef antwoord op de vraag: {question.Question}");
            }
            else if (text.Length > MostWords)
            {
                ModelState.AddModelError(field, $"Dit antwoord is te lang. Schrijf het in hoogstens {MostWords} tekens");
            }
            else if ((question.Kind == AnswerKind.Choice && !question.Options.Contains(text))
                || (question.Kind == AnswerKind.YesNo && text is not ("Ja" or "Nee")))
            {
                ModelState.AddModelError(field, $"Kies een van de antwoorden op de vraag: {question.Question}");
            }
            else
            {
                answers.Add(new(question.Question, text));
            }
        }
        (Given, Answers) = (given, answers);
        return ModelState.IsValid;
    }

    /// <summary>What the form says, as <see cref="Read"/> found it, of who has this name and address.</summary>
    protected Entrant EntrantOf(string name, Address address) => new(name, address)
    {
        Organisation = Organisation,
        Function = Function,
        Municipality = Municipality,
        Answers = Answers,
        Needs = Needs,
        Online = IsOnline,
    };

    /// <summary>Shows what somebody told before.</summary>
    protected void Show(Registration one)
    {
        (Name, Organisation, Function, Municipality) = (one.Name, one.Organisation, one.Function, one.Municipality);
        Form = one.Online ? "online" : "locatie";
        if (!HidesNeeds) Needs = one.Needs;
        Given = Item.Questions.ToDictionary(
            FieldOf, question => one.Answers.FirstOrDefault(answer => answer.Question == question.Question)?.Text ?? "");
    }

    /// <summary>Shows what the account says.</summary>
    protected void Show(MemberCard card)
    {
        (Name, Organisation) = (card.Name, card.Organisation);
        Function = choices.Functions.FirstOrDefault(known => known.Id == card.Function)?.Label;
        Municipality = choices.Municipalities.FirstOrDefault(known => known.Id == card.Municipality)?.Label;
    }

    private string? Line(string? typed, string field, string what)
    {
        // A name is one line, whatever is pasted into it.
        var text = OneLine.Of(typed);
        if (text.Any(char.IsControl)) ModelState.AddModelError(field, $"{what} heeft een teken dat niet te zien is. Typ het opnieuw");
        else if (text.Length > MostLine) ModelState.AddModelError(field, $"{what} is te lang. Schrijf het in hoogstens {MostLine} tekens");
        else return text.Length == 0 ? null : text;
        return null;
    }

    private static string? Tidy(string? typed) =>
        (typed ?? "").ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } text ? text : null;
}
