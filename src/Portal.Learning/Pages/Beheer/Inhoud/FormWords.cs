using System.Text.RegularExpressions;
using Portal.Content.Types;

namespace Portal.Learning.Pages.Beheer.Inhoud;

/// <summary>What is wrong with an exercise, for who sees its form and not its source: keys by the names of their fields.</summary>
internal static partial class FormWords
{
    /// <summary>The message with the labels of the keys it names; a key that has no field stays as it is.</summary>
    /// <param name="message">As the reader of exercises says it: <c>De sleutel 'options.text' ontbreekt.</c></param>
    /// <param name="keys">The keys of this type of exercise.</param>
    public static string Of(string message, IReadOnlyList<DocumentType.PropertyType> keys) => Key().Replace(
        message, match => LabelOf(match.Groups["path"].Value.Split('.'), keys) is { } label ? $"‘{label}’" : match.Value);

    // Of a field in a list the form shows its own name alone.
    private static string? LabelOf(string[] path, IReadOnlyList<DocumentType.PropertyType> keys)
    {
        DocumentType.PropertyType? found = null;
        foreach (var part in path)
        {
            found = (found?.Children ?? keys).FirstOrDefault(key => key.Key == part);
            if (found is null) return null;
        }
        return found!.Info.Label;
    }

    [GeneratedRegex("(?<!\\p{L})([Dd]e sleutel )?'(?<path>[a-z][a-z0-9_.]*)'", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Key();
}
