using Portal.Content.Types;

namespace Portal.Content.Publishing;

/// <summary>
/// Readers see these documents otherwise from now on, or no longer: told inside the transaction of the change, whoever made it (an editor,
/// an import, a planned moment), so that what another room keeps of them is never behind.
/// </summary>
/// <param name="Documents">Those that changed, and what stands under them; each once.</param>
public sealed record DocumentsPublished(IReadOnlyList<PublishedChange> Documents);

/// <summary>What readers see of a document from now on.</summary>
/// <param name="Id">The front matter's id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">Its address.</param>
/// <param name="Sample">An invented document.</param>
/// <param name="FrontMatter">Its front matter as JSON; null: readers no longer see it.</param>
public sealed record PublishedChange(string Id, DocumentType Type, string Path, bool Sample, string? FrontMatter);
