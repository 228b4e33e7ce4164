namespace Portal.Platform;

/// <summary>The folder the portal runs from: the one with <c>package.json</c> above the program, else the program's own.</summary>
public static class Checkout
{
    /// <summary>Absolute path of that folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? AppContext.BaseDirectory;

    /// <summary>A folder below <c>node_modules</c>, looked for from the program upwards as Node does; null where it is not installed.</summary>
    public static string? NodeModule(string name) =>
        Above(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, "node_modules", name)).FirstOrDefault(Directory.Exists);

    private static string? Find(string from) => Above(from).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "package.json")));

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }
}
