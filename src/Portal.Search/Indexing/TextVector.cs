using System.Text;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>Builds PostgreSQL's <c>tsvector</c> of a section, in its text form.</summary>
/// <param name="known">What words met before can be found by; grows with every other word.</param>
internal sealed class TextVector(KnownWords known)
{
    /// <summary>PostgreSQL counts positions to 16,383; what lies beyond would all stand at the last one.</summary>
    private const int LastPosition = 16_000;

    private readonly Dictionary<string, List<(int Position, char Weight)>> places = [];
    private int end;

    /// <summary>
    /// The vector of a section: title A, heading and keywords B, body C, and the parts of its compounds D, once each. A text has few words
    /// that the one before it had not: what a word can be found by is worked out once for all that share <paramref name="known"/>.
    /// </summary>
    public static string Of(SearchDocument section, KnownWords known) => new TextVector(known)
        .Add(section.Title, 'A').Add(section.Heading, 'B').Add(section.Keywords, 'B').Add(section.Body, 'C').ToString();

    private TextVector Add(string? text, char weight)
    {
        var start = end;
        foreach (var (word, position) in DutchAnalyzer.Placed(text ?? ""))
        {
            if (start + position > LastPosition) break;
            end = start + position;
            var (lexemes, parts) = known.Of(word.Text);
            foreach (var lexeme in lexemes) PlacesOf(lexeme).Add((end, weight));
            foreach (var part in parts)
                if (!places.ContainsKey(part)) PlacesOf(part).Add((end, 'D'));
        }
        end++; // No phrase runs from one field into the next.
        return this;
    }

    private List<(int Position, char Weight)> PlacesOf(string lexeme) =>
        places.TryGetValue(lexeme, out var at) ? at : places[lexeme] = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (lexeme, at) in places)
        {
            text.Append(lexeme);
            for (var i = 0; i < at.Count; i++) text.Append(i == 0 ? ':' : ',').Append(at[i].Position).Append(at[i].Weight);
            text.Append(' ');
        }
        return text.ToString();
    }
}
