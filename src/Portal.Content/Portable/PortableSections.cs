using System.Text.Json.Nodes;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Search;

namespace Portal.Content.Portable;

/// <summary>
/// What search knows of all that is online, for an index elsewhere: the rows of the index, without the words that stand in files.
/// </summary>
public sealed class PortableSections(DocumentTypes types, MarkdownRenderer renderer)
{
    /// <summary>The sections of a site, by document.</summary>
    public IEnumerable<SearchDocument> Of(PortableSite site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var sections = new PageSections(types, renderer);
        var areas = new AreaMap(site.Documents.Where(document => document.IsOnline && document.Type.Record == typeof(Organisation))
            .Select(document => (Organisation)document.Type.Read(document.FrontMatter)));
        return site.Documents.Where(document => document.IsOnline && !document.Type.IsPart).SelectMany(document => sections.Of(
            Key.Of(document.Id), document.Path, document.IsSample, document.Type, document.Type.Read(document.FrontMatter),
            (JsonObject)JsonNode.Parse(document.FrontMatter)!, document.Body, areas));
    }
}
