using System.Collections.Concurrent;
using Portal.BrowserTests.Support;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Weight;

/// <summary>What came over the wire for a page: headers and bodies as they were sent, in bytes.</summary>
internal static class Scales
{
    /// <summary>Opens a page and weighs what it is made of, until all that it asked for has come.</summary>
    public static async Task<IReadOnlyCollection<Part>> WeighAsync(Visit visit, string path)
    {
        var session = await visit.Context.NewCDPSessionAsync(visit.Page);
        var types = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var parts = new ConcurrentDictionary<string, Part>(StringComparer.Ordinal);
        session.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
            types.TryAdd(sent!.Value.GetProperty("requestId").GetString()!, "Other");
        session.Event("Network.responseReceived").OnEvent += (_, received) =>
        {
            var isAuthors = received!.Value.GetProperty("response").GetProperty("url").GetString()!.Contains("/media/", StringComparison.Ordinal);
            types[received.Value.GetProperty("requestId").GetString()!] = isAuthors ? Part.Author : received.Value.GetProperty("type").GetString()!;
        };
        session.Event("Network.loadingFinished").OnEvent += (_, ended) =>
        {
            var id = ended!.Value.GetProperty("requestId").GetString()!;
            parts[id] = new Part(types.GetValueOrDefault(id, "Other"), (int)ended.Value.GetProperty("encodedDataLength").GetDouble());
        };
        await session.SendAsync("Network.enable");
        await visit.OpenAsync(path);
        await visit.Page.EvaluateAsync("() => document.fonts.ready.then(() => {})");
        await Eventually.Async(() => types.Keys.All(parts.ContainsKey), $"all of {path} has come");
        await session.DetachAsync();
        return [.. parts.Values];
    }

    /// <summary>A part of a page.</summary>
    /// <param name="Type">Document, Stylesheet, Script, Font, Image and so on, as Chromium has it, or <see cref="Author"/>.</param>
    /// <param name="Bytes">Its weight.</param>
    internal sealed record Part(string Type, int Bytes)
    {
        /// <summary>The type of pictures that an author chose: they are counted apart.</summary>
        public const string Author = "Author";
    }
}
