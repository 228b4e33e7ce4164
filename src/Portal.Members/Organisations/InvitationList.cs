using Portal.Members.People;
using Portal.Platform;

namespace Portal.Members.Organisations;

/// <summary>Somebody to invite.</summary>
/// <param name="Name">As others see it.</param>
/// <param name="Email">Where the invitation goes.</param>
/// <param name="Function">Id of a function; null: they say it themselves.</param>
internal sealed record Invitee(string Name, string Email, string? Function);

/// <summary>A line of a list.</summary>
/// <param name="Number">Which, from 1; the line of headings counts.</param>
/// <param name="Name">The name that stands there.</param>
/// <param name="Email">What stands there as an address.</param>
/// <param name="Person">Who it is; null when something is wrong.</param>
/// <param name="Problem">What is wrong, Dutch; null: nothing.</param>
internal sealed record InvitationLine(long Number, string Name, string Email, Invitee? Person, string? Problem);

/// <summary>
/// A list of people to invite: a line of headings (voornaam, achternaam, or naam; e-mail; functie if known), then a line for each person,
/// as <see cref="CsvList"/> reads it.
/// </summary>
internal static class InvitationList
{
    /// <summary>The most people in one list.</summary>
    public const int Most = 500;

    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 200_000;

    private static readonly string[] NameHeadings = ["naam", "name", "volledige naam", "medewerker"];
    private static readonly string[] FirstHeadings = ["voornaam", "roepnaam", "first name"];
    private static readonly string[] BetweenHeadings = ["tussenvoegsel", "tussenvoegsels", "voorvoegsel", "voorvoegsels"];
    private static readonly string[] LastHeadings = ["achternaam", "familienaam", "geslachtsnaam", "last name"];
    private static readonly string[] EmailHeadings =
        ["e-mail", "email", "e-mailadres", "emailadres", "mail", "mailadres", "werkmail", "e-mail werk", "e-mailadres werk"];

    private static readonly string[] FunctionHeadings = ["functie", "rol"];

    /// <summary>A list to begin with, for who asks how it should look.</summary>
    public static byte[] Example() => Csv.Write(
        ["Voornaam", "Tussenvoegsel", "Achternaam", "E-mail", "Functie"],
        [
            ["Noor", "de", "Vries", "noor.devries@voorbeeld.nl", ""], ["Sem", "", "Jansen", "sem.jansen@voorbeeld.nl", ""],
        ]);

    /// <summary>Reads a list, and tells of every line what is wrong with it; with a problem of the whole there are no lines.</summary>
    public static (IReadOnlyList<InvitationLine> Lines, string? Problem) Read(byte[] file, IReadOnlyList<Choice> functions)
    {
        using var list = new CsvList(file);
        if (list.Problem is { } broken) return ([], broken);
        int[] name = [.. new[] { FirstHeadings, BetweenHeadings, LastHeadings, NameHeadings }.Select(list.ColumnOf)];
        var (email, function) = (list.ColumnOf(EmailHeadings), list.ColumnOf(FunctionHeadings));
        if (email < 0 || name.All(column => column < 0))
            return ([], "Zet op regel 1 boven de kolommen ‘voornaam’, ‘achternaam’ en ‘e-mail’, of ‘naam’ en ‘e-mail’.");

        var (lines, seen) = (new List<InvitationLine>(), new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase));
        while (list.Read())
        {
            if (lines.Count == Most) return ([], $"Er staan meer dan {Most} mensen in het bestand. Maak er een paar bestanden van.");
            // Naam beside voornaam and achternaam says the same once more.
            var called = string.Join(' ', name[..3].Select(list.Cell).Where(part => part.Length > 0));
            if (called.Length == 0) called = list.Cell(name[3]);
            var found = Person(called, list.Cell(email), list.Cell(function), functions, out var wrong);
            var problems = wrong.ToList();
            if (found is not null && !seen.TryAdd(found.Email, list.Line))
            {
                problems.Add($"dit e-mailadres staat ook op regel {seen[found.Email]}.");
                found = null;
            }
            lines.Add(new(list.Line, called, list.Cell(email), found, problems.Count > 0 ? string.Join(' ', problems) : null));
        }
        return lines.Count == 0 ? ([], "Er staat niemand in het bestand.") : (lines, null);
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
