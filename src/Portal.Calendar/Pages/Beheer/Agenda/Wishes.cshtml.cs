using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>Which trainings people ask for, and where: in groups of five and more, see <see cref="WishFigures"/>.</summary>
[Authorize(Rights.Coordinator)]
internal sealed class WishesModel(
    WishFigures figures, LiveSite live, IProfileChoices choices, CurrentMember current, TimeProvider clock)
    : PageModel
{
    private const int PageSize = 12;

    /// <summary>The way to the others.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>Trainings that are online, with how many would like them and how many dates there are; the most wanted first.</summary>
    public IReadOnlyList<(WishedTraining Wished, PublishedDocument<Training> Training, int Dates)> Wished { get; private set; } = [];

    /// <summary>What stands where no municipality is shown.</summary>
    public string NoMunicipality => current.Area is null
        ? "In geen enkele gemeente zijn het er vijf of meer."
        : "In geen enkele gemeente van je district zijn het er vijf of meer.";

    /// <summary>Reads them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var site = live.Current;
        var events = site.All<CalendarEvent>();
        var all = (await figures.ReadAsync(stop)).Where(wished => site.Find<Training>(wished.Training) is not null).ToList();
        if (Pager.Of(Request, all.Count, PageSize, []) is not { } pager) return NotFound();
        Pager = pager;
        Wished =
        [
            .. from wished in all.Skip((pager.Number - 1) * PageSize).Take(PageSize)
               let training = site.Find<Training>(wished.Training)!
               select (wished, training, Catalogue.DatesOf(training.Id, events, clock.GetUtcNow()).Count),
        ];
        return Page();
    }

    /// <summary>The municipalities that are shown, those of the coordinator's own district where they are kept to one.</summary>
    public IReadOnlyList<(string Label, int People)> MunicipalitiesOf(WishedTraining wished)
    {
        var known = choices.Municipalities.ToDictionary(municipality => municipality.Id);
        return
        [
            .. wished.Municipalities
                .Where(line => current.Area is not { } area || known.GetValueOrDefault(line.Key)?.District?.Id == area)
                .Select(line => (known.GetValueOrDefault(line.Key)?.Label ?? "Niet ingevuld", line.People)),
        ];
    }

    /// <summary>The functions that are shown.</summary>
    public IReadOnlyList<(string Label, int People)> FunctionsOf(WishedTraining wished) =>
    [
        .. wished.Functions.Select(line => (
            choices.Functions.FirstOrDefault(function => function.Id == line.Key)?.Label
                ?? (line.Key.Length == 0 ? "Niet ingevuld" : "Iets anders"),
            line.People)),
    ];

    /// <summary>"15 of meer mensen".</summary>
    public static string People(int people) => $"{people} of meer mensen";
}

/// <summary>A list of how many people would like a training. For <c>_WishList</c>.</summary>
/// <param name="Name">What a line is.</param>
/// <param name="About">What the list is about, for who does not see what stands around it.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Nothing">What stands where there are none.</param>
internal sealed record WishList(string Name, string About, IReadOnlyList<(string Label, int People)> Lines, string Nothing);
