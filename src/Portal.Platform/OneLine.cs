namespace Portal.Platform;

/// <summary>What somebody typed or pasted where one line is asked: a name, a title, a word.</summary>
public static class OneLine
{
    /// <summary>The same with one space wherever there was white space, and none around it; empty where nothing was typed.</summary>
    public static string Of(string? typed) =>
        string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
