using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Calendar.Questions;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages;

/// <summary>What a page to ask something on needs.</summary>
internal sealed class AskTools(
    LiveSite live, Bodies bodies, PageTags tags, QuestionBook book, IProfileChoices choices, MemberDirectory members, CurrentMember current,
    TimeProvider clock)
{
    public LiveSite Live => live;

    public Bodies Bodies => bodies;

    public PageTags Tags => tags;

    public QuestionBook Book => book;

    public IProfileChoices Choices => choices;

    public MemberDirectory Members => members;

    public CurrentMember Current => current;

    public DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());
}

/// <summary>
/// A page with a form to ask something, below the text of the document at its address where there is one. Nothing is kept before the check
/// for data of youngsters has looked at it.
/// </summary>
/// <remarks>
/// No antiforgery token, because that needs a cookie and visitors get none. Asking does nothing in anybody's name; a rate limit keeps it
/// honest. Each page has an id of its own for the form, so it is made anew for everyone.
/// </remarks>
[IgnoreAntiforgeryToken]
[EnableRateLimiting(QuestionsRegistration.RateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal abstract class AskPage(AskTools tools) : DocumentPage(tools.Live, tools.Bodies, tools.Tags)
{
    /// <summary>The form.</summary>
    [BindProperty]
    public QuestionForm Form { get; set; } = new();

    /// <summary>What is asked here.</summary>
    public abstract QuestionKind Kind { get; }

    /// <summary>The title where no document has one.</summary>
    public abstract string Title { get; }

    /// <summary>The first sentences there.</summary>
    public abstract string Lead { get; }

    /// <summary>The pages above.</summary>
    public virtual IReadOnlyList<Link> Trail => [];

    /// <summary>True when a document stands at this address.</summary>
    public bool HasDocument => Document is not null;

    /// <summary>What looks like data of a youngster.</summary>
    public IReadOnlyList<YoungsterFinding> Findings { get; private set; } = [];

    /// <summary>What somebody says yes to when they send it all the same.</summary>
    public string Mark => YoungsterCheck.Mark(Findings);

    /// <summary>The question, once it is kept.</summary>
    public Question? Asked { get; private set; }

    /// <summary>Themes to choose from.</summary>
    public IEnumerable<(string Value, string Text)> ThemeChoices => tools.Choices.Themes.Select(one => (one.Id, one.Label));

    /// <summary>Municipalities to choose from.</summary>
    public IEnumerable<(string Value, string Text)> MunicipalityChoices =>
        tools.Choices.Municipalities.Select(one => (one.Id, one.Label));

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        Form = new QuestionForm
        {
            Id = Guid.NewGuid(),
            Name = Form.Name,
            Email = Form.Email,
            Organisation = Form.Organisation,
            Municipality = Form.Municipality,
            Theme = FromAddress("thema"),
            Subject = FromAddress("onderwerp"),
            Page = FromAddress("pagina", QuestionForm.MostPage),
            Reference = FromAddress("kenmerk"),
        };
        return Show();
    }

    /// <summary>Keeps the question, or says what is wrong, or asks whether it is about a youngster.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        ModelState.Remove($"{nameof(Form)}.{nameof(Form.Id)}");
        if (Form.Id == Guid.Empty) Form.Id = Guid.NewGuid();
        Show();
        var asked = NewQuestion.Of(
            Kind, Form, tools.Choices, warned: false, (field, message) => ModelState.AddModelError($"{nameof(Form)}.{field}", message));
        if (asked is null) return Page();
        Findings = YoungsterCheck.Find(NewQuestion.WordsOf(Form), asked.Address, tools.Today);
        if (Findings.Any(finding => finding.Refuses))
        {
            ModelState.AddModelError($"{nameof(Form)}.{nameof(Form.Text)}", YoungsterFinding.Refusal);
            return Page();
        }
        if (Findings.Count > 0 && Form.Sure != Mark) return Page();
        Asked = await tools.Book.AskAsync(asked with { Warned = Findings.Count > 0 }, tools.Current.IdOrNull, stop);
        ViewData["Title"] = "Het is binnen";
        ViewData["Robots"] = "noindex";
        return Page();
    }

    /// <summary>Fills in what is known of who is signed in.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Form ??= new QuestionForm();
        if (HttpMethods.IsGet(Request.Method) && tools.Current.IdOrNull is { } id && await tools.Members.FindAsync(id) is { } card)
            (Form.Name, Form.Email, Form.Organisation, Form.Municipality) = (card.Name, card.Email, card.Organisation, card.Municipality);
        await next();
    }

    private PageResult Show()
    {
        Tags.IsPrivate = true;
        (ViewData["Title"], ViewData["Description"]) = (Title, Lead);
        if (Site.At(Request.Path.Value!) is not null) base.OnGet();
        return Page();
    }

    private string? FromAddress(string key, int most = QuestionForm.MostLine)
    {
        var line = FormText.Line(Request.Query[key].FirstOrDefault());
        return line.Length == 0 ? null : line.AtMost(most);
    }
}
