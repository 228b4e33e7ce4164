using System.Text;
using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>Writes what is online into the search index, one row a section, and the glossary's variants as synonyms.</summary>
public sealed class SectionIndex(SearchIndex index, DocumentTypes types, MarkdownRenderer renderer)
{
    // Sections are plain text: no link is resolved and no term explained.
    private static readonly RenderContext Plain = new() { Document = _ => null, Media = _ => null, Glossary = Glossary.Of([]) };

    /// <summary>Writes the rows of documents that are online and takes out those of documents that are not.</summary>
    internal async Task WriteAsync(
        IEnumerable<(Document Document, DocumentVersion Version)> changed, Func<Document, bool> isOnline, CancellationToken stop)
    {
        foreach (var (document, version) in changed)
        {
            var type = types[document.Type];
            var json = JsonNode.Parse(version.FrontMatter)!.AsObject();
            var properties = type.Read(json);
            if (isOnline(document))
            {
                await index.ReplaceAsync(document.Id, [.. Sections(document, type, properties, json, version.Body)], stop);
                if (properties is GlossaryTerm term) await index.ReplaceSynonymsAsync(document.Id, [term.Title, .. term.Variants], stop);
                if (properties is Dossier dossier) await index.NameThemeAsync(new SearchTheme(ThemeOf(dossier.Id), dossier.Title, dossier.Order), stop);
            }
            else
            {
                await index.RemoveAsync(document.Id, stop);
                if (properties is GlossaryTerm) await index.ReplaceSynonymsAsync(document.Id, [], stop);
                if (properties is Dossier) await index.ForgetThemeAsync(ThemeOf(properties.Id), stop);
            }
        }
    }

    private static string ThemeOf(string dossier) => dossier["dossier-".Length..];

    private IEnumerable<SearchDocument> Sections(Document document, DocumentType type, DocumentProperties properties, JsonObject json, string body)
    {
        var rendered = properties.BodyIsSearched ? renderer.Render(body, Plain).Sections : [];
        var opening = new StringBuilder(properties.Summary);
        foreach (var text in SearchedTexts(type, json)) opening.Append('\n').Append(text);
        foreach (var section in rendered.Where(section => section.Anchor is null)) opening.Append('\n').Append(section.Text);

        yield return Row(0, null, null, opening.ToString());
        var number = 0;
        foreach (var section in rendered.Where(section => section.Anchor is not null))
            yield return Row(++number, section.Anchor, section.Heading, section.Text);

        SearchDocument Row(int section, string? anchor, string? heading, string text) => new()
        {
            EntityId = document.Id,
            Section = section,
            Url = document.Path,
            Anchor = anchor,
            Type = type.Name,
            TypeLabel = type.Info.Plural,
            Title = properties.Title,
            Heading = heading,
            Body = text,
            Keywords = section == 0 ? string.Join(", ", [.. properties.Keywords, .. (properties as GlossaryTerm)?.Variants ?? []]) : "",
            Themes = [.. properties.Themes.Concat(properties is Dossier ? [properties.Id] : []).Select(ThemeOf)],
            Date = properties.Published,
            Badge = document.Sample ? "Voorbeeld" : null,
        };
    }

    private static IEnumerable<string> SearchedTexts(DocumentType type, JsonObject json) =>
        from property in type.Properties
        where property.Info.Searched && property.Key != "keywords" && json.ContainsKey(property.Key)
        let value = json[property.Key]
        select value is JsonArray list ? string.Join('\n', list.Select(item => item!.ToString())) : value.ToString();
}
