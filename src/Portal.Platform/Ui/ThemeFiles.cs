using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Configuration;

namespace Portal.Platform.Ui;

/// <summary>One theme as the theme build describes it.</summary>
/// <param name="Class">Class on the html element.</param>
/// <param name="Css">Its style sheet's file.</param>
/// <param name="Preload">Fonts to fetch before the first paint.</param>
/// <param name="ColorScheme">Value of the <c>color-scheme</c> meta element.</param>
/// <param name="ThemeColor">Value of the <c>theme-color</c> meta element.</param>
/// <param name="More">A small sheet after it, for who asks their device for more contrast; null: it has none.</param>
/// <param name="MoreTheme">The theme that gives as much; null: none.</param>
public sealed record Theme(
    string Class, string Css, IReadOnlyList<string> Preload, string ColorScheme, string ThemeColor, string? More = null,
    string? MoreTheme = null);

/// <summary>
/// What <c>themes/build.mjs</c> made: held in memory with its compressed twins, served under <c>/assets/</c> for ever, because every
/// name carries a hash of its content.
/// </summary>
public sealed class ThemeFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly FrozenDictionary<string, (byte[] Bytes, string ContentType)> files;
    private readonly FrozenDictionary<string, string> names;
    private readonly FrozenDictionary<string, string> drawings;
    private readonly Theme? contrast;

    /// <summary>Reads the built theme (setting <c>Portal:Theme</c>).</summary>
    /// <exception cref="StartupFailure">The theme was not built, or the chosen one does not exist.</exception>
    public ThemeFiles(IConfiguration configuration)
    {
        var folder = Folder;
        var manifestPath = Path.Combine(folder, "manifest.json");
        if (!File.Exists(manifestPath)) throw new StartupFailure("The theme is not built. Run: npm run theme");
        var manifest = JsonSerializer.Deserialize<Manifest>(File.ReadAllText(manifestPath), Json)!;
        var chosen = NameIn(configuration);
        Current = manifest.Themes.GetValueOrDefault(chosen)
            ?? throw new StartupFailure($"There is no theme '{chosen}'. Choose from: {string.Join(", ", manifest.Themes.Keys)}.");
        contrast = Current.MoreTheme is { } more ? manifest.Themes[more] : null;
        // What stands in the theme's own folder (icons, logo) goes by its bare name.
        names = manifest.Files.Where(file => file.Key.StartsWith(chosen + '/', StringComparison.Ordinal))
            .Select(file => KeyValuePair.Create(file.Key[(chosen.Length + 1)..], file.Value))
            .Concat(manifest.Files).ToFrozenDictionary();

        var types = new FileExtensionContentTypeProvider();
        files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToFrozenDictionary(
            path => Path.GetRelativePath(folder, path),
            path => (File.ReadAllBytes(path), types.TryGetContentType(path, out var type) ? type : "application/octet-stream"));
        drawings = Directory.EnumerateFiles(Path.Combine(folder, "inline"), "*.svg")
            .ToFrozenDictionary(path => Path.GetFileNameWithoutExtension(path)!, File.ReadAllText);
    }

    /// <summary>Where the theme build writes.</summary>
    internal static string Folder => Path.Combine(Checkout.Root, "themes", "dist");

    /// <summary>The name of the theme of this host.</summary>
    /// <exception cref="StartupFailure">No theme is named.</exception>
    internal static string NameIn(IConfiguration configuration) => configuration["Portal:Theme"] is { Length: > 0 } name
        ? name
        : throw new StartupFailure("Portal__Theme names no theme. Leave it out for the one in appsettings.json, or name a folder of themes/.");

    /// <summary>The theme of this host.</summary>
    public Theme Current { get; }

    /// <summary>True when a reader can choose another theme: one with more contrast goes with that of this host.</summary>
    public bool HasChoice => contrast is not null;

    /// <summary>
    /// The theme in which who asks sees the portal (<see cref="ColourChoice"/>). Whoever chose gets what they chose, whatever their device
    /// asks for.
    /// </summary>
    public Theme Of(HttpRequest request) => contrast is null ? Current : ColourChoice.Of(request) switch
    {
        Colours.Contrast => contrast,
        Colours.Standard => Current with { More = null },
        _ => Current,
    };

    /// <summary>The address of a built file by its plain name, e.g. <c>site.js</c>, or <c>favicon.svg</c> of the chosen theme.</summary>
    public string Url(string name) => "/assets/" + names.GetValueOrDefault(name, name);

    /// <summary>A built file that the server reads itself, by the name it was built under, e.g. <c>paper/faces.json</c>.</summary>
    /// <exception cref="ArgumentException">The theme build makes no such file.</exception>
    public byte[] Bytes(string name) =>
        files.TryGetValue(name, out var file)
            ? file.Bytes
            : throw new ArgumentException($"There is no file '{name}' in themes/dist.", nameof(name));

    /// <summary>The SVG source of a drawing of <c>themes/illustrations</c>, e.g. <c>loop</c>.</summary>
    public string Drawing(string name) =>
        drawings.GetValueOrDefault(name)
            ?? throw new ArgumentException($"There is no drawing '{name}' in themes/illustrations.", nameof(name));

    /// <summary>True when there is a drawing of that name.</summary>
    public bool HasDrawing(string name) => drawings.ContainsKey(name);

    internal async Task<bool> TryServeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal, out var rest)) return false;
        var name = rest.Value!.TrimStart('/');
        if (!files.TryGetValue(name, out var file) || Path.GetExtension(name) is ".br" or ".gz" or ".json")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return true;
        }
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.ContentType = file.ContentType;
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        foreach (var (encoding, ending) in new[] { ("br", ".br"), ("gzip", ".gz") })
        {
            if (!accepted.Contains(encoding, StringComparison.Ordinal) || !files.TryGetValue(name + ending, out var compressed)) continue;
            headers.ContentEncoding = encoding;
            headers.Vary = "Accept-Encoding";
            file = (compressed.Bytes, file.ContentType);
            break;
        }
        headers.ContentLength = file.Bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(file.Bytes, context.RequestAborted);
        return true;
    }

    private sealed record Manifest(Dictionary<string, string> Files, Dictionary<string, Theme> Themes);
}
