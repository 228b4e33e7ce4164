using Portal.Members.People;
using Portal.Platform;

namespace Portal.Members.Organisations;

/// <summary>Somebody to invite.</summary>
/// <param name="Name">As others see it.</param>
/// <param name="Email">Where the invitation goes.</param>
/// <param name="Function">Id of a function; null: they say it themselves.</param>
internal sealed record Invitee(string Name, string Email, string? Function);

/// <summary>
/// A list of people to invite, as CSV: a line of headings (naam, e-mail, and functie if known), then a line for each person. Reads
/// what Excel in Dutch writes: semicolons, commas or tabs, with or without a byte order mark, also in Windows' old encoding.
/// </summary>
internal static class InvitationList
{
    /// <summary>The most people in one list.</summary>
    public const int Most = 500;

    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 200_000;

    private static readonly string[] NameHeadings = ["naam", "name"];
    private static readonly string[] EmailHeadings = ["e-mail", "email", "e-mailadres", "emailadres", "mail"];
    private static readonly string[] FunctionHeadings = ["functie", "rol"];

    /// <summary>Reads a list. With problems there are no people: nothing is half done.</summary>
    public static (IReadOnlyList<Invitee> People, IReadOnlyList<string> Problems) Read(byte[] file, IReadOnlyList<Choice> functions)
    {
        using var csv = new CsvList(file);
        if (csv.IsEmpty) return ([], ["Het bestand is leeg."]);
        var (name, email, function) = (csv.ColumnOf(NameHeadings), csv.ColumnOf(EmailHeadings), csv.ColumnOf(FunctionHeadings));
        if (name < 0 || email < 0) return ([], ["Regel 1: zet boven de kolommen 'naam' en 'e-mail'. Een kolom 'functie' mag er ook bij."]);

        var (people, problems, lines) = (
            new List<Invitee>(), new List<string>(), new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase));
        while (csv.Read())
        {
            var line = csv.Line;
            var found = Person(csv.Cell(name), csv.Cell(email), csv.Cell(function), functions, out var wrong);
            problems.AddRange(wrong.Select(problem => $"Regel {line}: {problem}"));
            if (found is null) continue;
            if (lines.TryAdd(found.Email, line)) people.Add(found);
            else problems.Add($"Regel {line}: dit e-mailadres staat ook op regel {lines[found.Email]}.");
        }
        if (people.Count + problems.Count == 0) problems.Add("Er staat niemand in het bestand.");
        if (people.Count > Most) problems.Add($"Er staan meer dan {Most} mensen in het bestand. Maak er een paar bestanden van.");
        return problems.Count > 0 ? ([], problems) : (people, []);
    }

    /// <summary>One person, checked; null with what is wrong.</summary>
    public static Invitee? Person(
        string name, string email, string function, IReadOnlyList<Choice> functions, out IReadOnlyList<string> wrong)
    {
        var problems = new List<string>();
        if (name.Length == 0) problems.Add("de naam ontbreekt.");
        if (name.Length > 100) problems.Add("de naam is langer dan 100 tekens.");
        if (email.Length == 0) problems.Add("het e-mailadres ontbreekt.");
        else if (!MailAddressAttribute.IsMailAddress(email)) problems.Add("dit is geen e-mailadres.");
        var known = functions.FirstOrDefault(
            choice =>
                string.Equals(choice.Id, function, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(choice.Label, function, StringComparison.OrdinalIgnoreCase));
        if (function.Length > 0 && known is null)
            problems.Add(
                $"de functie is onbekend. Kies uit: {string.Join(", ", functions.Select(choice => choice.Label.ToLowerInvariant()))}.");
        wrong = problems;
        return problems.Count > 0 ? null : new Invitee(name, email, known?.Id);
    }
}
