namespace Portal.Members.Pages;

/// <summary>A question before what cannot be undone: it names whom it concerns. The page posts again, with <c>sure</c>.</summary>
/// <param name="Title">The question.</param>
/// <param name="Lead">What happens, to whom.</param>
/// <param name="Button">What a yes is called.</param>
/// <param name="Back">Where a no leads.</param>
internal sealed record Ask(string Title, string Lead, string Button, string Back)
{
    /// <summary>The handler that asks.</summary>
    public string Handler { get; init; } = "";

    /// <summary>What was posted, to be posted again.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>The pages above.</summary>
    public IReadOnlyList<(string Text, string Path)> Trail { get; init; } = [];
}
