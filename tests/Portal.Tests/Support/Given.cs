namespace Portal.Tests.Support;

/// <summary>What a test starts from.</summary>
internal static class Given
{
    /// <summary>A document's file with the keys every type needs; further keys start on line 6.</summary>
    public static string Document(string id, string type, string more = "", string body = "Tekst.\n") =>
        $"---\nid: {id}\ntype: {type}\ntitle: Titel\nsummary: Samenvatting.\n{more}---\n{body}";
}
