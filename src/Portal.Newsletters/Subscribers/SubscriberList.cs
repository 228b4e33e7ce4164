using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>A line of a list that somebody brings.</summary>
/// <param name="Number">Which, from 1; the line of headings counts.</param>
/// <param name="Typed">What stands there as an address.</param>
/// <param name="Address">The address; null when it is none.</param>
/// <param name="Interests">What they chose; everything where the list does not say.</param>
/// <param name="Problem">What is wrong with the line, Dutch; null: nothing.</param>
internal sealed record ListLine(int Number, string Typed, Address? Address, Interests Interests, string? Problem);

/// <summary>
/// A list of subscribers as CSV: a line of headings (e-mail, and thema's, regio's, functies if known), then a line a person. Reads what
/// Excel writes: semicolons, commas or tabs, in UTF-8, UTF-16 or Windows-1252.
/// </summary>
internal static class SubscriberList
{
    /// <summary>The most lines in one list.</summary>
    public const int Most = 2_000;

    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = 1_000_000;

    private static readonly string[] AddressHeadings = ["e-mail", "email", "e-mailadres", "emailadres", "mail", "mailadres", "adres"];
    private static readonly string[] ThemeHeadings = ["thema", "thema's", "thema’s", "themas"];
    private static readonly string[] RegionHeadings = ["regio", "regio's", "regio’s", "gemeente", "gemeenten", "district"];
    private static readonly string[] FunctionHeadings = ["functie", "functies"];

    /// <summary>Reads a list; with a problem of the whole there are no lines.</summary>
    public static (IReadOnlyList<ListLine> Lines, string? Problem) Read(byte[] file, InterestChoices choices)
    {
        using var csv = new CsvList(file);
        if (csv.Problem is { } problem) return ([], problem);
        var (address, theme, region, function) = (
            csv.ColumnOf(AddressHeadings), csv.ColumnOf(ThemeHeadings), csv.ColumnOf(RegionHeadings), csv.ColumnOf(FunctionHeadings));
        if (address < 0) return ([], "Zet boven de kolom met adressen ‘e-mail’.");

        var (lines, seen) = (new List<ListLine>(), new Dictionary<string, int>(StringComparer.Ordinal));
        while (csv.Read())
        {
            if (lines.Count == Most) return ([], $"Er staan meer dan {Most} regels in het bestand. Maak er een paar bestanden van.");
            var (number, typed, problems) = ((int)csv.Line, csv.Cell(address), new List<string>());
            var interests = new Interests(
                Ids(choices.Themes, csv.Cell(theme), "het thema", problems), Ids(choices.Regions, csv.Cell(region), "de regio", problems),
                Ids(choices.Functions, csv.Cell(function), "de functie", problems));
            var read = Address.Of(typed);
            if (typed.Length == 0) problems.Insert(0, "Het e-mailadres ontbreekt.");
            else if (read is null) problems.Insert(0, "Dit is geen e-mailadres.");
            else if (!seen.TryAdd(read.Normal, number)) problems.Insert(0, $"Dit adres staat ook op regel {seen[read.Normal]}.");
            lines.Add(new ListLine(number, typed, read, interests, problems.Count > 0 ? string.Join(' ', problems) : null));
        }
        return lines.Count == 0 ? ([], "Er staat niemand in het bestand.") : (lines, null);
    }

    // "Onlinewereld, Ouders": by what is shown or by id, whatever the capitals.
    private static string[] Ids(IReadOnlyList<Choice> all, string cell, string what, List<string> problems)
    {
        var ids = new List<string>();
        foreach (var name in cell.Split([',', ';', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var known = all.FirstOrDefault(
                choice => string.Equals(choice.Label, name, StringComparison.OrdinalIgnoreCase)
                    || string.Equals(choice.Id, name, StringComparison.OrdinalIgnoreCase));
            if (known is not null) ids.Add(known.Id);
            else problems.Add($"We kennen {what} ‘{name}’ niet.");
        }
        return [.. ids.Distinct(StringComparer.Ordinal)];
    }
}
