using Microsoft.AspNetCore.Mvc;
using Portal.Learning.Reports;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>
/// A report that names people: a contact person sees those of the own organisation, a coordinator says first what for and may then choose
/// an organisation, from a list or by a part of its name.
/// </summary>
internal abstract class NamesPage(ReportTools tools) : ReportPage(tools)
{
    private const int MostListed = 100, MostFound = 20;

    [BindProperty(SupportsGet = true)]
    public Guid? Doel { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Organisatie { get; set; }

    /// <summary>A part of an organisation's name, where there are too many to list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Organisatienaam { get; set; }

    /// <summary>What the coordinator said; null for a contact person, and when nothing was said yet.</summary>
    public NameView? View { get; protected set; }

    /// <summary>True when a purpose is asked first.</summary>
    public bool AsksPurpose { get; protected set; }

    /// <summary>Organisations of the people in view, by name.</summary>
    public IReadOnlyDictionary<Guid, string> Organisations { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>Whether organisations are found by a part of their name, because there are too many to list.</summary>
    public bool FindsOrganisations => Organisations.Count > MostListed;

    /// <summary>Organisations to choose from.</summary>
    public IReadOnlyList<KeyValuePair<Guid, string>> Listed { get; private set; } = [];

    /// <summary>True when a name was typed that does not say which organisation is meant.</summary>
    public bool AsksWhichOrganisation { get; private set; }

    /// <summary>Where somebody works, by the name it has now.</summary>
    /// <param name="id">The organisation; null: none.</param>
    /// <param name="known">What it was called.</param>
    protected string OrganisationOf(Guid? id, string known) => id is { } one && Organisations.TryGetValue(one, out var name) ? name : known;

    /// <summary>What was filled in; null for nothing.</summary>
    protected static string? Blank(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>Offers these organisations. A name that was typed stands above what was chosen from the list of before.</summary>
    protected void ChooseFrom(IReadOnlyDictionary<Guid, string> organisations)
    {
        Organisations = organisations;
        Listed = FindsOrganisations ? [] : [.. Organisations];
        if (!FindsOrganisations) return;
        var name = Organisatienaam?.Trim() ?? "";
        if (name.Length == 0)
        {
            Organisatienaam = Organisatie is { } chosen ? Organisations.GetValueOrDefault(chosen) : null;
            return;
        }
        Listed =
        [
            .. Organisations.Where(organisation => organisation.Value.Contains(name, StringComparison.OrdinalIgnoreCase))
                .OrderBy(organisation => organisation.Value.Length).Take(MostFound),
        ];
        if (Listed.Any(found => found.Key == Organisatie)) return;
        var exact = Listed.Where(found => Listed.Count == 1 || string.Equals(found.Value, name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        Organisatie = exact is [var one] ? one.Key : null;
        AsksWhichOrganisation = Organisatie is null;
    }
}
