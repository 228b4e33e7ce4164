using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>Sections with what they can be found by, ready to be written (<see cref="SearchIndex.Prepare"/>).</summary>
public sealed class SearchRows
{
    private SearchRows(IReadOnlyList<SearchDocument> sections, string[] subjects, string[] vectors) =>
        (Sections, Subjects, Vectors) = (sections, subjects, vectors);

    /// <summary>The sections.</summary>
    internal IReadOnlyList<SearchDocument> Sections { get; }

    /// <summary>Of each what its title is about, see <see cref="DutchAnalyzer.Subject"/>.</summary>
    internal string[] Subjects { get; }

    /// <summary>Of each its <c>tsvector</c>.</summary>
    internal string[] Vectors { get; }

    /// <summary>Works it out.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="words">What words met before can be found by.</param>
    internal static SearchRows Of(IReadOnlyList<SearchDocument> sections, KnownWords words)
    {
        var made = sections.AsParallel().AsOrdered()
            .Select(section => (Subject: DutchAnalyzer.Subject(section.Title), Vector: TextVector.Of(section, words))).ToList();
        return new SearchRows(sections, [.. made.Select(row => row.Subject)], [.. made.Select(row => row.Vector)]);
    }
}
