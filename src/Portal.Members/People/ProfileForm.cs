using System.ComponentModel.DataAnnotations;

namespace Portal.Members.People;

/// <summary>What a member says about themselves. Municipality, domain and function are what reports count by.</summary>
internal sealed class ProfileForm
{
    [Required(ErrorMessage = "Vul je naam in"), StringLength(100, ErrorMessage = "Je naam mag hoogstens 100 tekens lang zijn")]
    public string Name { get; set; } = "";

    public Guid? Organisation { get; set; }

    /// <summary>What was typed to find the organisation, where there are too many to list.</summary>
    [StringLength(100, ErrorMessage = "Een naam mag hoogstens 100 tekens lang zijn")]
    public string? OrganisationName { get; set; }

    [Required(ErrorMessage = "Kies de gemeente waarvoor je werkt")]
    public string Municipality { get; set; } = "";

    [Required(ErrorMessage = "Kies in welk domein je werkt")]
    public string Domain { get; set; } = "";

    [Required(ErrorMessage = "Kies je functie")]
    public string Function { get; set; } = "";

    public List<string> Themes { get; set; } = [];

    public static ProfileForm Of(Member member) => new()
    {
        Name = member.Name,
        Organisation = member.OrganisationId,
        Municipality = member.Municipality ?? "",
        Domain = member.Domain ?? "",
        Function = member.Function ?? "",
        Themes = member.Themes,
    };
}

/// <summary>What the form chooses from, and what is not among it.</summary>
/// <param name="Choices">Municipalities, functions and themes.</param>
/// <param name="Organisations">All organisations; where they are found by name, those that were found.</param>
/// <param name="FindsOrganisations">Whether organisations are found by a part of their name, because there are too many to list.</param>
internal sealed record ProfileLists(IProfileChoices Choices, IReadOnlyList<Choice> Organisations, bool FindsOrganisations)
{
    /// <summary>The most organisations in one list.</summary>
    public const int MostListed = 100;

    /// <summary>The most organisations that a name finds.</summary>
    public const int MostFound = 20;

    /// <summary>"iedereen" and the like: for who stands beside the list.</summary>
    public const string OtherFunction = "anders";

    public IEnumerable<(string Value, string Text)> OrganisationOptions =>
        Organisations.Select(organisation => (organisation.Id, organisation.Label));

    public IEnumerable<(string Value, string Text)> Municipalities =>
        Choices.Municipalities.Select(municipality => (municipality.Id, municipality.Label));

    public static IEnumerable<(string Value, string Text)> DomainOptions => Domains.All.Select(domain => (domain.Id, domain.Label));

    public IEnumerable<(string Value, string Text)> Functions =>
        [.. Choices.Functions.Select(function => (function.Id, function.Label)), (OtherFunction, "Iets anders")];

    /// <summary>The first field whose value is not one of the choices, with what to say: nothing is stored then.</summary>
    public (string Field, string Message)? Unknown(ProfileForm form)
    {
        if (FindsOrganisations && Find(form) is { } unclear) return (nameof(form.OrganisationName), unclear);
        if (form.Organisation is { } organisation && !Organisations.Any(choice => choice.Id == organisation.ToString()))
            return (nameof(form.Organisation), "Kies een organisatie uit de lijst");
        if (!Choices.Municipalities.Any(choice => choice.Id == form.Municipality))
            return (nameof(form.Municipality), "Kies een gemeente uit de lijst");
        if (!Domains.All.Any(choice => choice.Id == form.Domain)) return (nameof(form.Domain), "Kies een domein uit de lijst");
        if (!Functions.Any(choice => choice.Value == form.Function)) return (nameof(form.Function), "Kies een functie uit de lijst");
        return form.Themes.TrueForAll(theme => Choices.Themes.Any(choice => choice.Id == theme))
            ? null
            : (nameof(form.Themes), "Kies thema's uit de lijst");
    }

    // Takes the organisation from what was typed; gives what to say where that names none, or more than one.
    private string? Find(ProfileForm form)
    {
        var name = form.OrganisationName?.Trim() ?? "";
        if (name.Length == 0) form.Organisation = null;
        if (name.Length == 0 || Organisations.Any(found => found.Id == form.Organisation?.ToString())) return null;
        form.Organisation = Organisations.FirstOrDefault(found => string.Equals(found.Label, name, StringComparison.OrdinalIgnoreCase))
            is { } exact ? Guid.Parse(exact.Id) : null;
        return form.Organisation is not null ? null
            : Organisations.Count > 0 ? "Kies hieronder welke organisatie je bedoelt"
            : "Er is geen organisatie met deze naam. Typ een deel van de naam, of maak het veld leeg";
    }
}
