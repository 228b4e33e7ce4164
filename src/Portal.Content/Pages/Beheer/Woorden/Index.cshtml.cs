using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Addresses;
using Portal.Content.Pages.Beheer.Inhoud;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Woorden;

/// <summary>A part of the site that is set here.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="About">What it does, one sentence.</param>
/// <param name="Href">Where it is set.</param>
/// <param name="State">How it stands, a few words.</param>
/// <param name="New">Where one more is begun; null where there is only one.</param>
internal sealed record SettingDoor(string Title, string About, string Href, string State, string? New = null);

/// <summary>The words of the portal and how it is set: a door for each.</summary>
[Authorize(Rights.Editor)]
internal sealed class IndexModel(ContentList list, DocumentTypes types, LiveSite live) : PageModel
{
    /// <summary>The doors.</summary>
    public IReadOnlyList<SettingDoor> Doors { get; private set; } = [];

    /// <summary>Counts what there is.</summary>
    public async Task OnGetAsync(CancellationToken stop)
    {
        var counts = await list.CountsAsync(stop);
        Doors =
        [
            Of("begrip", "Woorden die in elke tekst worden uitgelegd, met hun andere vormen."),
            Of("dossier", "De thema’s waar stukken bij horen. Ze staan in de voet, in het zoeken en in ieders profiel."),
            new(
                "Doelgroepen", "Voor wie een stuk is, en wat iemand in het profiel kiest als functie.", "/beheer/woorden/doelgroepen",
                Number(live.Current.Audiences.Count), "/beheer/inhoud/nieuw?soort=doelgroep"),
            Of("zoekwoorden", "Woorden die bij het zoeken hetzelfde betekenen of naar andere leiden, ook als ze geen begrip zijn."),
            Of("aanbevolen", "Wat bij een vraag als eerste wordt gevonden."),
            new("Adressen", "Oude adressen die naar een pagina leiden: met de hand of met een lijst.", "/beheer/adressen",
                Number(live.Current.OwnRedirects.Count), "/beheer/adressen/nieuw"),
            new("Teksten van de site", "Zinnen die elke regio anders wil zeggen.", "/beheer/teksten",
                live.Current.Find<OwnTexts>(OwnTexts.Name)?.Properties.Texts.Count is > 0 and var own ? $"{own} eigen" : "vaste teksten"),
            Only(SiteMenu.Name, "Het menu boven elke pagina en de links in de voet."),
            Only(RegionContact.Name, "Wie de regio is en hoe je haar bereikt. Staat in de voet."),
        ];

        SettingDoor Of(string name, string about)
        {
            var info = types[name].Info;
            return new(
                info.Plural, about, $"/beheer/inhoud?soort={name}", Number(counts.GetValueOrDefault(name)),
                $"/beheer/inhoud/nieuw?soort={name}");
        }

        SettingDoor Only(string name, string about) => new(
            types[name].Info.Label, about, $"/beheer/woorden/{name}",
            live.Current.Find(name) is null ? "zoals de site begint" : "eigen keuze");
    }

    private static string Number(int count) => count.ToString("N0", DutchTime.Culture);
}
