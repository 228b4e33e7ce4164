using System.Globalization;
using System.Text;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>Builds PostgreSQL's <c>tsvector</c> of a section, in its text form.</summary>
internal sealed class TextVector
{
    /// <summary>PostgreSQL counts positions to 16,383; what lies beyond would all stand at the last one.</summary>
    private const int LastPosition = 16_000;

    private readonly Dictionary<string, List<string>> places = [];
    private int end;

    /// <summary>The vector of a section: title A, heading and keywords B, body C.</summary>
    public static string Of(SearchDocument section) => new TextVector()
        .Add(section.Title, 'A').Add(section.Heading, 'B').Add(section.Keywords, 'B').Add(section.Body, 'C').ToString();

    private TextVector Add(string? text, char weight)
    {
        var start = end;
        foreach (var token in DutchAnalyzer.Analyze(text ?? "").TakeWhile(token => start + token.Position <= LastPosition))
        {
            end = start + token.Position;
            var place = end.ToString(CultureInfo.InvariantCulture) + weight;
            foreach (var lexeme in token.Lexemes) PlacesOf(lexeme).Add(place);
        }
        end++; // No phrase runs from one field into the next.
        return this;
    }

    private List<string> PlacesOf(string lexeme) =>
        places.TryGetValue(lexeme, out var known) ? known : places[lexeme] = [];

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (lexeme, at) in places) text.Append(Lexeme.Quote(lexeme)).Append(':').AppendJoin(',', at).Append(' ');
        return text.ToString();
    }
}
