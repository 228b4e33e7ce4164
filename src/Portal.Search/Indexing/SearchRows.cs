using System.Collections.Concurrent;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>Sections with their compounds taken apart, ready to be written (<see cref="SearchIndex.Prepare"/>).</summary>
public sealed class SearchRows
{
    private SearchRows(IReadOnlyList<SearchDocument> sections, string[] parts) => (Sections, Parts) = (sections, parts);

    /// <summary>The sections.</summary>
    internal IReadOnlyList<SearchDocument> Sections { get; }

    /// <summary>Of each its compounds with their parts.</summary>
    internal string[] Parts { get; }

    /// <summary>Works it out.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="known">The parts of words that were met before; grows with every other word.</param>
    /// <param name="lexicon">What compounds are taken apart with.</param>
    internal static SearchRows Of(
        IReadOnlyList<SearchDocument> sections, ConcurrentDictionary<string, IReadOnlyList<string>> known, Lexicon lexicon) =>
        new(sections, [.. sections.AsParallel().AsOrdered().Select(section => SectionRows.Pack(
            from text in (string[])[section.Title, section.Heading ?? "", section.Keywords, section.Body]
            from word in DutchAnalyzer.Placed(text).Select(placed => placed.Word.Text)
            group word by word into same
            let parts = known.GetOrAdd(same.Key, word => Compounds.PartsOf(word, lexicon))
            where parts.Count > 0
            select (same.Key, parts)))]);
}
