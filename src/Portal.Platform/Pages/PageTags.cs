namespace Portal.Platform.Pages;

/// <summary>
/// What a page that everyone sees alike was made of. A page that names at least one thing is kept by the <see cref="PageCache"/>
/// until one of them changes; a page that names nothing is made for every request.
/// </summary>
/// <remarks>Scoped: one a request.</remarks>
public sealed class PageTags
{
    /// <summary>The tag of everything that explains glossary terms.</summary>
    public const string Glossary = "begrippen in teksten";

    /// <summary>What the page was made of: ids of documents and names of lists.</summary>
    internal HashSet<string> Used { get; } = [];

    /// <summary>True when the page may be kept for an address with a query too, because it checked that the query is a known one.</summary>
    public bool KnowsQuery { get; set; }

    /// <summary>True when the page shows what is past and what is to come, so that it is made anew after a while.</summary>
    internal bool Ages { get; private set; }

    /// <summary>True when the page may be kept for everyone: it says what it was made of.</summary>
    internal bool MayBeKept => Used.Count > 0 && !IsPrivate;

    /// <summary>True when this answer is for who asked, whatever it is made of: a preview of what is not online yet.</summary>
    public bool IsPrivate { get; set; }

    /// <summary>What a reader of this page reads, for <see cref="PageReads"/>; null: it is not counted.</summary>
    public string? CountsAs { get; set; }

    /// <summary>The page shows this.</summary>
    public void Use(string tag) => Used.Add(tag);

    /// <summary>
    /// What stands around every page shows this: a page that is kept is made anew when it changes, and no page is kept for it.
    /// </summary>
    public void UseIfKept(string tag)
    {
        if (Used.Count > 0) Used.Add(tag);
    }

    /// <summary>The page divides what is past from what is to come: it is kept for a minute at most.</summary>
    public void UseClock() => Ages = true;

    /// <summary>The page shows these.</summary>
    public void Use(IEnumerable<string> tags) => Used.UnionWith(tags);

    /// <summary>The same, for a page of which this is a part.</summary>
    public PageTags With(string tag)
    {
        Use(tag);
        return this;
    }
}
