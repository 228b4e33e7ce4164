using System.Text;
using System.Text.Json.Nodes;
using Portal.Content.Portable;

namespace Portal.UmbracoBridge.Tests.Support;

/// <summary>Small sites.</summary>
internal static class Given
{
    /// <summary>A site of these documents and files.</summary>
    public static PortableSite Site(IReadOnlyList<PortableDocument> documents, params PortableMedia[] media) => new()
    {
        Documents = documents,
        Media = media,
        OpenAsync = (file, _) => Task.FromResult<Stream?>(new MemoryStream(Encoding.UTF8.GetBytes(file.Id))),
    };

    /// <summary>A page.</summary>
    public static PortableDocument Page(string slug, string body = "", string title = "Een pagina") =>
        Document("pagina", $"pagina-{slug}", "/" + slug, new() { ["title"] = title, ["summary"] = "Kort." }, body);

    /// <summary>A document of any type.</summary>
    public static PortableDocument Document(string type, string id, string path, JsonObject values, string body = "")
    {
        values["id"] = id;
        values["type"] = type;
        values["title"] ??= "Een titel";
        return new(id, Rooms.Types[type], path, null, IsSample: false, IsOnline: true, values.ToJsonString(), body);
    }

    /// <summary>A picture of the library.</summary>
    public static PortableMedia Picture(string id = "media-foto") => new(
        id, $"{id}.png", "image/png", 10, new string('a', 52) + id.PadLeft(12, 'b'), 40, 30,
        $$"""{"id":"{{id}}","title":"Een foto","alt":"Een hek","focus_x":40,"focus_y":20}""");

    /// <summary>A file of the library.</summary>
    public static PortableMedia File(string id = "media-folder") => new(
        id, $"{id}.pdf", "application/pdf", 10, new string('c', 52) + id.PadLeft(12, 'd'), null, null,
        $$"""{"id":"{{id}}","title":"Een folder"}""");
}
