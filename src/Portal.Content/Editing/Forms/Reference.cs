using Portal.Content.Markdown;

namespace Portal.Content.Editing.Forms;

/// <summary>What an id is of: a document or a media item.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">Its title; empty when the id is of nothing.</param>
/// <param name="Kind">The word a reader knows for it.</param>
/// <param name="Path">Its address; of a media item that of the file.</param>
internal sealed record Reference(string Id, string Title, string Kind, string Path)
{
    /// <summary>The media item; null for a document.</summary>
    public MediaTarget? Media { get; init; }
}
