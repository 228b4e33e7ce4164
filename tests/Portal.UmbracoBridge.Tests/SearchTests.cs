using System.Text.Json;
using Portal.UmbracoBridge.Examine;
using Portal.UmbracoBridge.Tests.Support;
using PortalContent;

namespace Portal.UmbracoBridge.Tests;

/// <summary>What search knows, as value sets.</summary>
public sealed class SearchTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void The_value_sets_say_what_the_search_of_the_portal_says()
    {
        var sections = Rooms.Sections(Rooms.RealSite);
        Assert.True(sections.Count > Rooms.RealSite.Documents.Count);
        var sets = Built(sections);
        Assert.Equal(sections.Count, sets.Count);
        Assert.Equal(sets.Count, sets.Select(set => set.Id).Distinct().Count());
        foreach (var (section, set) in sections.Zip(sets))
        {
            Assert.Equal(("portaal", section.Title), (set.Category, set.Values["nodeName"].Single()));
            Assert.Equal(section.Body.Length == 0 ? [] : [section.Body], set.Values.TryGetValue("body", out var body) ? body : []);
            Assert.Equal(section.Filters, set.Values.TryGetValue("filters", out var filters) ? filters.Cast<string>() : []);
            Assert.Equal(section.Url, set.Values["url"].Single());
            Assert.All(set.Values.Keys, field => Assert.Contains(field, ValueSets.Fields));
        }
    }

    [Fact]
    public void What_is_not_online_is_in_no_value_set()
    {
        var site = Given.Site([Given.Page("online", "Tekst.\n\n## Kop\n\nMeer."), Given.Page("later") with { IsOnline = false }]);
        Assert.Equal(["/online", "/online"], Built(Rooms.Sections(site)).Select(set => set.Values["url"].Single()));
    }

    // As the builder that goes along makes them of the JSON.
    private static List<global::Examine.ValueSet> Built(IReadOnlyList<Search.SearchDocument> sections)
    {
        using var stream = new MemoryStream();
        ValueSets.Write(stream, sections);
        stream.Position = 0;
        return [.. new PortalValueSetBuilder().GetValueSets([.. JsonSerializer.Deserialize<List<PortalSection>>(stream, Json)!])];
    }
}
