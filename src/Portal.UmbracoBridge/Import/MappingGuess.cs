using Portal.Content;
using Portal.Content.Types;
using Aliases = Umbraco.Cms.Core.Constants.PropertyEditors.Aliases;

namespace Portal.UmbracoBridge.Import;

/// <summary>Guesses what becomes of the types of another site, by what they and their properties are called and edited with.</summary>
internal static class MappingGuess
{
    private static readonly string[] News = ["nieuws", "news", "bericht", "blog", "article", "artikel"];
    private static readonly string[] Titles = ["title", "titel", "pagetitle", "heading", "headline", "kop"];
    private static readonly string[] Summaries =
    [
        "summary", "samenvatting", "intro", "introduction", "inleiding", "teaser", "lead", "excerpt", "subheader", "description",
        "omschrijving", "metadescription", "seometadescription",
    ];
    private static readonly string[] Days = ["date", "datum", "publishdate", "publicationdate", "published", "newsdate", "articledate"];
    private static readonly string[] Words = ["tags", "keywords", "trefwoorden", "zoekwoorden", "metakeywords"];

    /// <summary>The mapping of a package, without the types that an export makes.</summary>
    public static ImportMapping Of(PackageReader package, DocumentTypes types, IReadOnlySet<string> own)
    {
        var mapping = new ImportMapping();
        foreach (var used in package.Content.Select(node => package.Types[node.Type.Alias]).DistinctBy(type => type.Alias))
            if (!own.Contains(used.Alias)) mapping.Soorten[used.Alias] = OfType(used, types);
        foreach (var block in package.Types.Values.Where(type => type.IsElement && !own.Contains(type.Alias)))
            mapping.Blokken[block.Alias] = OfBlock(block);
        return mapping;
    }

    /// <summary>What becomes of a type of blocks.</summary>
    public static BlockMapping OfBlock(ForeignType type)
    {
        var name = Plain(type.Alias + type.Name);
        var wordt = name.Contains("quote", StringComparison.Ordinal) || name.Contains("citaat", StringComparison.Ordinal) ? "quote"
            : name.Contains("accordion", StringComparison.Ordinal) || name.Contains("faq", StringComparison.Ordinal) ? "accordion"
            : name.Contains("callout", StringComparison.Ordinal) || name.Contains("kader", StringComparison.Ordinal) ? "callout"
            : ImportMapping.Text;
        var mapping = new BlockMapping { Wordt = wordt };
        foreach (var property in type.Properties)
        {
            var said = Plain(property.Alias);
            mapping.Velden[property.Alias] = wordt switch
            {
                "quote" when said is "by" or "author" or "auteur" or "name" or "naam" => "by",
                "accordion" or "callout" when Titles.Contains(said) || said is "question" or "vraag" => "title",
                _ => ImportMapping.Text,
            };
        }
        return mapping;
    }

    private static TypeMapping OfType(ForeignType type, DocumentTypes types)
    {
        var name = Plain(type.Alias + type.Name);
        var hasText = type.Properties.Any(property => Editors.CanBeText(property.Editor) && !IsSystem(property.Alias));
        if (!hasText)
            return new() { Wordt = ImportMapping.LeftOut, Waarom = "heeft geen tekst: er blijft niets over om te lezen" };
        var isNews = Array.Exists(News, word => name.Contains(word, StringComparison.Ordinal))
            && type.Properties.Any(property => Editors.IsMoment(property.Editor));
        var to = types.All.FirstOrDefault(one => !one.IsPart && one.Info.FixedPath is null && Plain(one.Name) == Plain(type.Alias))
            ?? types.Find(isNews ? "nieuws" : "pagina")!;
        var mapping = new TypeMapping
        {
            Wordt = to.Name,
            Waarom = isNews ? "heet naar nieuws en heeft een dag" : to.Name == "pagina" ? "een pagina kan alles zijn" : "heet zo",
        };
        var taken = new HashSet<string>();
        foreach (var property in type.Properties)
        {
            var goal = GoalOf(property, to);
            // The first one that could be it is it; another text comes in the text.
            if (goal is not (ImportMapping.Text or ImportMapping.LeftOut) && !taken.Add(goal))
                goal = Editors.CanBeText(property.Editor) ? ImportMapping.Text : ImportMapping.LeftOut;
            mapping.Velden[property.Alias] = goal;
        }
        return mapping;
    }

    private static string GoalOf(ForeignProperty property, DocumentType to)
    {
        var said = Plain(property.Alias);
        if (IsSystem(property.Alias) || !Editors.IsTaken(property.Editor)) return ImportMapping.LeftOut;
        var isLine = Editors.IsText(property.Editor);
        if (isLine && Titles.Contains(said)) return "title";
        if ((isLine || property.Editor == Aliases.RichText) && Summaries.Contains(said)) return "summary";
        if (Editors.IsMoment(property.Editor) && Days.Contains(said)) return "published";
        if (Editors.IsList(property.Editor) && Words.Contains(said)) return "keywords";
        var same = to.Properties.FirstOrDefault(
            one => !one.Info.IsManaged && one.Shape != PropertyShape.Object && Plain(one.Key) == said);
        if (same is not null) return same.Key;
        return Editors.CanBeText(property.Editor) ? ImportMapping.Text : ImportMapping.LeftOut;
    }

    private static bool IsSystem(string alias) =>
        alias.StartsWith("umbraco", StringComparison.Ordinal) || Plain(alias) is "hidefromnavigation";

    private static string Plain(string text) => Slug.Of(text).Replace("-", "", StringComparison.Ordinal);
}
