namespace Portal.Platform;

/// <summary>
/// The folder with all that ships with the program: its own where it was published, else the checkout, which is the folder with
/// <c>package.json</c> above it.
/// </summary>
public static class Checkout
{
    /// <summary>Absolute path of that folder.</summary>
    public static string Root { get; } =
        IsPublished ? AppContext.BaseDirectory : Find(AppContext.BaseDirectory) ?? AppContext.BaseDirectory;

    /// <summary>
    /// A folder below <c>node_modules</c>, looked for from the program upwards as Node does; null where it is not installed.
    /// </summary>
    public static string? NodeModule(string name) =>
        Above(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "node_modules", name)).FirstOrDefault(Directory.Exists);

    // Publishing lays the built theme beside the program; a build does not.
    private static bool IsPublished => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "themes", "dist"));

    private static string? Find(string from) => Above(from).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "package.json")));

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }
}
