namespace Portal.Newsletters.Health;

/// <summary>A list of tags with values, as DKIM and DMARC write it (RFC 6376 3.2).</summary>
internal static class TagList
{
    /// <summary>The tags, by name; null when it is no such list, or has a tag twice.</summary>
    public static IReadOnlyDictionary<string, string>? Parse(string text)
    {
        var tags = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';').Where(part => !string.IsNullOrWhiteSpace(part)))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || !tags.TryAdd(part[..at].Trim(), part[(at + 1)..].Trim())) return null;
        }
        return tags;
    }
}
