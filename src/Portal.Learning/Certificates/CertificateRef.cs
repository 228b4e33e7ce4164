namespace Portal.Learning.Certificates;

/// <summary>
/// The public reference of a certificate: 26 of 31 signs, over 128 random bits, so nobody guesses one. Shown in groups, and read
/// however somebody types it over.
/// </summary>
internal static class CertificateRef
{
    internal const int Length = 26;

    /// <summary>"abcd efgh jkmn ...": to read aloud or type over.</summary>
    public static string Shown(string @ref) => string.Join(' ', @ref.Chunk(4).Select(four => new string(four)));

    /// <summary>
    /// The reference in what somebody typed or pasted: capitals, spaces, dashes and the whole address are fine. What is left is a
    /// reference by its looks, or the empty string.
    /// </summary>
    public static string Read(string? typed)
    {
        var last = (typed ?? "").Trim().TrimEnd('/').Split('/')[^1];
        var signs = string.Concat(last.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return signs.Length == Length ? signs : "";
    }
}
