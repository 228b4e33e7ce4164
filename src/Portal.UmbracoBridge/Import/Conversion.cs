using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Portal.Content;
using Portal.Content.Markdown;
using Portal.Content.Portable;
using Portal.Content.Types;
using Portal.Platform;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// Writes what a package has as a folder of content, for the importer of the portal. Every document is a concept there: nothing goes
/// online by itself.
/// </summary>
internal sealed class Conversion
{
    private const int Step = 100;

    private readonly DocumentTypes types;
    private readonly IReadOnlyDictionary<string, IMarkdownContainer> containers;
    private readonly UmbracoSchema schema;
    private readonly PackageReader package;
    private readonly ImportMapping mapping;
    private readonly PortalNow? portal;
    private readonly Remarks remarks;
    private readonly Landing landing;
    private readonly ValueReader values;
    private readonly BodyReader bodies;
    private readonly Dictionary<ForeignNode, Place> places = [];
    private readonly HashSet<string> ids = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Begins.</summary>
    /// <param name="types">The document types.</param>
    /// <param name="containers">The containers.</param>
    /// <param name="package">The package.</param>
    /// <param name="mapping">What becomes of its types; null: what is guessed.</param>
    /// <param name="portal">What the portal has; null: nothing.</param>
    /// <param name="remarks">Hears of what does not come along.</param>
    public Conversion(
        DocumentTypes types, IEnumerable<IMarkdownContainer> containers, PackageReader package, ImportMapping? mapping, PortalNow? portal,
        Remarks remarks)
    {
        (this.types, this.package, this.portal, this.remarks) = (types, package, portal, remarks);
        this.containers = containers.ToDictionary(container => container.Name);
        schema = new SchemaBuilder(types, this.containers.Values, []).Build();
        this.mapping = mapping ?? Guess(package, types, schema);
        landing = new(portal?.Site);
        values = new(landing, remarks);
        bodies = new(
            this.containers, schema, package.Types.Values.Where(type => type.Key != Guid.Empty).DistinctBy(type => type.Key)
                .ToDictionary(type => type.Key),
            this.mapping, values, landing, remarks);
    }

    /// <summary>What becomes of the types of the package.</summary>
    public ImportMapping Mapping => mapping;

    /// <summary>How many documents were written.</summary>
    public int Documents { get; private set; }

    /// <summary>How many files were written.</summary>
    public int Files { get; private set; }

    /// <summary>How many say what the portal says.</summary>
    public int Unchanged { get; private set; }

    /// <summary>Old addresses that are others here.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Redirects =>
    [
        .. places.Where(pair => pair.Value.Map is null && pair.Key.Path != pair.Value.Path)
            .Select(pair => KeyValuePair.Create(pair.Key.Path, pair.Value.Path)).OrderBy(pair => pair.Key, StringComparer.Ordinal),
    ];

    /// <summary>What is guessed of a package.</summary>
    public static ImportMapping Guess(PackageReader package, DocumentTypes types, UmbracoSchema schema) =>
        MappingGuess.Of(package, types, schema.Types.Select(type => type.Alias).ToHashSet());

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(string folder, Action<string, int, int>? progress, CancellationToken stop)
    {
        var writer = new PortableWriter(folder);
        var done = 0;
        foreach (var file in package.Media)
        {
            await WriteFileAsync(writer, file, stop);
            if (++done % Step == 0) progress?.Invoke("bestanden bekeken", done, package.Media.Count);
        }
        foreach (var node in package.Content)
            if (PlaceOf(node) is { } place)
            {
                places[node] = place;
                landing.Add(node, place.Id);
            }
        done = 0;
        foreach (var (node, place) in places)
        {
            stop.ThrowIfCancellationRequested();
            if (place.Map is not null && portal?.Says(node) == true) Unchanged++;
            else if (Write(writer, node, place)) Documents++;
            if (++done % Step == 0) progress?.Invoke("omgezet", done, places.Count);
        }
    }

    private static string NewId(string prefix, Guid key) => $"{prefix}umbraco-{key.ToString("N").AsSpan(0, 12)}";

    // Who copies a page in Umbraco copies its id; it is that page only when it has its key.
    private static bool IsItself(ForeignNode node, string id) => id.Length > 0 && Key.Of(id) == node.Key;

    private async Task WriteFileAsync(PortableWriter writer, ForeignNode node, CancellationToken stop)
    {
        if (node.Entry is not { } entry) return;
        var name = NameOf(entry);
        if (!PortableWriter.CanHold(name))
        {
            remarks.Add(node.Name, $"bestanden van deze soort ({Path.GetExtension(name)}) neemt het portaal niet; het gaat niet mee.");
            return;
        }
        var isPicture = PortableWriter.IsPicture(name);
        var map = new[] { schema.Picture, schema.File }.FirstOrDefault(one => one.Type.Alias == node.Type.Alias);
        var said = node.Value("portalId");
        var id = map is not null && IsItself(node, said) ? said : NewId("media-", node.Key);
        var description = map is null ? DescriptionOf(node, isPicture) : values.Of(node.Name, map.Fields, node.Value);
        description["id"] = id;
        description["title"] ??= node.Name.AtMost(120);
        landing.Add(node, new LandedFile(id, isPicture, description["title"]!.ToString()));
        if (portal?.Files.TryGetValue(id, out var known) == true)
        {
            using var bytes = new MemoryStream();
            await package.CopyAsync(node, bytes, stop);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())) == known) Unchanged++;
            else remarks.Add(node.Name, "in het portaal staat onder deze id al een ander bestand; dat blijft.");
            return;
        }
        var sorted = new JsonObject(MediaProperties.Properties.Where(property => description[property.Key] is not null)
            .Select(property => KeyValuePair.Create(property.Key, description[property.Key]?.DeepClone())));
        for (var number = 1; ; number++)
        {
            var free = number == 1 ? name : $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}";
            if (await writer.WriteAsync(free, into => package.CopyAsync(node, into, stop), sorted) is null) continue;
            Files++;
            return;
        }
    }

    private static string NameOf(string entry)
    {
        var name = entry.Substring(entry.LastIndexOf('/') + 1);
        var ending = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        var slug = Slug.Of(Path.GetFileNameWithoutExtension(name));
        return $"{(slug.Length == 0 ? "bestand" : slug)}.{(ending == "jpeg" ? "jpg" : ending)}";
    }

    private JsonObject DescriptionOf(ForeignNode node, bool isPicture)
    {
        var description = new JsonObject { ["title"] = node.Name.AtMost(120) };
        if (node.Parent is { } folder) description["folder"] = folder.Name.AtMost(60);
        if (!isPicture) return description;
        if (ValueReader.In(ValueReader.JsonOf(node.Value(Umbraco.Cms.Core.Constants.Conventions.Media.File)), "focalPoint") is { } point
            && Hundredths(point, "left") is { } left && Hundredths(point, "top") is { } top && (left, top) != (50, 50))
            (description["focus_x"], description["focus_y"]) = (left, top);
        var alt = node.Values.FirstOrDefault(value => value.Key.StartsWith("alt", StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        if (string.IsNullOrEmpty(alt))
            remarks.Add(node.Name, "heeft geen beschrijving van het beeld (alt); de naam staat er nu. Schrijf er een.");
        description["alt"] = string.IsNullOrEmpty(alt) ? node.Name : alt;
        return description;
    }

    private static int? Hundredths(JsonNode point, string side) =>
        ValueReader.In(point, side) is JsonValue value && value.TryGetValue<double>(out var part) && part is >= 0 and <= 1
            ? (int)Math.Round(part * 100)
            : null;

    private Place? PlaceOf(ForeignNode node)
    {
        var map = schema.Documents.FirstOrDefault(pair => pair.Value.Type.Alias == node.Type.Alias);
        if (map.Value is not null) return OwnPlace(node, types[map.Key], map.Value);
        if (node.Type.Alias == schema.Site.Alias || node.Type.Alias == schema.Section.Alias) return null;
        var to = mapping.Soorten.GetValueOrDefault(node.Type.Alias);
        if (to is null || to.Wordt == ImportMapping.LeftOut)
        {
            var why = to is null ? "staat niet in de omzetting" : to.Waarom.Length > 0 ? to.Waarom : "dat zegt de omzetting";
            remarks.Add(node.Name, $"gaat niet mee: de soort ‘{node.Type.Alias}’ wordt overgeslagen ({why}).");
            return null;
        }
        var type = types[to.Wordt];
        var above = AboveOf(node, type);
        if (type.Info.Parent is not null && !type.Info.ParentOptional && above is null)
        {
            remarks.Add(node.Name, $"gaat niet mee: een {type.Info.Label.ToLowerInvariant()} staat onder een {type.Info.Parent}.");
            return null;
        }
        return Free(new(type, NewId(type.Info.IdPrefix, node.Key), node.Segment, above, IsSample: false, null));
    }

    private Place OwnPlace(ForeignNode node, DocumentType type, TypeMap map)
    {
        var said = node.Value("portalId");
        var id = IsItself(node, said) && ids.Add(said) ? said : NewId(type.Info.IdPrefix, node.Key);
        var above = type.Info.Parent is null ? null : AboveOf(node, type);
        return Free(new(type, id, node.Segment, above, node.Value("portalIsSample") == "1", map));
    }

    // A page of ours stands under a page of the first level at most.
    private Place? AboveOf(ForeignNode node, DocumentType type)
    {
        Place? found = null;
        for (var above = node.Parent; above is not null; above = above.Parent)
            if (places.GetValueOrDefault(above) is { } place && place.Type.Name == type.Info.Parent && place.Above is null
                && (above.Parent is not null || place.Map is not null)) found = place;
        return found;
    }

    private Place Free(Place place)
    {
        if (place.Type.Info.FixedPath is not null) return place;
        var free = place;
        for (var number = 2; IsTaken(free) || !taken.Add(free.Path); number++)
            free = place with { Slug = $"{place.Slug}-{number}" };
        return free;
    }

    private bool IsTaken(Place place) => (place.Map is null || place.Id.Contains("umbraco-", StringComparison.Ordinal))
        && (portal?.IsTaken(place.Path, place.Id) == true || (place.Type.Info.PathPrefix == "/"
            && types.All.Any(type => type.Info.PathPrefix.StartsWith($"{place.Path}/", StringComparison.Ordinal))));

    private bool Write(PortableWriter writer, ForeignNode node, Place place)
    {
        var json = place.Map is { } map ? values.Of(node.Name, map.Fields, node.Value) : ValuesOf(node, place.Type);
        json["id"] = place.Id;
        json["type"] = place.Type.Name;
        json["title"] ??= node.Name;
        json["status"] = DocumentState.Concept.Name();
        Shorten(node, json, "title", 120);
        var parts = place.Map is { } own
            ? [(own.Text!.DataType.Editor, node.Value(own.Text.Alias))]
            : TextsOf(node).ToList();
        var nodes = bodies.Read(node.Name, place.Map is not null, parts);
        if (place.Map is null) Summarise(node, json, place.Type, nodes);
        var missing = place.Type.Properties.Where(property => property.Info.Required && json[property.Key] is null).ToList();
        if (missing.Count > 0)
        {
            remarks.Add(node.Name, $"gaat niet mee: ‘{missing[0].Info.Label}’ ontbreekt. Zet in de omzetting bij vast een waarde voor "
                + $"{string.Join(", ", missing.Select(property => property.Key))}.");
            return false;
        }
        var before = portal?.BodyOf(place.Id) ?? "";
        var (text, isExact) = PortableBody.Write(EditorJson.Document(nodes), before);
        if (!isExact) remarks.Add(node.Name, "een deel van de opmaak kan hier niet zo; de woorden gaan mee.");
        return writer.Write(place.Type, place.Slug, place.Above?.Slug, place.IsSample, json, text) is not null;
    }

    private TypeMapping MappingOf(ForeignNode node) => mapping.Soorten[node.Type.Alias];

    private JsonObject ValuesOf(ForeignNode node, DocumentType type)
    {
        var to = MappingOf(node);
        var json = new JsonObject(to.Vast.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        foreach (var property in package.Types[node.Type.Alias].Properties)
        {
            if (node.Value(property.Alias) is not { Length: > 0 } stored) continue;
            var goal = to.Velden.GetValueOrDefault(property.Alias, ImportMapping.LeftOut);
            if (!Editors.IsKnown(property.Editor))
                remarks.Add(
                    node.Name, $"‘{property.Name}’ heeft een editor die we niet kennen ({property.Editor}); de waarde gaat niet mee.");
            else if (!Editors.IsTaken(property.Editor) && !property.Alias.StartsWith("umbraco", StringComparison.Ordinal))
                remarks.Add(node.Name, $"‘{property.Name}’ ({property.Editor}) heeft hier geen plaats; de waarde gaat niet mee.");
            else if (goal is not (ImportMapping.Text or ImportMapping.LeftOut)
                && values.Of(node.Name, type.Properties.First(one => one.Key == goal), property.Editor, stored, property.Name) is { } value)
                json[goal] = value;
            else if (goal == ImportMapping.LeftOut && !property.Alias.StartsWith("umbraco", StringComparison.Ordinal))
                remarks.Add(node.Name, $"‘{property.Name}’ gaat niet mee: dat zegt de omzetting.");
        }
        return json;
    }

    private IEnumerable<(string Editor, string Stored)> TextsOf(ForeignNode node) =>
        from property in package.Types[node.Type.Alias].Properties
        where MappingOf(node).Velden.GetValueOrDefault(property.Alias) == ImportMapping.Text && Editors.IsTaken(property.Editor)
        select (property.Editor, node.Value(property.Alias));

    private void Summarise(ForeignNode node, JsonObject json, DocumentType type, List<JsonObject> nodes)
    {
        if (json["summary"] is null && !type.Info.SummaryOptional)
        {
            var first = nodes.Where(one => EditorJson.TypeOf(one) == "paragraph").Select(one => EditorJson.TextOf(one).Trim())
                .FirstOrDefault(text => text.Length > 0) ?? json["title"]!.ToString();
            json["summary"] = first;
            remarks.Add(node.Name, "heeft geen samenvatting; het begin van de tekst staat er nu. Kijk die na.");
        }
        Shorten(node, json, "summary", 300);
    }

    private void Shorten(ForeignNode node, JsonObject json, string key, int most)
    {
        if (json[key]?.ToString() is not { } text) return;
        var plain = string.Concat(text.Where(letter => letter == '\n' || !char.IsControl(letter)));
        if (plain.Length > most) remarks.Add(node.Name, $"‘{key}’ is langer dan {most} tekens en is ingekort.");
        json[key] = plain.Length > most ? plain.AtMost(most - 1, "…") : plain;
    }

    /// <summary>Where a document lands.</summary>
    private sealed record Place(DocumentType Type, string Id, string Slug, Place? Above, bool IsSample, TypeMap? Map)
    {
        public string Path => Type.Info.FixedPath ?? (Above is null ? Type.Info.PathPrefix + Slug : $"{Above.Path}/{Slug}");
    }
}
