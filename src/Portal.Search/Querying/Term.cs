using Portal.Search.Analysis;

namespace Portal.Search.Querying;

/// <summary>One thing asked for: a word, a quoted phrase, or words that together are a known term.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Direct">What matches it as asked: all of these.</param>
/// <param name="Others">What counts as well, below a direct match: one of these. Synonyms, or the parts of a composed word.</param>
internal sealed record Term(string Text, IReadOnlyList<Phrase> Direct, IReadOnlyList<Phrase> Others)
{
    /// <summary>Words of the site that begin with it, for a word that is still being typed: they count as well. Or none.</summary>
    public IReadOnlyList<string> Beginnings { get; init; } = [];

    /// <summary>The same written otherwise, "wijk agent" for "wijkagent": counts as a direct match. Or null.</summary>
    public Phrase? Same { get; init; }

    /// <summary>Of a compound its parts, all of which count as well, below a direct match, wherever they stand. Or none.</summary>
    public IReadOnlyList<Phrase> Apart { get; init; } = [];

    /// <summary>Words of the site that share most of its letters: they count a little. Or none.</summary>
    public IReadOnlyList<(string Word, double Alike)> Alike { get; init; } = [];

    /// <summary>All phrases by which it is found, whichever way.</summary>
    public IReadOnlyList<Phrase> Ways => ways ??= [.. Direct, .. Others, .. Apart, .. Same is null ? Array.Empty<Phrase>() : [Same]];

    /// <summary>Whether it must stand as it was typed: between quotes.</summary>
    public bool IsQuoted { get; init; }

    private IReadOnlyList<Phrase>? ways;
}
