using System.Text;
using AngleSharp.Html.Parser;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Editions;

/// <summary>Something to know about a newsletter before it is sent.</summary>
/// <param name="Stops">It must be mended first; else it is advice.</param>
/// <param name="Message">What and why, Dutch.</param>
internal sealed record EditionFinding(bool Stops, string Message);

/// <summary>
/// What a mail asks for beside what every document does: it is not cut off, it says in a list of mails what it is, and it leads somewhere.
/// </summary>
internal static class EditionChecks
{
    /// <summary>Bytes of markup from which Gmail shows a part of a mail only, with a link to the rest: 102 kB, and some room.</summary>
    public const int MostBytes = 100_000;

    private static readonly string[] Vague = ["hier", "klik hier", "lees meer", "lees verder", "link"];

    private const int LongSubject = 60; // characters that a phone shows

    /// <summary>
    /// Why its pictures cannot be mailed, Dutch; null: they can. Mail programs know JPEG, PNG and GIF; a picture that was brought in a
    /// moment ago has no such file yet.
    /// </summary>
    public static string? PictureProblem(Edition edition)
    {
        var page = new HtmlParser().ParseDocument(edition.Content.Html);
        return page.QuerySelectorAll("img").FirstOrDefault(image => !IsForMail(image.GetAttribute("src")!)) is { } odd
            ? $"Het beeld ‘{odd.GetAttribute("alt")}’ kan nog niet in een mail. Staat het er net? Wacht dan even. "
                + "Blijft dit staan, kies dan een ander beeld."
            : null;
    }

    private static bool IsForMail(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var whole)
        && Path.GetExtension(whole.AbsolutePath).ToLowerInvariant() is (".jpg" or ".jpeg" or ".png" or ".gif");

    /// <summary>What there is to say.</summary>
    public static IEnumerable<EditionFinding> Of(Edition edition, Mail sample)
    {
        var bytes = Encoding.UTF8.GetByteCount(sample.Html ?? "");
        if (bytes > MostBytes)
        {
            yield return new(
                true,
                $"De mail is {bytes / 1000} kB. Boven de 100 kB laat Gmail de rest weg. Maak de stukjes korter en verwijs naar de site.");
        }
        if (PictureProblem(edition) is { } picture) yield return new(true, picture);
        var page = new HtmlParser().ParseDocument(edition.Content.Html);
        if (page.QuerySelectorAll("a[href^=http]").Length == 0)
            yield return new(true, "Er staat geen enkele link in. Zet er een stuk van het portaal in, of een knop.");
        if (page.Body!.TextContent.Trim().Length < 80) yield return new(true, "De nieuwsbrief is nog bijna leeg.");
        if (edition.Preview.Trim().Length == 0)
            yield return new(false, "De regel na het onderwerp is leeg. Lezers zien dan het begin van de tekst.");
        if (edition.Subject.Length > LongSubject)
        {
            yield return new(
                false, $"Het onderwerp is {edition.Subject.Length} tekens. Op een telefoon zijn er ongeveer {LongSubject} te zien.");
        }
        if (edition.Subject.Count(char.IsUpper) > 10 && edition.Subject.Count(char.IsUpper) > edition.Subject.Count(char.IsLower))
            yield return new(false, "Het onderwerp staat bijna helemaal in hoofdletters. Dat leest lastig, en filters houden het tegen.");
        var words = page.QuerySelectorAll("a").Select(link => link.TextContent.Trim()).Where(words => words.Length > 0).ToList();
        foreach (var vague in words.Where(words => Vague.Contains(words, StringComparer.OrdinalIgnoreCase)).Distinct())
            yield return new(false, $"Een link heet ‘{vague}’. Zeg waar hij naartoe gaat: sommige lezers horen alleen de links.");
    }
}
