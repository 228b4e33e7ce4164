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
/// <param name="People">How many they are; some organisations stay under five, so that reports put them together with others.</param>
/// <param name="HasContact">False: nobody there looks after its people, as happens when somebody left.</param>
internal sealed record InventedOrganisation(
    string Name, string Municipality, string Domain, string[] Functions, int People, bool HasContact = true);

/// <summary>Who there is to look at the portal with. The same every time.</summary>
internal static class InventedRoster
{
    // The first of them came more than two years ago: long enough for a certificate to expire.
    private const int Veterans = 22, VeteransJoined = 860, OthersJoined = 660, DaysBetween = 8, Alone = 2;

    public static IReadOnlyList<InventedOrganisation> Organisations { get; } =
    [
        new(Marked("Jongerenwerk De Brug"), "org-gemeente-alkmaar", "sociaal", ["jongerenwerker"], 9),
        new(Marked("Scholengroep Het Duin"), "org-gemeente-haarlem", "onderwijs", ["docent"], 9),
        new(Marked("Handhaving De Polder"), "org-gemeente-haarlemmermeer", "veiligheid", ["boa", "wijkagent"], 8),
        new(Marked("Wijkteam De Zaanbocht"), "org-gemeente-zaanstad", "zorg", ["zorgprofessional"], 8),
        new(Marked("Jeugdbescherming Waterrijk"), "org-gemeente-purmerend", "zorg", ["jeugdbeschermer"], 7),
        new(Marked("Basisteam Het Marsdiep"), "org-gemeente-den-helder", "veiligheid", ["wijkagent"], 6),
        new(Marked("Team Jeugd Westfriesland"), "org-gemeente-hoorn", "sociaal", ["beleidsmedewerker"], 6),
        new(Marked("Leerplicht De Waard"), "org-gemeente-dijk-en-waard", "onderwijs", ["leerplichtambtenaar"], 5),
        new(Marked("Havencollege IJmond"), "org-gemeente-velsen", "onderwijs", ["docent"], 6),
        new(Marked("Jongerenwerk Het Sluisje"), "org-gemeente-beverwijk", "sociaal", ["jongerenwerker"], 5, HasContact: false),
        new(Marked("Jeugdzorg De Zijpe"), "org-gemeente-schagen", "zorg", ["zorgprofessional"], 5),
        new(Marked("Handhaving De Vier Noorder"), "org-gemeente-medemblik", "veiligheid", ["boa"], 4),
        new(Marked("Buurtteam Bakkum"), "org-gemeente-castricum", "sociaal", ["jongerenwerker", "beleidsmedewerker"], 4, HasContact: false),
        new(Marked("Leerwerkplaats De Drom"), "org-gemeente-enkhuizen", "onderwijs", ["docent"], 3),
        new(Marked("Jongerenwerk De Dijk"), "org-gemeente-edam-volendam", "sociaal", ["jongerenwerker"], 4),
        new(Marked("Jeugdbescherming De Trompet"), "org-gemeente-heemskerk", "zorg", ["jeugdbeschermer"], 3),
        new(Marked("Boulevardteam"), "org-gemeente-zandvoort", "veiligheid", ["boa"], 2, HasContact: false),
        new(Marked("Sociaal Team Wieringen"), "org-gemeente-hollands-kroon", "sociaal", ["beleidsmedewerker"], 3),
        new(Marked("Vakschool De Windmolen"), "org-gemeente-zaanstad", "onderwijs", ["docent"], 3),
    ];

    // The last two belong to no organisation.
    private static readonly string[] LearnerNames =
    [
        "Aaltje Vermeer", "Bilal Yilmaz", "Carlijn de Wit", "Daan Postma", "Esra Kaya", "Floor Hendriks", "Gijs van Dam", "Hanan Amrani",
        "Iris Koster", "Jesse Smit", "Karima Haddad", "Luuk Brouwer", "Merel Visser", "Naomi Pinas", "Olivier Mulder", "Priya Ramdin",
        "Quinten Bos", "Rania Tahiri", "Sjoerd Dijkstra", "Tessa Groen", "Umut Demir", "Vera Schipper", "Wouter Kuiper", "Xandra Prins",
        "Yara Nassar", "Zeger Blom", "Anouk Peters", "Bram Veldman", "Chaima Idrissi", "Dirk Zwart", "Elif Aydin", "Fenna Jonker",
        "Giovanni Wijngaard", "Hilde Boersma", "Imane Bouali", "Joris Kramer", "Kyra Doornbos", "Lars Tuinman", "Maryam Osman",
        "Nick Roos", "Odette Meijer", "Pim Langendijk", "Rachid Bennani", "Saskia van Loon", "Thijs Zonneveld", "Ufuk Arslan",
        "Valerie Rook", "Wessel Hoekstra", "Xenia Markova", "Youssef Ziani", "Zoe Wagenaar", "Arjan Stam", "Britt Kok", "Cem Polat",
        "Dounia Saidi", "Eline Bakker", "Farid Hamdi", "Gerda Vlaar", "Hugo Schouten", "Ilse Ruiter", "Jamal Belkacem", "Kim Nguyen",
        "Leontien Bes", "Mehmet Sahin", "Nadia Tromp", "Otto Beemster", "Paula Winkel", "Quirine Moes", "Ramon Koopman", "Selma Yildiz",
        "Teun Appelman", "Ursula Dekker", "Vincent Sneek", "Wilma Buis", "Ximena Rojas", "Yvonne Tol", "Zakaria Mansouri", "Astrid Klok",
        "Bo Leeuwen", "Cynthia Emanuels", "Dylan Hoorn", "Emma Plas", "Frits Boon", "Gulsen Ozturk", "Henk Vlam", "Inge Molenaar",
        "Jelle Reus", "Khadija Alaoui", "Lotte Beets", "Marco Sluis", "Nora Wiersma", "Omar Farah", "Petra Grift", "Roel Sombroek",
        "Sara Teeuwen", "Tom Veer", "Vivian Kwakman", "Wim Konijn", "Yasmin Aziz", "Zita Oud", "Aron Meurs", "Bente Tuin",
    ];

    private static readonly (string Name, string Role)[] TeamNames =
    [
        ("Ruben Schrijver", Access.Rights.Editor), ("Sanne Letter", Access.Rights.Editor), ("Tjitske Overzicht", Access.Rights.Coordinator),
    ];

    /// <summary>Who learns. The first of an organisation is its contact person, where it has one.</summary>
    public static IReadOnlyList<InventedMember> Learners { get; } = [.. LearnersInTurns(), .. LearnersAlone()];

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
        var (number, most) = (0, Organisations.Max(organisation => organisation.People));
        for (var place = 0; place < most; place++)
        {
            foreach (var (organisation, at) in Organisations.Select((organisation, at) => (organisation, at)))
            {
                if (place >= organisation.People) continue;
                var role = place == 0 && organisation.HasContact ? Access.Rights.ContactPerson : null;
                yield return Learner(number++, at, organisation.Functions[place % organisation.Functions.Length], role);
            }
        }
    }

    private static IEnumerable<InventedMember> LearnersAlone() =>
        Enumerable.Range(Organisations.Sum(organisation => organisation.People), Alone)
            .Select(number => Learner(number, null, "docent", null));

    private static InventedMember Learner(int number, int? organisation, string function, string? role) => new(
        Marked(LearnerNames[number]), EmailOf(LearnerNames[number]), organisation, function, role,
        number < Veterans ? VeteransJoined : OthersJoined - ((number - Veterans) * DaysBetween));

    private static string Marked(string name) => $"{name} {Invented.Mark}";

    private static string EmailOf(string name) => $"{name.ToLowerInvariant().Replace(' ', '.')}@voorbeeld.nl";
}
