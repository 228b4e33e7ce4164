using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Organisations;
using Portal.Members.People;

namespace Portal.Members.Pages.Beheer.Leden;

/// <summary>Is the region covered by people: where is no contact person, who left, who belongs nowhere.</summary>
internal sealed class DekkingModel(RegionCover cover, IProfileChoices choices) : PageModel
{
    private const int MostLost = 25;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>How many organisations there are.</summary>
    public int Organisations { get; private set; }

    /// <summary>How many of them have no contact person.</summary>
    public int WithoutContact { get; private set; }

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<Uncovered> Rows { get; private set; } = [];

    public IReadOnlyList<LostContact> Lost { get; private set; } = [];

    /// <summary>How many municipalities there are.</summary>
    public int Municipalities => choices.Municipalities.Count;

    /// <summary>Municipalities in which no organisation has a contact person.</summary>
    public IReadOnlyList<Municipality> Open { get; private set; } = [];

    public int WithoutOrganisation { get; private set; }

    public IReadOnlyDictionary<string, int> Roles { get; private set; } = new Dictionary<string, int>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        (Organisations, WithoutContact) = await cover.CountAsync(stop);
        Cut = new Cut("/beheer/leden/dekking", null, WithoutContact, P);
        Rows = await cover.UncoveredAsync(Cut.Before, Cut.Most, stop);
        Lost = await cover.LostAsync(MostLost, stop);
        var covered = await cover.CoveredMunicipalitiesAsync(stop);
        Open = [.. choices.Municipalities.Where(municipality => !covered.Contains(municipality.Id))];
        WithoutOrganisation = await cover.WithoutOrganisationAsync(stop);
        Roles = await cover.RolesAsync(stop);
    }

    /// <summary>The name of a municipality.</summary>
    public string? NameOf(string? municipality) => choices.Municipalities.FirstOrDefault(known => known.Id == municipality)?.Label;

    /// <summary>How somebody came to be no contact person any more.</summary>
    public static string Why(string why) => why switch
    {
        "left" => "ging zelf weg bij de organisatie",
        "removed" => "werkt er niet meer, zei een ander",
        "erased" => "verwijderde het account, of het werd na twee jaar stilte verwijderd",
        _ => "heeft een gesloten account",
    };
}
