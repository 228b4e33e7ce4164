using Portal.Content.Types;

namespace Portal.Content.Portable;

/// <summary>All content at one moment, as another system takes it: texts as they were written, each with its place, and files.</summary>
public sealed class PortableSite
{
    /// <summary>The documents by address; what lies in the recycle bin is not among them.</summary>
    public required IReadOnlyList<PortableDocument> Documents { get; init; }

    /// <summary>The files by name, without their bytes.</summary>
    public required IReadOnlyList<PortableMedia> Media { get; init; }

    /// <summary>Addresses that documents had before, with the id of the document each leads to now.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FormerAddresses { get; init; } = [];

    /// <summary>Addresses that an editor sent on, with where they lead.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OwnRedirects { get; init; } = [];

    /// <summary>Opens the bytes of a file, to be read once and disposed of; null when it went away meanwhile.</summary>
    public required Func<PortableMedia, CancellationToken, Task<Stream?>> OpenAsync { get; init; }
}

/// <summary>A document with its place.</summary>
/// <param name="Id">The front matter's id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">Its address.</param>
/// <param name="ParentId">Id of the document it stands under.</param>
/// <param name="IsSample">An invented document.</param>
/// <param name="IsOnline">Readers see it: its text is that of the live version, else what editors have of it.</param>
/// <param name="FrontMatter">The values of the front matter as JSON text.</param>
/// <param name="Body">The Markdown.</param>
public sealed record PortableDocument(
    string Id, DocumentType Type, string Path, string? ParentId, bool IsSample, bool IsOnline, string FrontMatter, string Body)
{
    /// <summary>The last part of its address.</summary>
    public string Slug => Path.Split('/')[^1];

    /// <summary>When it was made, UTC; null: a folder does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When a planned text comes online, UTC; null: none is planned.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When it goes offline, UTC; null: that is not planned.</summary>
    public DateTimeOffset? OfflineAt { get; init; }
}

/// <summary>A file of the library.</summary>
/// <param name="Id">The id in its description.</param>
/// <param name="Name">File name with its ending.</param>
/// <param name="ContentType">Media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">SHA-256 of the bytes, lower-case hex.</param>
/// <param name="Width">Pixels of an image.</param>
/// <param name="Height">Pixels of an image.</param>
/// <param name="FrontMatter">The values of its description as JSON text.</param>
public sealed record PortableMedia(
    string Id, string Name, string ContentType, long Length, string Hash, int? Width, int? Height, string FrontMatter);
