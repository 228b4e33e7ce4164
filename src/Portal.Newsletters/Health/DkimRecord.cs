using System.Security.Cryptography;

namespace Portal.Newsletters.Health;

/// <summary>What DNS says of a key (RFC 6376 3.6.1), beside the key it should be.</summary>
internal enum DkimState
{
    /// <summary>It is the same key.</summary>
    Same,

    /// <summary>It is another key.</summary>
    Other,

    /// <summary>The key was withdrawn: p is empty.</summary>
    Revoked,

    /// <summary>It says that the key is not for mail, or not for this kind of signature.</summary>
    NotForMail,

    /// <summary>It cannot be read.</summary>
    Unreadable,
}

/// <summary>Reads a DKIM key record.</summary>
internal static class DkimRecord
{
    /// <summary>What the record says beside our key (SubjectPublicKeyInfo).</summary>
    public static DkimState Compare(string text, byte[] ours)
    {
        if (TagList.Parse(text) is not { } tags || tags.GetValueOrDefault("p") is not { } key) return DkimState.Unreadable;
        if (tags.GetValueOrDefault("v") is { } version && version != "DKIM1") return DkimState.Unreadable;
        if (key.Length == 0) return DkimState.Revoked;
        if (tags.GetValueOrDefault("k") is { } kind && kind != "rsa") return DkimState.Other; // ed25519 (RFC 8463) is another key as well
        if (!Allows(tags, "s", "email") || !Allows(tags, "h", "sha256")) return DkimState.NotForMail;
        try
        {
            var theirs = Convert.FromBase64String(string.Concat(key.Where(letter => !char.IsWhiteSpace(letter))));
            return Modulus(theirs).AsSpan().SequenceEqual(Modulus(ours)) ? DkimState.Same : DkimState.Other;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return DkimState.Unreadable;
        }
    }

    /// <summary>True for a key on trial: receivers treat its mail as not signed (t=y).</summary>
    public static bool IsOnTrial(string text) =>
        TagList.Parse(text)?.GetValueOrDefault("t")?.Split(':').Any(flag => flag.Trim() == "y") == true;

    /// <summary>How long a key is, in bits.</summary>
    public static int BitsOf(byte[] key)
    {
        using var rsa = Import(key);
        return rsa.KeySize;
    }

    private static bool Allows(IReadOnlyDictionary<string, string> tags, string name, string wanted) =>
        tags.GetValueOrDefault(name) is not { } list
        || list.Split(':').Any(item => item.Trim() is var one && (one == "*" || one == wanted));

    private static byte[] Modulus(byte[] key)
    {
        using var rsa = Import(key);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return [.. parameters.Modulus!, .. parameters.Exponent!];
    }

    // RFC 6376 says RSAPublicKey, and everybody writes SubjectPublicKeyInfo; both are read.
    private static RSA Import(byte[] key)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportSubjectPublicKeyInfo(key, out _);
        }
        catch (CryptographicException)
        {
            rsa.ImportRSAPublicKey(key, out _);
        }
        return rsa;
    }
}
