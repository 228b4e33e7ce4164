using System.Globalization;
using System.Reflection;
using System.Text;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Companion;

/// <summary>
/// What goes along beside a package: a class library that imports it and publishes what was online, a README for the administrator, and
/// lists of what an import of Umbraco passes over.
/// </summary>
internal sealed class CompanionFiles(UmbracoExport export)
{
    /// <summary>The files by name.</summary>
    /// <param name="package">File name of the package, which stands beside the folder.</param>
    /// <param name="folder">Name of the folder.</param>
    /// <param name="remarks">What came along otherwise than it stood there.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Files(string package, string folder, IReadOnlyList<string> remarks) =>
    [
        new("PortalContentPlan.cs", Read("PortalContentPlan.cs")),
        new("PortalContent.csproj", Read("PortalContent.csproj.txt").Replace("{{pakket}}", package, StringComparison.Ordinal)),
        new("publish.txt", string.Concat(Online(export.Content).Select(node => $"{node.Key}\n"))),
        new("redirects.csv", "adres,sleutel\n" + string.Concat(export.Redirects.Select(pair => $"\"{pair.Key}\",{pair.Value}\n"))),
        new("adressen.csv", "adres,naar\n" + string.Concat(export.AddressRedirects.Select(pair => $"\"{pair.Key}\",\"{pair.Value}\"\n"))),
        new("velden.csv", Read("velden.csv")),
        new("zoeken/PortalValueSetBuilder.cs", Read("PortalValueSetBuilder.cs")),
        new("opmerkingen.txt", string.Concat(remarks.Select(remark => remark + "\n"))),
        new("LEESMIJ.md", Readme(package, folder)),
    ];

    // Under what is offline nothing can be online.
    private static IEnumerable<UmbracoNode> Online(IEnumerable<UmbracoNode> nodes) =>
        nodes.Where(node => node.IsOnline).SelectMany(node => Online(node.Children).Prepend(node));

    private string Readme(string package, string folder)
    {
        var text = new StringBuilder(Read("LEESMIJ.md"));
        foreach (var (name, value) in new (string, string)[]
        {
            ("naam", export.Name), ("pakket", package), ("map", folder), ("documenten", Count(export.AllContent)),
            ("media", Count(export.AllMedia.Where(node => node.FilePath is not null))), ("soorten", Count(export.Types)),
        }) text.Replace($"{{{{{name}}}}}", value);
        return text.ToString();
    }

    private static string Count<T>(IEnumerable<T> items) => items.Count().ToString(CultureInfo.InvariantCulture);

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Portal.UmbracoBridge.{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
