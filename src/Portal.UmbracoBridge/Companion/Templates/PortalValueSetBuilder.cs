using System.Reflection;
using System.Text.Json;
using Examine;
using Umbraco.Cms.Infrastructure.Examine;

namespace PortalContent;

/// <summary>A section of a page as the portal's own search has it.</summary>
/// <param name="Id">The page's key and the number of the section.</param>
/// <param name="Category">Always <c>portaal</c>.</param>
/// <param name="ItemType">Alias of the type of the page.</param>
/// <param name="Values">Values by field.</param>
public sealed record PortalSection(string Id, string Category, string ItemType, Dictionary<string, string[]> Values);

/// <summary>Makes the value sets of the portal's search, so that Umbraco indexes the same fields.</summary>
public sealed class PortalValueSetBuilder : IValueSetBuilder<PortalSection>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>All sections, from the embedded zoeken.json.</summary>
    public static IReadOnlyList<PortalSection> Sections()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("PortalContent.zoeken.json")!;
        return JsonSerializer.Deserialize<List<PortalSection>>(stream, Json)!;
    }

    /// <inheritdoc/>
    public IEnumerable<ValueSet> GetValueSets(params PortalSection[] content)
    {
        foreach (var section in content)
            yield return new ValueSet(
                section.Id, section.Category, section.ItemType,
                section.Values.ToDictionary(pair => pair.Key, pair => pair.Value.Cast<object>()));
    }
}

/// <summary>Fills the index that you register under the name <c>PortalIndex</c>.</summary>
public sealed class PortalIndexPopulator : IndexPopulator
{
    private readonly PortalValueSetBuilder builder;

    /// <summary>The populator of that index.</summary>
    public PortalIndexPopulator(PortalValueSetBuilder builder)
    {
        this.builder = builder;
        RegisterIndex("PortalIndex");
    }

    /// <inheritdoc/>
    protected override void PopulateIndexes(IReadOnlyList<IIndex> indexes)
    {
        var sets = builder.GetValueSets([.. PortalValueSetBuilder.Sections()]).ToList();
        foreach (var index in indexes) index.IndexItems(sets);
    }
}
