using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Portal.Platform;

/// <summary>
/// Keys in links that work without an account: what they are for, encrypted and signed by data protection and written for an address. A
/// protector of its own makes that a key opens one thing and nothing else. They do not expire: a link in an old mail must still work.
/// </summary>
public static class SignedKeys
{
    private const int MostLetters = 1000; // ours are shorter: what is longer is not even looked at

    /// <summary>The key of a row.</summary>
    public static string KeyOf(this IDataProtector protector, Guid id) => protector.KeyOf(id.ToByteArray());

    /// <summary>The key of some bytes.</summary>
    public static string KeyOf(this IDataProtector protector, byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(protector);
        return Base64Url.EncodeToString(protector.Protect(bytes));
    }

    /// <summary>The row a key is of; null when it is none of ours, or for something else.</summary>
    public static Guid? IdIn(this IDataProtector protector, string? key) =>
        protector.BytesIn(key) is { Length: 16 } id ? new Guid(id) : null;

    /// <summary>What a key holds; null when it is none of ours, or for something else.</summary>
    public static byte[]? BytesIn(this IDataProtector protector, string? key)
    {
        ArgumentNullException.ThrowIfNull(protector);
        try
        {
            return key is { Length: > 0 and < MostLetters } ? protector.Unprotect(Base64Url.DecodeFromChars(key)) : null;
        }
        catch (Exception odd) when (odd is FormatException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }
}
