using System.Globalization;
using System.Text;
using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Citing;

/// <summary>
/// The work that a kennisproduct is about, for a programme that keeps references: who, what, when, by whom and where. What the page says
/// for a reader (APA) stands in <see cref="ResearchSummary.Citation"/>.
/// </summary>
/// <param name="Key">What it is called among the references: letters, digits and a hyphen.</param>
/// <param name="Kind">What kind of work it is.</param>
/// <param name="Title">Its own title, not the page's.</param>
/// <param name="Authors">As named there; organisations too.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Year">The year of publication; null: not known.</param>
/// <param name="Url">Where it can be read; null: nowhere that is known.</param>
internal sealed record Citation(
    string Key, ResearchKind Kind, string Title, IReadOnlyList<string> Authors, string? Publisher, int? Year, string? Url)
{
    /// <summary>The work: the first of the product's sources.</summary>
    public static Citation Of(PublishedDocument<ResearchSummary> document)
    {
        var (product, work) = (document.Properties, document.Properties.Sources[0]);
        return new(
            document.Path[(document.Path.LastIndexOf('/') + 1)..], product.Kind, work.Title,
            product.Authors.Count > 0 ? product.Authors : work.Author is { } author ? [author] : [],
            product.Publisher ?? work.Publisher, product.Year ?? work.Year, work.Url);
    }

    /// <summary>
    /// As BibTeX (Patashnik 1988), UTF-8: names and the title in braces of their own, for these are organisations and Dutch, whose
    /// words it would otherwise turn round or put in small letters.
    /// </summary>
    public string ToBibTeX()
    {
        var isReport = Kind is not (ResearchKind.Magazine or ResearchKind.Intervention or ResearchKind.Practice);
        var fields = new List<(string Name, string? Value)>
        {
            ("author", Authors.Count == 0 ? null : string.Join(" and ", Authors.Select(author => $"{{{Escaped(author)}}}"))),
            ("title", $"{{{Escaped(Title)}}}"),
            (isReport ? "institution" : "howpublished", Publisher is null ? null : Escaped(Publisher)),
            ("year", Year?.ToString(CultureInfo.InvariantCulture)),
            ("url", Url),
            ("language", "dutch"),
        };
        var text = new StringBuilder(CultureInfo.InvariantCulture, $"@{(isReport ? "techreport" : "misc")}{{{Key},\n");
        foreach (var (name, value) in fields)
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $"  {name} = {{{value}}},\n");
        return text.Append("}\n").ToString();
    }

    /// <summary>As RIS (Research Information Systems 2011): a tag of two letters, two spaces, a hyphen and a space a line, CRLF.</summary>
    public string ToRis()
    {
        var lines = new List<(string Tag, string? Value)> { ("TY", Kind is ResearchKind.Magazine ? "GEN" : "RPRT") };
        lines.AddRange(Authors.Select(author => ("AU", (string?)$"{author},")));
        lines.AddRange(
        [
            ("TI", Title), ("PB", Publisher), ("PY", Year?.ToString(CultureInfo.InvariantCulture)), ("UR", Url), ("LA", "nl"),
        ]);
        var text = new StringBuilder();
        foreach (var (tag, value) in lines)
            if (value is not null) text.Append(CultureInfo.InvariantCulture, $"{tag}  - {value.ReplaceLineEndings(" ")}\r\n");
        return text.Append("ER  - \r\n").ToString();
    }

    // What TeX reads as something else than a letter.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text.ReplaceLineEndings(" "))
            escaped.Append(letter switch
            {
                '\\' => @"\textbackslash{}",
                '~' => @"\textasciitilde{}",
                '^' => @"\textasciicircum{}",
                '{' or '}' or '%' or '&' or '#' or '$' or '_' => $"\\{letter}",
                _ => letter.ToString(),
            });
        return escaped.ToString();
    }
}
