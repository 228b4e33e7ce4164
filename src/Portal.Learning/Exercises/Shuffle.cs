using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Learning.Exercises;

/// <summary>
/// Names and orders that tell nothing of the key. Both follow from the words alone, never from the place in the source: whoever
/// knows this code and the seed still learns nothing.
/// </summary>
internal static class Shuffle
{
    /// <summary>A name for a part, the same as long as its words are.</summary>
    public static string KeyOf(string exercise, string role, string text) => Hash($"{exercise}|{role}|{text}")[..10];

    /// <summary>The parts in the order of a seed.</summary>
    public static IReadOnlyList<T> By<T>(string seed, IEnumerable<T> parts, Func<T, string> keyOf) =>
        [.. parts.OrderBy(part => Hash($"{seed}|{keyOf(part)}"), StringComparer.Ordinal)];

    /// <summary>As <see cref="By"/>, but numbers go from low to high: readers expect that, and it tells nothing either.</summary>
    public static IReadOnlyList<T> ByNumberOr<T>(string seed, IReadOnlyList<T> parts, Func<T, string> keyOf, Func<T, string> textOf)
    {
        var numbers = parts.Select(part => NumberAtStart(textOf(part))).ToList();
        return numbers.TrueForAll(number => number is not null)
            ?
            [
                .. parts.Zip(numbers).OrderBy(pair => pair.Second).ThenBy(pair => textOf(pair.First), StringComparer.Ordinal)
                    .Select(pair => pair.First),
            ]
            : By(seed, parts, keyOf);
    }

    private static decimal? NumberAtStart(string text)
    {
        var digits = string.Concat(text.TrimStart('€', ' ', '\u00A0').TakeWhile(c => char.IsAsciiDigit(c) || c is '.' or ','))
            .Trim('.', ',');
        return decimal.TryParse(digits, NumberStyles.Number, Platform.DutchTime.Culture, out var number) ? number : null;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
