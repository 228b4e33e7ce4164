namespace Portal.Content.Checks;

/// <summary>How much a finding weighs.</summary>
internal enum FindingLevel
{
    /// <summary>With this in it a document does not go online.</summary>
    Stop,

    /// <summary>Worth a look; the writer decides.</summary>
    Advice,
}

/// <summary>What a rule says of a document.</summary>
/// <param name="Level">How much it weighs.</param>
/// <param name="Key">
/// The key of the front matter it stands at, of the first level; empty: the front matter as a whole; null: it is about the body.
/// </param>
/// <param name="Line">
/// With a key: the line within the YAML, counted from 1. Without: the line of the body, counted from
/// <see cref="CheckedDocument.FirstLine"/>.
/// </param>
/// <param name="Message">What is wrong and what to do, Dutch.</param>
/// <param name="Rule">The rule's name, for good: <c>sentence-long</c>.</param>
internal sealed record Finding(FindingLevel Level, string? Key, int? Line, string Message, string Rule)
{
    /// <summary>What stops, at a key.</summary>
    public static Finding Stop(CheckedDocument document, string key, string message, string rule) =>
        new(FindingLevel.Stop, key, document.Front?.LineOf(key), message, rule);
}
