using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Platform;
using Portal.Tests.Map;

namespace Portal.Tests.Web;

/// <summary>An operator finds every setting in one table, and every setting with its explanation and default in one file.</summary>
public sealed partial class SettingsTests
{
    private static readonly string[] OfTheFramework = ["ASPNETCORE_ENVIRONMENT", "ASPNETCORE_URLS"];

    private static readonly HashSet<string> Table = [.. Row().Matches(
        File.ReadAllText(Path.Combine(Checkout.Root, "src/deploy/README.md"))).Select(match => match.Groups["name"].Value)];

    private static readonly HashSet<string> Explained = [.. Leaves(JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Checkout.Root, "src/Portal.Web/appsettings.json")),
        new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip }).RootElement, "")
        .Where(name => !name.StartsWith("Logging__", StringComparison.Ordinal))];

    [Fact]
    public void Every_setting_with_an_explanation_stands_in_the_table_of_the_operator()
    {
        Assert.True(Explained.Count > 20);
        Assert.Empty(Explained.Where(name => name != "Members__Providers").Except(Table));
    }

    [Fact]
    public void The_table_has_no_setting_that_is_none() => Assert.Empty(Table.Except(Explained).Except(OfTheFramework).Except(InOptions()));

    [Fact]
    public void Every_property_of_the_options_is_explained_and_stands_in_the_table()
    {
        var options = InOptions().ToList();
        Assert.True(options.Count > 20);
        Assert.Empty(options.Where(name => !name.StartsWith("Members__Providers__", StringComparison.Ordinal)).Except(Explained));
        Assert.Empty(options.Except(Table));
    }

    [Fact]
    public void Every_setting_that_the_code_asks_for_by_name_is_explained()
    {
        var asked = from file in SourceFiles.In("src", ".cs")
                    from match in AskedByName().Matches(file.Text)
                    select match.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal);
        Assert.Empty(asked.Except(Explained).Distinct());
    }

    private static IEnumerable<string> InOptions()
    {
        string Of(PropertyInfo property) => property.Name switch
        {
            nameof(PlatformOptions.DataFolder) => "PORTAL_DATA",
            nameof(PlatformOptions.Port) => "PORT",
            _ => $"Portal__{property.Name}",
        };
        foreach (var property in Settable(typeof(PlatformOptions))) yield return Of(property);
        foreach (var property in Settable(Find("Members", "Provider"), lists: true)) yield return $"Members__Providers__0__{property.Name}";
        foreach (var file in SourceFiles.In("src", ".cs"))
            foreach (Match bound in Bound().Matches(file.Text))
                foreach (var property in Settable(Find(file.Room, bound.Groups["type"].Value)))
                    yield return $"{bound.Groups["section"].Value}__{property.Name}";
    }

    private static Type Find(string room, string name) => Assembly.Load($"Portal.{room}").GetTypes().Single(type => type.Name == name);

    private static IEnumerable<PropertyInfo> Settable(Type options, bool lists = false) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } || (lists && property.PropertyType.IsAssignableTo(typeof(IList))));

    private static IEnumerable<string> Leaves(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(part => Leaves(part.Value, name.Length == 0 ? part.Name : $"{name}__{part.Name}"))
        : [name];

    [GeneratedRegex(@"^\| `(?<name>[A-Za-z0-9_]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex(@"AddModuleOptions<(?<type>\w+)>\(\w+, ""(?<section>\w+)""\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bound();

    [GeneratedRegex(@"\bconfiguration\[""(?<name>[\w:]+)""\]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AskedByName();
}
