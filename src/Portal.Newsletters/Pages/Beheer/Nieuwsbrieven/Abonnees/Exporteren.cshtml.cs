using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Newsletters.Subscribers;
using Portal.Platform;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven.Abonnees;

/// <summary>Everyone who gets the newsletter, as a file, for who says what for.</summary>
internal sealed class ExporterenModel(CurrentMember current, AddressViews views, MemberDirectory members, InterestChoices choices)
    : OfficePage(current)
{
    private static readonly string[] Columns =
        ["e-mailadres", "thema's", "regio's", "functies", "aangemeld op", "toestemming op", "opnieuw gevraagd op"];

    private IReadOnlyList<MemberCard> viewers = [];

    [BindProperty]
    public string? Purpose { get; set; }

    /// <summary>The last times.</summary>
    public IReadOnlyList<AddressView> Views { get; private set; } = [];

    public Task OnGetAsync(CancellationToken stop) => ListAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Purpose is { } purpose && AddressViews.Purposes.Contains(purpose))
        {
            var all = await views.TakeAsync(Current.Id, purpose, stop);
            return File(Csv.Write(Columns, all.Select(RowOf)), Csv.MediaType, "abonnees.csv");
        }
        ModelState.AddModelError(nameof(Purpose), "Kies waarvoor je de adressen nodig hebt");
        await ListAsync(stop);
        return Page();
    }

    public string NameOf(AddressView view) => viewers.FirstOrDefault(viewer => viewer.Id == view.ViewerId)?.Name ?? "iemand die weg is";

    private IReadOnlyList<object?> RowOf(Subscriber subscriber) =>
        [
            subscriber.Address, choices.ThemesOf(subscriber.Interests), choices.RegionsOf(subscriber.Interests),
            choices.FunctionsOf(subscriber.Interests), subscriber.SubscribedAt, subscriber.ConsentAt, subscriber.AskedAgainAt,
        ];

    private async Task ListAsync(CancellationToken stop)
    {
        Views = await views.LastAsync(stop);
        viewers = await members.FindAsync([.. Views.Select(view => view.ViewerId).OfType<Guid>().Distinct()], stop);
    }
}
