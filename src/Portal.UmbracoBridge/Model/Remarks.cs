using System.Collections.Concurrent;
using Portal.Platform;

namespace Portal.UmbracoBridge.Model;

/// <summary>What comes along otherwise than it stands in the portal, in Dutch, each naming its document. Thread-safe.</summary>
internal sealed class Remarks
{
    // Nobody reads more, and who sends a package says how many there are.
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<string, byte> sentences = new(StringComparer.Ordinal);
    private int count;
    private int more;

    /// <summary>The sentences by document.</summary>
    public IReadOnlyList<string> All =>
    [
        .. sentences.Keys.Order(StringComparer.Ordinal),
        .. more == 0 ? Array.Empty<string>() : [$"pakket: en nog {more.ToString("N0", DutchTime.Culture)} opmerkingen."],
    ];

    /// <summary>Says something of a document.</summary>
    public void Add(string document, string sentence)
    {
        if (Volatile.Read(ref count) >= Most) Interlocked.Increment(ref more);
        else if (sentences.TryAdd($"{document}: {sentence}", 0)) Interlocked.Increment(ref count);
    }
}
