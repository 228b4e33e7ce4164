namespace Portal.Members.FirstLook;

/// <summary>Somebody who does not exist.</summary>
/// <param name="Name">As it stands everywhere, with the mark.</param>
/// <param name="Email">At voorbeeld.nl.</param>
/// <param name="Organisation">Number of the organisation; null: none.</param>
/// <param name="Function">What they do.</param>
/// <param name="Role">Their task; null: none.</param>
/// <param name="JoinedDaysAgo">When their account was made.</param>
internal sealed record InventedMember(
    string Name, string Email, int? Organisation, string Function, string? Role, int JoinedDaysAgo);

/// <summary>An organisation that does not exist, in a municipality that does.</summary>
/// <param name="Name">As it stands everywhere, with the mark.</param>
/// <param name="Municipality">Id of the organisatie document of its municipality.</param>
/// <param name="Domain">One of <see cref="People.Domains"/>.</param>
/// <param name="Functions">What its people do, in turns.</param>
/// <param name="People">How many they are; one organisation stays under five, so that reports put it together with others.</param>
internal sealed record InventedOrganisation(string Name, string Municipality, string Domain, string[] Functions, int People);

/// <summary>Who there is to look at the portal with. The same every time.</summary>
internal static class InventedRoster
{
    // Accounts of the first of them are older than two years: long enough for a certificate to expire.
    private const int Veterans = 9, VeteransJoined = 790, OthersJoined = 540, DaysBetween = 13;

    public static IReadOnlyList<InventedOrganisation> Organisations { get; } =
    [
        new(Marked("Jongerenwerk De Brug"), "org-gemeente-alkmaar", "sociaal", ["jongerenwerker"], 7),
        new(Marked("Scholengroep Het Duin"), "org-gemeente-haarlem", "onderwijs", ["docent"], 6),
        new(Marked("Handhaving De Polder"), "org-gemeente-haarlemmermeer", "veiligheid", ["boa", "wijkagent"], 6),
        new(Marked("Wijkteam De Zaanbocht"), "org-gemeente-zaanstad", "zorg", ["zorgprofessional"], 6),
        new(Marked("Jeugdbescherming Waterrijk"), "org-gemeente-purmerend", "zorg", ["jeugdbeschermer"], 5),
        new(Marked("Basisteam Het Marsdiep"), "org-gemeente-den-helder", "veiligheid", ["wijkagent"], 5),
        new(Marked("Team Jeugd Westfriesland"), "org-gemeente-hoorn", "sociaal", ["beleidsmedewerker"], 4),
        new(Marked("Leerplicht De Waard"), "org-gemeente-dijk-en-waard", "onderwijs", ["leerplichtambtenaar"], 3),
    ];

    private static readonly string[] LearnerNames =
    [
        "Aaltje Vermeer", "Bilal Yilmaz", "Carlijn de Wit", "Daan Postma", "Esra Kaya", "Floor Hendriks", "Gijs van Dam", "Hanan Amrani",
        "Iris Koster", "Jesse Smit", "Karima Haddad", "Luuk Brouwer", "Merel Visser", "Naomi Pinas", "Olivier Mulder", "Priya Ramdin",
        "Quinten Bos", "Rania Tahiri", "Sjoerd Dijkstra", "Tessa Groen", "Umut Demir", "Vera Schipper", "Wouter Kuiper", "Xandra Prins",
        "Yara Nassar", "Zeger Blom", "Anouk Peters", "Bram Veldman", "Chaima Idrissi", "Dirk Zwart", "Elif Aydin", "Fenna Jonker",
        "Giovanni Wijngaard", "Hilde Boersma", "Imane Bouali", "Joris Kramer", "Kyra Doornbos", "Lars Tuinman", "Maryam Osman",
        "Nick Roos", "Odette Meijer", "Pim Langendijk",
    ];

    private static readonly (string Name, string Role)[] TeamNames =
    [
        ("Ruben Schrijver", Access.Rights.Editor), ("Sanne Letter", Access.Rights.Editor), ("Tjitske Overzicht", Access.Rights.Coordinator),
    ];

    /// <summary>Who learns. The first of an organisation is its contact person.</summary>
    public static IReadOnlyList<InventedMember> Learners { get; } = [.. LearnersInTurns()];

    /// <summary>Who writes, reads along and coordinates.</summary>
    public static IReadOnlyList<InventedMember> Team { get; } =
    [
        .. TeamNames.Select(one => new InventedMember(
            Marked(one.Name), EmailOf(one.Name), null, "beleidsmedewerker", one.Role, VeteransJoined)),
    ];

    /// <summary>Everybody.</summary>
    public static IEnumerable<InventedMember> All => Learners.Concat(Team);

    // One of each organisation after the other, so that whoever came first does not all work in one place.
    private static IEnumerable<InventedMember> LearnersInTurns()
    {
        var taken = new int[Organisations.Count];
        for (var (number, turn) = (0, 0); number < LearnerNames.Length; turn++)
        {
            var organisation = turn % Organisations.Count;
            if (taken[organisation] == Organisations[organisation].People) continue;
            var place = taken[organisation]++;
            var functions = Organisations[organisation].Functions;
            yield return new InventedMember(
                Marked(LearnerNames[number]), EmailOf(LearnerNames[number]), organisation, functions[place % functions.Length],
                place == 0 ? Access.Rights.ContactPerson : null,
                number < Veterans ? VeteransJoined : OthersJoined - ((number - Veterans) * DaysBetween));
            number++;
        }
    }

    private static string Marked(string name) => $"{name} {Invented.Mark}";

    private static string EmailOf(string name) => $"{name.ToLowerInvariant().Replace(' ', '.')}@voorbeeld.nl";
}
