using System.Xml.Linq;
using Portal.Platform;

namespace Portal.Tests.Map;

/// <summary>Arrows point down only. A room that its issue has not built yet stands here already and is passed over.</summary>
public sealed class ModuleMapTests
{
    private const string Map = """
        Platform      ->
        Search        -> Platform
        Members       -> Platform
        Content       -> Platform, Search, Members
        Calendar      -> Platform, Search, Members, Content
        Learning      -> Platform, Search, Members, Content, Calendar
        Newsletters   -> Platform, Members, Content, Calendar, Learning
        UmbracoBridge -> Platform, Search, Members, Content
        Web           -> Platform, Search, Members, Content, Calendar, Learning, Newsletters, UmbracoBridge
        """;

    private static string Source => Path.Combine(Checkout.Root, "src");

    [Fact]
    public void Rooms_know_only_the_rooms_below_them()
    {
        var allowed = Map.Split('\n').Select(line => line.Split("->")).ToDictionary(
            parts => parts[0].Trim(), parts => parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        foreach (var project in Directory.EnumerateFiles(Source, "*.csproj", SearchOption.AllDirectories))
        {
            var room = Path.GetFileNameWithoutExtension(project)["Portal.".Length..];
            Assert.True(allowed.ContainsKey(room), $"{room} is not on the map.");
            var known = XDocument.Load(project).Descendants("ProjectReference")
                .Select(
                    reference =>
                        Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))["Portal.".Length..]);
            Assert.Empty(known.Except(allowed[room]));
        }
    }

    [Fact]
    public void Every_room_says_in_a_README_what_it_is()
    {
        foreach (var room in Directory.EnumerateDirectories(Source, "Portal.*"))
            Assert.True(File.Exists(Path.Combine(room, "README.md")), $"{Path.GetFileName(room)} has no README.md.");
    }

    [Fact]
    public void A_folder_of_pages_belongs_to_one_room()
    {
        var owners = Directory.EnumerateDirectories(Source, "Portal.*").Select(room => Path.Combine(room, "Pages")).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories).Where(folder => Path.GetFileName(folder) is not ("Shared" or "Beheer"))
            .GroupBy(folder => Path.GetFileName(folder));
        Assert.All(owners, owner => Assert.Single(owner));
    }
}
