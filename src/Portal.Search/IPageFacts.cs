namespace Portal.Search;

/// <summary>What should be said beside a page that was found: what it is a part of, how long it takes. Rooms register theirs.</summary>
public interface IPageFacts
{
    /// <summary>Short facts; none where there is nothing to say.</summary>
    /// <param name="url">The page's address, without anchor.</param>
    IReadOnlyList<string> Of(string url);
}
