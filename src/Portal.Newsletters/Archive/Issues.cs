using Portal.Content.Publishing;
using Portal.Newsletters.Types;

namespace Portal.Newsletters.Archive;

/// <summary>The newsletters in their order.</summary>
internal static class Issues
{
    /// <summary>The newest first; those of one day by their number.</summary>
    public static IOrderedEnumerable<PublishedDocument<Newsletter>> NewestFirst(IEnumerable<PublishedDocument<Newsletter>> all) =>
        all.OrderByDescending(document => document.Properties.Published).ThenByDescending(document => document.Properties.Number)
            .ThenBy(document => document.Id, StringComparer.Ordinal);
}
