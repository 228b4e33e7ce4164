namespace Portal.Web.Pages.Shared;

/// <summary>The search field as it stands in a page.</summary>
/// <param name="Label">The question above it.</param>
/// <param name="Class">One more class.</param>
public sealed record SearchForm(string Label, string Class = "");
