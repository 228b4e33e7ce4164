using System.Reflection;
using System.Text;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Schema;

namespace Portal.UmbracoBridge.Export;

/// <summary>
/// Razor templates: one around every page, one for each type with a page, and a part for each type of block, in the marks of the theme.
/// They ask values by alias and need no generated models.
/// </summary>
internal sealed class Views(UmbracoSchema schema)
{
    private const string Master = UmbracoAlias.Prefix + "Pagina" + "Kader", Around = "portaal/";

    /// <summary>The templates, the one around all first.</summary>
    public IReadOnlyList<UmbracoView> Templates() =>
    [
        new(Master, "Portaal: om elke pagina", Read("Kader.cshtml")),
        .. schema.Types.Where(type => type.Template is not null)
            .Select(type => new UmbracoView(type.Template!, $"Portaal: {type.Name}", RazorOf(type)) { Master = Master }),
    ];

    /// <summary>The parts.</summary>
    public IReadOnlyList<UmbracoView> Parts() =>
    [
        new(Around + "Blokken.cshtml", "", Read("Blokken.cshtml")),
        new(Around + "Waarden.cshtml", "", Read("Waarden.cshtml")),
        .. schema.Types.Where(type => type.IsElement && type.Alias.StartsWith("portaalBlok", StringComparison.Ordinal))
            .OrderBy(type => type.Alias, StringComparer.Ordinal)
            .Select(type => new UmbracoView($"richtext/Components/{type.Alias}.cshtml", "", BlockOf(type))),
        .. schema.Types.Where(type => type.IsElement && !type.Alias.StartsWith("portaalB", StringComparison.Ordinal))
            .OrderBy(type => type.Alias, StringComparer.Ordinal)
            .Select(type => new UmbracoView($"blocklist/Components/{type.Alias}.cshtml", "", PartOf(type))),
    ];

    private string RazorOf(UmbracoType type)
    {
        if (type == schema.Site || type == schema.Section)
            return Read("Onderdeel.cshtml").Replace("{{kader}}", Master, StringComparison.Ordinal);
        return Read("Document.cshtml").Replace("{{kader}}", Master, StringComparison.Ordinal)
            .Replace("{{soort}}", type.Name, StringComparison.Ordinal)
            .Replace("{{waarden}}", Listed(type.Properties, "Model"), StringComparison.Ordinal);
    }

    private static string BlockOf(UmbracoType type) => $$"""
        @inherits Umbraco.Cms.Web.Common.Views.UmbracoViewPage<Umbraco.Cms.Core.Models.Blocks.RichTextBlockItem>
        @using Umbraco.Extensions
        <div class="wj-block {{ClassOf(type)}}">
        {{Listed(IsExercise(type) ? type.Properties.Where(property => property.Alias == "body") : type.Properties, "Model.Content")}}</div>

        """;

    private static string PartOf(UmbracoType type) => $$"""
        @inherits Umbraco.Cms.Web.Common.Views.UmbracoViewPage<Umbraco.Cms.Core.Models.Blocks.BlockListItem>
        @using Umbraco.Extensions
        {{Listed(type.Properties, "Model.Content")}}
        """;

    // Of an exercise its question alone: what is right stays in the back office.
    private static bool IsExercise(UmbracoType type) => type.Compositions.Count > 0;

    // portaalBlokCallout: wj-callout, as in the theme.
    private static string ClassOf(UmbracoType type) => "wj-" + type.Alias.Substring("portaalBlok".Length).ToLowerInvariant();

    private static string Listed(IEnumerable<UmbracoProperty> properties, string of)
    {
        var razor = new StringBuilder();
        foreach (var property in properties.Where(IsShown).OrderBy(property => property.Alias == "title" ? 0 : 1))
        {
            razor.Append("@await Html.PartialAsync(\"").Append(Around).Append("Waarden\", (Name: \"")
                .Append(property.Name.Replace("\"", "”", StringComparison.Ordinal)).Append("\", Value: (object?)").Append(of)
                .Append(".Value(\"").Append(property.Alias).Append("\")))\n");
        }
        return razor.ToString();
    }

    private static bool IsShown(UmbracoProperty property) =>
        property.Group.Alias is "inhoud" or "overDitStuk" or "meedoen" or "bronnen" && property.Alias is not ("type" or "portalId");

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Portal.UmbracoBridge.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
