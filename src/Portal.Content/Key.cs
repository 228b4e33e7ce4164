using System.Security.Cryptography;
using System.Text;

namespace Portal.Content;

/// <summary>Keys that are the same in every database: name-based UUIDs (RFC 9562, version 5) of a document's id.</summary>
public static class Key
{
    private static readonly byte[] Space = Guid.Parse("6f1c5f0e-5b5d-5f0a-9a53-77656572626a").ToByteArray(bigEndian: true);

    /// <summary>The key of an id.</summary>
    public static Guid Of(string id)
    {
        // SHA-1 is what version 5 says; it names things here, it protects nothing.
#pragma warning disable CA5350
        var hash = SHA1.HashData([.. Space, .. Encoding.UTF8.GetBytes(id)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
