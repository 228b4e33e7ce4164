namespace Portal.Members.SignIn;

/// <summary>
/// The address of a link with a secret in it. The secret is the part behind the #, which a browser keeps to itself (RFC 3986 3.5): it
/// stands in no log of a proxy or of ours. The page there posts it.
/// </summary>
internal static class SecretLink
{
    public const string Path = "/inloggen/openen";

    /// <summary>The address of this token, from the root of the site.</summary>
    public static string To(string token) => $"{Path}#{token}";

    /// <summary>The token in what somebody pasted: the whole address, or what stands behind its #.</summary>
    public static string TokenIn(string text) => text.Trim()[(text.Trim().LastIndexOf('#') + 1)..];
}
