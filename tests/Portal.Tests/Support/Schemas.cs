using System.Reflection;
using Portal.Platform.Data;

namespace Portal.Tests.Support;

/// <summary>
/// The schemas of all modules, in the order of the rooms: a room's schema has the room's name, and its migrations are embedded in it.
/// </summary>
internal static class Schemas
{
    public static IReadOnlyList<ModuleSchema> All { get; } =
        [.. new[] { "Platform", "Search", "Members", "Content", "Calendar", "Learning", "Newsletters" }.SelectMany(Of)];

    // By name: a room without tables, or one that is not built yet, has none.
    private static IEnumerable<ModuleSchema> Of(string module)
    {
        Assembly assembly;
        try
        {
            assembly = Assembly.Load($"Portal.{module}");
        }
        catch (FileNotFoundException)
        {
            yield break;
        }
        if (assembly.GetManifestResourceNames().Any(name => name.EndsWith(".sql", StringComparison.Ordinal)))
            yield return new ModuleSchema(module.ToLowerInvariant(), assembly, null);
    }
}
