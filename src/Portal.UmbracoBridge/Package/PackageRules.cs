using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using Portal.UmbracoBridge.Model;
using Umbraco.Cms.Core;

namespace Portal.UmbracoBridge.Package;

/// <summary>
/// What Umbraco's importer refuses, or worse, accepts and loses in silence, as rules that a package is held to before anybody gets it.
/// Every sentence names what it is about.
/// </summary>
internal sealed partial class PackageRules
{
    private const int LongestName = 255;
    private const string NotClean = "een alias heeft alleen letters en cijfers, en begint met een kleine letter.";
    private static readonly HashSet<string> Storages = ["Ntext", "Nvarchar", "Integer", "Decimal", "Date"];

    private readonly UmbracoExport export;
    private readonly Dictionary<Guid, UmbracoType> typesByKey = [];
    private readonly HashSet<Guid> content;
    private readonly HashSet<Guid> media;
    private readonly HashSet<Guid> seen = [];
    private readonly HashSet<string> written = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Dictionary<string, UmbracoProperty>> properties = [];
    private readonly List<string> found = [];

    /// <summary>Begins with what there is to refer to.</summary>
    public PackageRules(UmbracoExport export)
    {
        this.export = export;
        foreach (var type in export.Types) typesByKey.TryAdd(type.Key, type);
        content = [.. export.AllContent.Select(node => node.Key)];
        media = [.. export.AllMedia.Select(node => node.Key)];
    }

    /// <summary>What was found; of media, whether each file was written.</summary>
    public IReadOnlyList<string> Found =>
    [
        .. found,
        .. export.AllMedia.Where(node => node.FilePath is not null && !written.Contains(node.FilePath))
            .Select(node => $"{node.Id}: het bestand {node.FilePath} staat niet in het pakket."),
    ];

    /// <summary>Says that something is wrong.</summary>
    public void Refuse(string sentence) => found.Add(sentence);

    /// <summary>A file was written.</summary>
    public void Written(UmbracoNode node)
    {
        if (!written.Add(node.FilePath!)) Refuse($"{node.Id}: er is al een bestand op {node.FilePath}.");
    }

    /// <summary>What is wrong with types, data types, templates and words.</summary>
    public IReadOnlyList<string> OfTypes()
    {
        var problems = new List<string>();
        problems.AddRange(export.DataTypes.SelectMany(OfDataType));
        problems.AddRange(Twice(export.DataTypes.Select(type => type.Name), "de naam van een gegevenstype"));
        problems.AddRange(export.Types.Concat(export.MediaTypes).SelectMany(OfType));
        problems.AddRange(Twice(export.Types.Concat(export.MediaTypes).Select(type => type.Key.ToString()), "de sleutel van een soort"));
        problems.AddRange(Twice(export.Types.Select(type => type.Alias), "de alias van een soort"));
        problems.AddRange(Twice(export.MediaTypes.Select(type => type.Alias), "de alias van een mediasoort"));
        problems.AddRange(Twice(export.Templates.Select(view => view.Alias), "de alias van een sjabloon"));
        problems.AddRange(Twice(export.Parts.Select(view => view.Alias), "het pad van een deel van een sjabloon"));
        problems.AddRange(Twice(export.Words.Select(word => word.Name), "de naam van een woord"));
        var templates = export.Templates.Select(view => view.Alias).ToHashSet();
        problems.AddRange(export.Templates.Where(view => view.Master is not null && !templates.Contains(view.Master))
            .Select(view => $"Sjabloon {view.Alias}: het kader {view.Master} is er niet."));
        problems.AddRange(export.Templates.Where(view => !view.Alias.StartsWith(UmbracoAlias.Prefix, StringComparison.Ordinal))
            .Select(view => $"Sjabloon {view.Alias}: de alias begint niet met {UmbracoAlias.Prefix}; "
                + "een sjabloon van de ander werd overschreven."));
        return problems;
    }

    private static IEnumerable<string> OfDataType(UmbracoDataType type)
    {
        var name = $"Gegevenstype {type.Name}";
        if (type.Key == Guid.Empty) yield return $"{name}: de sleutel is leeg.";
        if (type.Editor.Length == 0) yield return $"{name}: de editor ontbreekt.";
        if (!type.EditorUi.StartsWith("Umb.PropertyEditorUi.", StringComparison.Ordinal))
            yield return $"{name}: de alias van wat redacteuren zien (EditorUiAlias) ontbreekt.";
        if (!Storages.Contains(type.Storage)) yield return $"{name}: {type.Storage} is geen manier van bewaren.";
    }

    private IEnumerable<string> OfType(UmbracoType type)
    {
        var name = $"Soort {type.Alias}";
        if (type.Key == Guid.Empty) yield return $"{name}: de sleutel is leeg.";
        if (!UmbracoAlias.IsClean(type.Alias)) yield return $"{name}: {NotClean}";
        if (!type.Alias.StartsWith(UmbracoAlias.Prefix, StringComparison.Ordinal))
            yield return $"{name}: de alias begint niet met {UmbracoAlias.Prefix}; een soort van de ander kreeg onze sleutel.";
        if (HasCycle(type, []))
        {
            yield return $"{name}: de samenstellingen lopen rond.";
            yield break;
        }
        foreach (var shared in type.Compositions.Where(shared => !typesByKey.ContainsKey(shared.Key)))
            yield return $"{name}: de samenstelling {shared.Alias} is er niet.";
        foreach (var shared in type.Compositions.Where(shared => shared.IsElement != type.IsElement))
            yield return $"{name}: de samenstelling {shared.Alias} is {(shared.IsElement ? "er een van blokken" : "er geen van blokken")}.";
        foreach (var alias in type.AllowedChildren.Where(alias => export.Types.All(other => other.Alias != alias)))
            yield return $"{name}: de soort {alias}, die eronder mag, is er niet.";
        if (type.Template is { } template && export.Templates.All(view => view.Alias != template))
            yield return $"{name}: het sjabloon {template} is er niet.";
        foreach (var twice in Twice(type.AllProperties.Select(property => property.Alias), "een eigenschap"))
            yield return $"{name}: {twice}";
        foreach (var problem in type.Properties.SelectMany(property => OfProperty(name, property))) yield return problem;
        if (type.AllProperties.GroupBy(one => one.Group.Alias).Any(group => group.Select(one => one.Group.Name).Distinct().Count() > 1))
            yield return $"{name}: een groep heeft twee namen.";
    }

    private IEnumerable<string> OfProperty(string type, UmbracoProperty property)
    {
        var name = $"{type}, eigenschap {property.Alias}";
        if (property.Key == Guid.Empty) yield return $"{name}: de sleutel is leeg.";
        if (!UmbracoAlias.IsClean(property.Alias)) yield return $"{name}: {NotClean}";
        if (property.Alias == "values") yield return $"{name}: zo mag een eigenschap van een blok niet heten.";
        if (property.Name.Length == 0 || property.Group.Name.Length == 0 || property.Group.Alias.Length == 0)
            yield return $"{name}: de naam of de groep ontbreekt.";
        if (!property.DataType.IsBuiltIn && export.DataTypes.All(data => data.Key != property.DataType.Key))
            yield return $"{name}: het gegevenstype {property.DataType.Name} is er niet.";
    }

    private static bool HasCycle(UmbracoType type, HashSet<string> above) =>
        !above.Add(type.Alias) || type.Compositions.Any(shared => HasCycle(shared, [.. above]));

    private static IEnumerable<string> Twice(IEnumerable<string> names, string what) =>
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key} is twee keer {what}.");

    /// <summary>Looks at the numbering and names of what stands under one node.</summary>
    public void Siblings(IReadOnlyList<UmbracoNode> nodes, string above)
    {
        foreach (var node in nodes.Where(node => node.SortOrder < 1))
            Refuse($"{node.Id}: de plaats onder {above} is {node.SortOrder}; 0 betekent ‘niet gezegd’ en komt achteraan.");
        var places = nodes.Select(node => node.SortOrder.ToString(CultureInfo.InvariantCulture));
        foreach (var twice in Twice(places, $"een plaats onder {above}")) Refuse(twice);
        foreach (var twice in Twice(nodes.Select(node => node.Name), $"een naam onder {above}")) Refuse(twice);
        foreach (var twice in Twice(nodes.Select(node => node.Segment).Where(segment => segment.Length > 0), $"een adres onder {above}"))
            Refuse(twice);
    }

    /// <summary>Looks at a node as it will be written.</summary>
    public void Check(UmbracoNode node, IReadOnlyList<KeyValuePair<string, string>> values)
    {
        if (node.Key == Guid.Empty) Refuse($"{node.Id}: de sleutel is leeg.");
        if (!seen.Add(node.Key)) Refuse($"{node.Id}: de sleutel is die van een ander document of bestand.");
        if (node.Name.Trim().Length is 0 or > LongestName) Refuse($"{node.Id}: een naam heeft 1 tot {LongestName} tekens.");
        if (node.Level < 1) Refuse($"{node.Id}: het niveau ontbreekt.");
        foreach (var child in node.Children.Where(child => child.Level != node.Level + 1)) Refuse($"{child.Id}: het niveau klopt niet.");
        if (typesByKey.ContainsKey(node.Type.Key)) CheckPlace(node);
        else if (export.MediaTypes.All(type => type.Key != node.Type.Key) && node.Type.Key != Constants.MediaTypes.Guids.FolderGuid)
            Refuse($"{node.Id}: de soort {node.Type.Alias} is er niet.");
        var known = PropertiesOf(node.Type);
        foreach (var twice in Twice(values.Select(value => value.Key), "gevuld")) Refuse($"{node.Id}: {twice}");
        foreach (var (alias, value) in values)
        {
            if (known.TryGetValue(alias, out var property)) CheckValue(node, property, value);
            else Refuse($"{node.Id}: de soort {node.Type.Alias} heeft geen eigenschap {alias}; de waarde ging verloren.");
        }
        if (!node.IsOnline || node.FilePath is not null) return;
        foreach (var missing in known.Values.Where(one => one.IsMandatory && values.All(value => value.Key != one.Alias)))
            Refuse($"{node.Id}: ‘{missing.Name}’ is verplicht en leeg, dus dit document kan niet online. Vul het in.");
    }

    private void CheckPlace(UmbracoNode node)
    {
        if (node.Type.IsElement) Refuse($"{node.Id}: {node.Type.Alias} is een soort van blokken, geen soort van documenten.");
        if (node.Level == 1 && !node.Type.IsAllowedAtRoot) Refuse($"{node.Id}: {node.Type.Alias} mag niet aan de wortel staan.");
        foreach (var child in node.Children.Where(child => !node.Type.AllowedChildren.Contains(child.Type.Alias)))
            Refuse($"{child.Id}: {child.Type.Alias} mag niet onder {node.Id} staan.");
    }

    private Dictionary<string, UmbracoProperty> PropertiesOf(UmbracoType type)
    {
        if (!properties.TryGetValue(type.Key, out var known))
            properties[type.Key] = known = type.AllProperties.DistinctBy(one => one.Alias).ToDictionary(one => one.Alias);
        return known;
    }

    private void CheckValue(UmbracoNode node, UmbracoProperty property, string value)
    {
        if (WhyNot(node, property, value) is { } why) Refuse($"{node.Id}, ‘{property.Name}’: {why}");
    }

    private string? WhyNot(UmbracoNode node, UmbracoProperty property, string value)
    {
        var invariant = CultureInfo.InvariantCulture;
        return property.DataType.Editor switch
        {
            _ when property.DataType.Storage == "Nvarchar" && value.Length > Schema.DataTypeCatalog.LongestLine =>
                $"een regel heeft hoogstens {Schema.DataTypeCatalog.LongestLine} tekens, en dit zijn er {value.Length}.",
            Constants.PropertyEditors.Aliases.Integer => int.TryParse(value, NumberStyles.AllowLeadingSign, invariant, out _)
                ? null : $"‘{value}’ is geen heel getal.",
            Constants.PropertyEditors.Aliases.Decimal => decimal.TryParse(value, NumberStyles.Number, invariant, out _)
                ? null : $"‘{value}’ is geen getal.",
            Constants.PropertyEditors.Aliases.Boolean => value is "0" or "1" ? null : $"‘{value}’ is geen 0 of 1.",
            Constants.PropertyEditors.Aliases.DateTime =>
                DateTime.TryParseExact(value, "yyyy-MM-ddTHH:mm:ss", invariant, DateTimeStyles.None, out _)
                    ? null : $"‘{value}’ is geen dag.",
            Constants.PropertyEditors.Aliases.DropDownListFlexible => WhyNoChoice(property, value),
            Constants.PropertyEditors.Aliases.ContentPicker or Constants.PropertyEditors.Aliases.MultiNodeTreePicker =>
                value.Split(',').Select(WhyNoUdi).FirstOrDefault(why => why is not null),
            Constants.PropertyEditors.Aliases.MediaPicker3 => WhyNoFiles(value),
            Constants.PropertyEditors.Aliases.BlockList => WhyNoBlocks(node, JsonOf(value), property.DataType.Editor),
            Constants.PropertyEditors.Aliases.RichText => WhyNoText(node, value),
            _ => null,
        };
    }

    private static JsonNode? JsonOf(string value)
    {
        try
        {
            return JsonNode.Parse(value);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string? WhyNoChoice(UmbracoProperty property, string value)
    {
        if (JsonOf(value) is not JsonArray chosen) return "dit is geen lijst van keuzes.";
        var items = property.DataType.Configuration?["items"] as JsonArray ?? [];
        var unknown = chosen.FirstOrDefault(one => items.All(item => item?.ToString() != one?.ToString()));
        return unknown is null ? null : $"‘{unknown}’ is geen van de keuzes.";
    }

    private string? WhyNoUdi(string text)
    {
        if (!UdiParser.TryParse<GuidUdi>(text, out var udi)) return $"‘{text}’ is geen verwijzing.";
        var known = udi.EntityType == Constants.UdiEntityType.Media ? media : content;
        return known.Contains(udi.Guid) ? null : $"{text} gaat niet mee.";
    }

    private string? WhyNoFiles(string value) => JsonOf(value) is not JsonArray files
        ? "dit is geen lijst van bestanden."
        : files.Select(file => Guid.TryParse(file?["mediaKey"]?.ToString(), out var key) && media.Contains(key)
            ? null
            : "een gekozen bestand gaat niet mee.").FirstOrDefault(why => why is not null);

    // The same keys in data, layout and expose, types that are there, and every value one of its type.
    private string? WhyNoBlocks(UmbracoNode node, JsonNode? value, string editor)
    {
        if (value is not JsonObject || value["contentData"] is not JsonArray data) return "dit is geen lijst van blokken.";
        var keys = data.Select(block => block?["key"]?.ToString()).ToList();
        var laid = (value["layout"]?[editor] as JsonArray)?.Select(one => one?["contentKey"]?.ToString()) ?? [];
        var exposed = (value["expose"] as JsonArray)?.Select(one => one?["contentKey"]?.ToString()) ?? [];
        if (!keys.SequenceEqual(laid)) return "een blok staat niet op zijn plaats (layout).";
        if (!keys.SequenceEqual(exposed)) return "een blok zou niemand zien (expose).";
        if (keys.Distinct().Count() < keys.Count) return "twee blokken hebben één sleutel.";
        foreach (var block in data)
        {
            if (!Guid.TryParse(block?["contentTypeKey"]?.ToString(), out var key)
                || !typesByKey.TryGetValue(key, out var type) || !type.IsElement)
                return "de soort van een blok is er niet.";
            var known = PropertiesOf(type);
            foreach (var part in block["values"] as JsonArray ?? [])
            {
                var alias = part?["alias"]?.ToString() ?? "";
                if (!known.TryGetValue(alias, out var property)) return $"{type.Alias} heeft geen {alias}.";
                if (part!["editorAlias"]?.ToString() != property.DataType.Editor) return $"{property.Alias} heeft een andere editor.";
                if (WhyNot(node, property, part["value"]?.ToString() ?? "") is { } why) return $"{type.Name}, {property.Name}: {why}";
            }
        }
        return null;
    }

    private string? WhyNoText(UmbracoNode node, string value)
    {
        if (JsonOf(value) is not JsonObject json || json["markup"]?.ToString() is not { } markup) return "dit is geen opgemaakte tekst.";
        if (WhyNoBlocks(node, json["blocks"], Constants.PropertyEditors.Aliases.RichText) is { } why) return why;
        var placed = BlockPlace().Matches(markup).Select(match => match.Groups["key"].Value);
        var there = ((JsonArray)json["blocks"]!["contentData"]!).Select(block => block!["key"]!.ToString());
        if (!placed.SequenceEqual(there)) return "een blok staat niet in de tekst, of een plaats heeft geen blok.";
        foreach (Match link in LocalLink().Matches(markup))
        {
            var known = link.Groups["type"].Value == "media" ? media : content;
            if (!Guid.TryParse(link.Groups["key"].Value, out var key) || !known.Contains(key))
                return $"de link {link.Value} leidt nergens heen.";
        }
        if (LinkMarks().Count(markup) != LocalLink().Count(markup)) return "een interne link heeft niet de vorm die Umbraco kent.";
        return ImageMarks().Matches(markup).Select(match => WhyNoUdi(match.Groups["udi"].Value)).FirstOrDefault(one => one is not null)
            ?? (ImageTags().Count(markup) == ImageMarks().Count(markup) ? null : "een afbeelding zegt niet welke zij is (data-udi).");
    }

    private const int Soon = 2000;

    [GeneratedRegex("<umb-rte-block data-content-key=\"(?<key>[^\"]*)\"></umb-rte-block>", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex BlockPlace();

    [GeneratedRegex(
        "<a type=\"(?<type>document|media)\" href=\"/\\{localLink:(?<key>[0-9a-f-]{36})\\}", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex LocalLink();

    [GeneratedRegex("href=\"[^\"]*\\{localLink:", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex LinkMarks();

    [GeneratedRegex("<img [^>]*data-udi=\"(?<udi>[^\"]*)\"", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex ImageMarks();

    [GeneratedRegex("<img ", RegexOptions.ExplicitCapture, Soon)]
    private static partial Regex ImageTags();
}
