using Portal.Search;

namespace Portal.Tests.Search;

/// <summary>Sections for tests that want only a few words in them.</summary>
internal static class GivenSections
{
    public static SearchDocument Page(string title, string body, string type = "kennisproduct", params string[] themes)
    {
        var id = Guid.NewGuid();
        return new()
        {
            EntityId = id,
            Section = 0,
            Url = $"/kennis/{id:N}",
            Type = type,
            TypeLabel = char.ToUpperInvariant(type[0]) + type[1..],
            Title = title,
            Body = body,
            Filters = [.. themes.Select(SearchFilter.Theme.With)],
        };
    }

    public static SearchDocument Section(this SearchDocument page, int number, string heading, string body) =>
        page with { Section = number, Anchor = heading.ToLowerInvariant().Replace(' ', '-'), Heading = heading, Body = body };
}
