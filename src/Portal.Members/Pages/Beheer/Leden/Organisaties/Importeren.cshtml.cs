using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.Organisations;
using Portal.Platform;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>Adds organisations by a list: shown line by line first, and only then added.</summary>
internal sealed class ImporterenModel(OrganisationImport import, CurrentMember current) : PageModel
{
    private const string Here = "/beheer/leden/organisaties/importeren", List = "/beheer/leden/organisaties";

    /// <summary>What a list comes to, line by line: nothing is added yet.</summary>
    public IReadOnlyList<OrganisationLine> Report { get; private set; } = [];

    /// <summary>Those that can be added.</summary>
    public IReadOnlyList<ListedOrganisation> Good => [.. Report.Select(line => line.Found).OfType<ListedOrganisation>()];

    /// <summary>The same, as the form brings them back.</summary>
    public string GoodAsText => JsonSerializer.Serialize(Good);

    public void OnGet()
    {
    }

    /// <summary>A list to begin with.</summary>
    public FileContentResult OnGetVoorbeeld() => File(OrganisationImport.Example(), Csv.MediaType, "voorbeeld-organisaties.csv");

    /// <summary>Looks at a list; adds nothing.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? list, CancellationToken stop)
    {
        ModelState.Clear();
        if (list is null or { Length: 0 }) return Wrong("Kies eerst een bestand");
        if (list.Length > OrganisationImport.MostBytes) return Wrong("Het bestand is te groot. Maak er een paar bestanden van");
        using var bytes = new MemoryStream();
        await list.CopyToAsync(bytes, stop);
        (Report, var problem) = await import.ReadAsync(bytes.ToArray(), stop);
        return problem is null ? Page() : Wrong(problem);
    }

    /// <summary>Adds those of a list that was looked at, and are not there yet.</summary>
    public async Task<IActionResult> OnPostAllAsync(string? organisations, CancellationToken stop)
    {
        if (Read(organisations) is not { } all) return LocalRedirect(Here);
        var added = await import.AddAsync(all, current.Id, stop);
        this.Say(added switch
        {
            0 => "Deze organisaties waren er al. Er is niets toegevoegd.",
            1 => "1 organisatie staat erbij.",
            _ => $"{added} organisaties staan erbij.",
        });
        return LocalRedirect(List);
    }

    private PageResult Wrong(string what)
    {
        this.Wrong("list", what);
        return Page();
    }

    private static List<ListedOrganisation>? Read(string? organisations)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<List<ListedOrganisation?>>(organisations ?? "[]") ?? []).OfType<ListedOrganisation>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
