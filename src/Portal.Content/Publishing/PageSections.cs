using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Search;

namespace Portal.Content.Publishing;

/// <summary>What search knows of a document: its head, and a section for each heading.</summary>
internal sealed class PageSections(DocumentTypes types, MarkdownRenderer renderer)
{
    // Sections are plain text: no link is resolved and no term explained.
    private static readonly RenderContext Plain = new() { Document = _ => null, Media = _ => null, Glossary = Glossary.Of([]) };

    private readonly PageFilters filters = new(types);

    /// <summary>The sections of a document, its head first.</summary>
    public IEnumerable<SearchDocument> Of(
        Guid id, string path, bool isSample, DocumentType type, DocumentProperties properties, JsonObject json, string body, AreaMap areas)
    {
        var rendered = properties.BodyIsSearched ? renderer.Render(body, Plain).Sections : [];
        var opening = SearchedTexts(type, json).Prepend(properties.Summary)
            .Concat(rendered.Where(section => section.Anchor is null).Select(section => section.Text));
        var head = Head(id, path, isSample, type, properties, json, areas);
        yield return head with
        {
            Body = string.Join('\n', opening.Where(text => !string.IsNullOrEmpty(text))),
            Keywords = string.Join(", ", [.. properties.Keywords, .. properties.OtherNames]),
        };
        var number = 0;
        foreach (var section in rendered.Where(section => section.Anchor is not null))
            yield return head with { Section = ++number, Anchor = section.Anchor, Heading = section.Heading, Body = section.Text };
    }

    /// <summary>What all sections of a document have in common.</summary>
    public SearchDocument Head(
        Guid id, string path, bool isSample, DocumentType type, DocumentProperties properties, JsonObject json, AreaMap areas) => new()
        {
            EntityId = id,
            Section = 0,
            Url = path,
            Type = type.Name,
            TypeLabel = type.Info.Plural,
            Title = properties.Title,
            Body = "",
            Filters = [.. filters.Of(type, properties, json, areas)],
            Date = properties.Listing.Date ?? properties.Published,
            FreshOn = properties.FreshOn,
            Badge = PublishedPlace.BadgeOf(isSample),
        };

    private static IEnumerable<string> SearchedTexts(DocumentType type, JsonObject json) =>
        from property in type.Properties
        where property.Info.Searched && property.Key != "keywords" && json.ContainsKey(property.Key)
        let value = json[property.Key]
        select value is JsonArray list ? string.Join('\n', list.Select(item => item!.ToString())) : value.ToString();
}
