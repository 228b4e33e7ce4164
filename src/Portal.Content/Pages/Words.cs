using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;

namespace Portal.Content.Pages;

/// <summary>Small Dutch sentences that pages put together.</summary>
public static class Words
{
    private static readonly string[] Small =
        ["nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];

    /// <summary>"docenten, boa's en wijkagenten".</summary>
    public static string And(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} en {words[^1]}";

    /// <summary>"docenten en wijkagenten"; whoever names everyone names nobody else.</summary>
    /// <param name="site">Knows what they are called.</param>
    /// <param name="audience">For whom.</param>
    public static string For(PublishedSite site, IReadOnlyList<Audience> audience) => audience.Contains(Audience.Everyone)
        ? site.TermOf(Audience.Everyone).Plural : And([.. audience.Select(one => site.TermOf(one).Plural)]);

    /// <summary>"1 stuk", "8 stukken", with a space that does not break.</summary>
    public static string Count(int number, string one, string more) => $"{number}\u00A0{(number == 1 ? one : more)}";

    /// <summary>A number in the middle of a sentence: "vijf", and figures from thirteen on.</summary>
    public static string Number(int number) =>
        number >= 0 && number < Small.Length ? Small[number] : number.ToString(DutchTime.Culture);

    /// <summary>What ends a sentence behind a title: nothing when it has a mark of its own ("Wat is een signaal?").</summary>
    /// <param name="text">Words, or inline HTML.</param>
    public static string StopAfter(string text)
    {
        var end = text.AsSpan().TrimEnd();
        while (end.EndsWith('>') && end.LastIndexOf('<') is >= 0 and var tag) end = end[..tag].TrimEnd();
        end = end.TrimEnd("'\"’”");
        return end.Length > 0 && end[^1] is '.' or '!' or '?' or '…' ? "" : ".";
    }

    /// <summary>True when the text says no more than that it is not known.</summary>
    public static bool IsUnknown(string? text) =>
        string.IsNullOrWhiteSpace(text) || text.Trim().TrimEnd('.').ToLowerInvariant() is "niet bekend" or "niet vermeld" or "onbekend";

    /// <summary>The text, or null when it says no more than that it is not known.</summary>
    public static string? Known(string? text) => IsUnknown(text) ? null : text;
}
