using System.Collections.Concurrent;

namespace Portal.UmbracoBridge.Model;

/// <summary>What comes along otherwise than it stands in the portal, in Dutch, each naming its document. Thread-safe.</summary>
internal sealed class Remarks
{
    private readonly ConcurrentDictionary<string, byte> sentences = new(StringComparer.Ordinal);

    /// <summary>The sentences by document.</summary>
    public IReadOnlyList<string> All => [.. sentences.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Says something of a document.</summary>
    public void Add(string document, string sentence) => sentences.TryAdd($"{document}: {sentence}", 0);
}
