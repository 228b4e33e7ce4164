using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Organisations;

/// <summary>An organisation of a list.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Municipality">Id of its municipality.</param>
/// <param name="Domain">One of <see cref="Domains"/>.</param>
/// <param name="MailDomains">What addresses of its people end with.</param>
internal sealed record ListedOrganisation(string Name, string? Municipality, string? Domain, IReadOnlyList<string> MailDomains);

/// <summary>A line of a list of organisations.</summary>
/// <param name="Number">Which, from 1; the line of headings counts.</param>
/// <param name="Name">The name that stands there.</param>
/// <param name="Found">What it says; null when something is wrong.</param>
/// <param name="Problem">What is wrong, Dutch; null: nothing.</param>
internal sealed record OrganisationLine(long Number, string Name, ListedOrganisation? Found, string? Problem);

/// <summary>
/// Organisations by a list: first looked at, line by line, and then added. Headings: naam; gemeente, domein and mailadressen if known.
/// </summary>
internal sealed class OrganisationImport(
    MembersDb db, DbSession session, IProfileChoices choices, AuditLog audit, SecurityLog log, TimeProvider clock)
{
    /// <summary>The most organisations in one list.</summary>
    public const int Most = 1_000;

    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 500_000;

    private const int LongestName = 100;

    private static readonly string[] NameHeadings = ["naam", "organisatie", "naam organisatie"];
    private static readonly string[] MunicipalityHeadings = ["gemeente", "plaats"];
    private static readonly string[] DomainHeadings = ["domein", "sector"];
    private static readonly string[] MailHeadings =
        ["mailadressen", "maildomein", "maildomeinen", "e-mail eindigt op", "mailadressen eindigen op"];

    /// <summary>A list to begin with.</summary>
    public static byte[] Example() => Csv.Write(
        ["Naam", "Gemeente", "Domein", "Mailadressen"],
        [["Jongerenwerk Voorbeeld", "Haarlem", "sociaal", "voorbeeld.nl"], ["Voorbeeldcollege", "Zaanstad", "onderwijs", ""]]);

    /// <summary>Reads a list, and tells of every line what is wrong with it; with a problem of the whole there are no lines.</summary>
    public async Task<(IReadOnlyList<OrganisationLine> Lines, string? Problem)> ReadAsync(byte[] file, CancellationToken stop)
    {
        using var list = new CsvList(file);
        if (list.Problem is { } broken) return ([], broken);
        var (name, municipality, domain, mail) = (
            list.ColumnOf(NameHeadings), list.ColumnOf(MunicipalityHeadings), list.ColumnOf(DomainHeadings), list.ColumnOf(MailHeadings));
        if (name < 0) return ([], "Zet op regel 1 boven de kolom met namen ‘naam’.");
        var lines = new List<OrganisationLine>();
        while (list.Read())
        {
            if (lines.Count == Most) return ([], $"Er staan meer dan {Most} organisaties in het bestand. Maak er een paar bestanden van.");
            lines.Add(LineOf(list.Line, list.Cell(name), list.Cell(municipality), list.Cell(domain), list.Cell(mail)));
        }
        return lines.Count == 0 ? ([], "Er staat geen organisatie in het bestand.") : (await CheckAsync(lines, stop), null);
    }

    /// <summary>Adds those that are right and not there yet; gives how many.</summary>
    public Task<int> AddAsync(IReadOnlyList<ListedOrganisation> all, Guid by, CancellationToken stop) => session.InTransactionAsync(
        () => session.AloneAsync(
            "members.add-organisations",
            async () =>
            {
                var now = clock.GetUtcNow();
                var read = all.Take(Most).Select((one, at) => LineOf(
                    at + 1, one.Name ?? "", one.Municipality ?? "", one.Domain ?? "", string.Join(' ', one.MailDomains ?? []))).ToList();
                var made = new List<Organisation>();
                foreach (var found in (await CheckAsync(read, stop)).Select(line => line.Found).OfType<ListedOrganisation>())
                {
                    var organisation = Organisation.Of(found.Name, found.Municipality, found.Domain, now);
                    organisation.MailDomains = [.. found.MailDomains];
                    made.Add(organisation);
                }
                db.Organisations.AddRange(made);
                await db.SaveChangesAsync(stop);
                await audit.AppendAsync(
                    [
                        .. made.Select(one =>
                            new AuditLine("organisation.added", MemberLines.Organisation, one.Id.ToString(), by.ToString())
                            {
                                Title = one.Name,
                                Facts = [new(MemberLines.Name, null, one.Name)],
                            }),
                    ],
                    stop);
                foreach (var one in made) log.Write("organisation-added", null, "succeeded", by, one.Id.ToString());
                return made.Count;
            },
            stop),
        stop);

    private OrganisationLine LineOf(long number, string name, string municipality, string domain, string mail)
    {
        var problems = new List<string>();
        if (name.Length == 0) problems.Add("de naam ontbreekt.");
        if (name.Length > LongestName) problems.Add($"de naam is langer dan {LongestName} tekens.");
        var place = choices.Municipalities.FirstOrDefault(known => Says(municipality, known.Id, known.Label));
        if (municipality.Length > 0 && place is null) problems.Add($"we kennen de gemeente ‘{municipality}’ niet.");
        var field = Domains.All.FirstOrDefault(known => Says(domain, known.Id, known.Label));
        if (domain.Length > 0 && field is null)
            problems.Add($"we kennen het domein ‘{domain}’ niet. Kies uit: {string.Join(", ", Domains.All.Select(known => known.Id))}.");
        string[] ends =
        [
            .. mail.Split([',', ' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(end => end.TrimStart('@').ToLowerInvariant()).Distinct(),
        ];
        if (Array.Find(ends, end => !Provider.IsMailDomain(end)) is { } wrong)
            problems.Add($"‘{wrong}’ is geen deel van een mailadres. Schrijf het zoals voorbeeld.nl.");
        return problems.Count > 0
            ? new(number, name, null, string.Join(' ', problems)) : new(number, name, new(name, place?.Id, field?.Id, ends), null);
    }

    // A name is of one organisation, whatever its capitals.
    private async Task<IReadOnlyList<OrganisationLine>> CheckAsync(IReadOnlyList<OrganisationLine> lines, CancellationToken stop)
    {
        var known = (await session.ListAsync(
            "select name from members.organisations where lower(name) in (select lower(listed) from unnest($1::text[]) as listed)",
            [lines.Select(line => line.Name).ToArray()], row => row.Text(0), stop)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. lines.Select(line => line.Found is null ? line
                : known.Contains(line.Name) ? line with { Found = null, Problem = "deze organisatie is er al." }
                : !seen.TryAdd(line.Name, line.Number) ? line with { Found = null, Problem = $"staat ook op regel {seen[line.Name]}." }
                : line),
        ];
    }

    private static bool Says(string typed, string id, string label) =>
        string.Equals(typed, id, StringComparison.OrdinalIgnoreCase) || string.Equals(typed, label, StringComparison.OrdinalIgnoreCase)
        || string.Equals($"gemeente {typed}", label, StringComparison.OrdinalIgnoreCase);
}
