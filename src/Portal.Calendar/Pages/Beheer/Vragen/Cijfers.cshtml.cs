using Portal.Calendar.Questions;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>How many questions came, also of those that are gone.</summary>
internal sealed class CijfersModel(QuestionFigures figures, CurrentMember current, IProfileChoices choices) : InboxPage(current, choices)
{
    private const int MostMonths = 24;

    /// <summary>By month and kind.</summary>
    public IReadOnlyList<(DateOnly Month, IReadOnlyDictionary<QuestionKind, int> Numbers)> Months { get; private set; } = [];

    /// <summary>Advice by theme.</summary>
    public IReadOnlyList<FigureLine> ByTheme { get; private set; } = [];

    /// <summary>Advice by municipality.</summary>
    public IReadOnlyList<FigureLine> ByMunicipality { get; private set; } = [];

    /// <summary>True for who sees questions for advice.</summary>
    public bool SeesAdvice => Kinds.Contains(QuestionKind.Advice);

    public async Task OnGetAsync(CancellationToken stop)
    {
        ViewData["Title"] = "Cijfers over vragen";
        Months = await figures.MonthsAsync(Kinds, MostMonths, stop);
        if (SeesAdvice) (ByTheme, ByMunicipality) = (await figures.ThemesAsync(stop), await figures.MunicipalitiesAsync(stop));
    }
}
