using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Portal.Platform.Pages;

/// <summary>
/// How often pages were read on this host since somebody last took the counts: a number a page, and nothing of who read it. In memory;
/// what is not taken when a host is killed is lost. Thread-safe.
/// </summary>
public sealed class PageReads
{
    private static readonly string[] Machines = ["bot", "spider", "crawl", "preview", "monitor"];

    private readonly ConcurrentDictionary<string, ReadCount> counts = new(StringComparer.Ordinal);

    /// <summary>Everything that was read, with how often; from here on it counts anew.</summary>
    public IReadOnlyList<(string What, int Times)> Take() =>
        [.. counts.Select(pair => (pair.Key, pair.Value.Take())).Where(pair => pair.Item2 > 0)];

    /// <summary>Gives back counts that could not be kept.</summary>
    public void GiveBack(IEnumerable<(string What, int Times)> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        foreach (var (what, times) in taken) Of(what).Add(times);
    }

    /// <summary>The count of one page: whoever answers with it often keeps this.</summary>
    internal ReadCount Of(string what) => counts.GetOrAdd(what, _ => new ReadCount());

    /// <summary>
    /// True for a request of somebody who reads, as far as it says: not for a browser that fetches ahead, nor for a program that says it is
    /// one, or says nothing.
    /// </summary>
    internal static bool IsReader(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method)) return false;
        var headers = request.Headers;
        if (headers.UserAgent is not [{ Length: > 0 } program]) return false;
        foreach (var word in Machines)
            if (program.Contains(word, StringComparison.OrdinalIgnoreCase)) return false;
        return !headers.ContainsKey("Sec-Purpose") && !headers.ContainsKey("Purpose");
    }
}

/// <summary>One page's count.</summary>
internal sealed class ReadCount
{
    private int times;

    /// <summary>Once more.</summary>
    public void Add() => Interlocked.Increment(ref times);

    /// <summary>So many times more.</summary>
    public void Add(int more) => Interlocked.Add(ref times, more);

    /// <summary>How often, from zero again.</summary>
    public int Take() => Volatile.Read(ref times) == 0 ? 0 : Interlocked.Exchange(ref times, 0);
}
