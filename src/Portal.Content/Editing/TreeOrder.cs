using Portal.Content.Types;

namespace Portal.Content.Editing;

/// <summary>How the tree orders siblings, for SQL that knows a draft as <c>w</c> and the last version as <c>v</c>.</summary>
internal static class TreeOrder
{
    /// <summary>The number behind <see cref="DocumentType.OrderKey"/>, or null.</summary>
    public const string Number =
        """
        case when coalesce(w.front_matter, v.front_matter) ->> 'order' ~ '^[0-9]+$'
                  and length(coalesce(w.front_matter, v.front_matter) ->> 'order') < 10
             then (coalesce(w.front_matter, v.front_matter) ->> 'order')::int end
        """;
}
