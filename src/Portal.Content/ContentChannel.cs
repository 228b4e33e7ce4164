namespace Portal.Content;

/// <summary>The channel on which hosts hear that the published site changed, or one picture of it: then they hear its id.</summary>
internal static class ContentChannel
{
    /// <summary>Its name in the database.</summary>
    public const string Name = "content_published";
}
