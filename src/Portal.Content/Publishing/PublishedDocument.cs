using System.Globalization;
using System.Reflection;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Content.Publishing;

/// <summary>Where a published document stands and which version of it is online.</summary>
/// <param name="Id">The front matter's id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">Its address.</param>
/// <param name="ParentId">Id of the document it stands under.</param>
/// <param name="Sample">An invented document: shown with a label.</param>
/// <param name="VersionId">The live version.</param>
/// <param name="ChangedAt">When the live version was written, UTC.</param>
public sealed record PublishedPlace(
    string Id, DocumentType Type, string Path, string? ParentId, bool Sample, Guid VersionId, DateTimeOffset ChangedAt)
{
    /// <summary>What search shows with an example, so that nobody takes it for real; null where it is none.</summary>
    public string? Badge => BadgeOf(Sample);

    /// <summary>The same of a document that is being published.</summary>
    internal static string? BadgeOf(bool sample) => sample ? "Voorbeeld" : null;
}

/// <summary>A document as readers see it: its live version and its place. Never changes.</summary>
public abstract class PublishedDocument(PublishedPlace place, string body, ReadOnlyMemory<byte> frontMatter)
{
    private SortKey? order;

    private static readonly MethodInfo Maker =
        typeof(PublishedDocument).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Where it stands.</summary>
    public PublishedPlace Place { get; } = place;

    /// <summary>The front matter's id.</summary>
    public string Id => Place.Id;

    /// <summary>Its type.</summary>
    public DocumentType Type => Place.Type;

    /// <summary>Its address.</summary>
    public string Path => Place.Path;

    /// <summary>The Markdown.</summary>
    public string Body { get; } = body;

    /// <summary>The values of the front matter as JSON (UTF-8), to look in for what they name, at whatever depth.</summary>
    internal ReadOnlyMemory<byte> FrontMatter { get; } = frontMatter;

    /// <summary>The front matter that every document has.</summary>
    public abstract DocumentProperties Common { get; }

    /// <summary>Its title.</summary>
    public string Title => Common.Title;

    /// <summary>Where its title stands in the alphabet (<see cref="PublishedSite.Alphabet"/>), worked out once.</summary>
    internal SortKey Order => order ??= PublishedSite.OrderOf(Title);

    /// <summary>The word a reader knows for it: "Onderzoek", "Module".</summary>
    public string Kind => Common.Listing.Kind ?? Type.Info.Label;

    /// <summary>As links to it know it.</summary>
    public LinkTarget AsTarget => new(Id, Path, Title, Kind, Common.Listing.About, null) { Color = Type.Color };

    /// <summary>Makes one of the record that its type names.</summary>
    internal static PublishedDocument Of(
        PublishedPlace place, DocumentProperties properties, string body, ReadOnlyMemory<byte> frontMatter = default) =>
        (PublishedDocument)Maker.MakeGenericMethod(properties.GetType()).Invoke(null, [place, properties, body, frontMatter])!;

    private static PublishedDocument<T> Make<T>(PublishedPlace place, T properties, string body, ReadOnlyMemory<byte> frontMatter)
        where T : DocumentProperties => new(place, properties, body, frontMatter);
}

/// <summary>A published document of one type.</summary>
/// <typeparam name="T">The record of its type.</typeparam>
public sealed class PublishedDocument<T>(PublishedPlace place, T properties, string body, ReadOnlyMemory<byte> frontMatter = default)
    : PublishedDocument(place, body, frontMatter) where T : DocumentProperties
{
    /// <summary>The front matter.</summary>
    public T Properties { get; } = properties;

    /// <inheritdoc/>
    public override DocumentProperties Common => Properties;
}
