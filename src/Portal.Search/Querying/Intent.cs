namespace Portal.Search.Querying;

/// <summary>What somebody wants of an answer.</summary>
internal enum Intent
{
    /// <summary>Nothing tells.</summary>
    Any,

    /// <summary>To know what a word means.</summary>
    Definition,

    /// <summary>To know what to do: a passage that helps comes before a test of what one knows.</summary>
    HowTo,
}

/// <summary>Reads what somebody wants from the small words of the question.</summary>
internal static class Intents
{
    private static readonly string[] Meanings = ["definitie", "betekenis", "betekent", "begripsomschrijving"];

    // "Ik maak me zorgen": who says it means the worry, not the making.
    private static readonly string[] Light =
        ["maak", "maakt", "maken", "gaat", "gaan", "krijg", "krijgt", "krijgen", "komt", "komen", "laat", "laten"];

    /// <summary>Whether the word says nothing of the subject, where another word does.</summary>
    public static bool TellsNothing(string word) => AsksMeaning(word) || Array.IndexOf(Light, word) >= 0;

    /// <summary>Whether the word asks for a meaning, and says nothing of the subject.</summary>
    public static bool AsksMeaning(string word) => Array.IndexOf(Meanings, word) >= 0;

    /// <summary>From the words as typed, folded.</summary>
    public static Intent Of(IReadOnlyList<string> words)
    {
        if (words.Any(AsksMeaning) || (words is ["wat", "is" or "zijn", ..] && words.Count <= 5)) return Intent.Definition;
        var asks = words.Any(word => word is "doen" or "doe")
            ? words.Any(word => word is "moet" or "kan" or "wat" or "ik") : words is ["hoe", ..];
        return asks || words.Any(word => word is "zorgen" or "bezorgd") ? Intent.HowTo : Intent.Any;
    }
}
