namespace Portal.Content.Markdown;

/// <summary>
/// A kind of block an author can write between <c>::: name</c> and <c>:::</c>. Any room adds one by registering it as a service;
/// it is used by many threads at once and holds no state.
/// </summary>
public interface IMarkdownContainer
{
    /// <summary>The word after the colons.</summary>
    string Name { get; }

    /// <summary>The keys it knows; any other is an error.</summary>
    IReadOnlyList<ContainerKey> Keys { get; }

    /// <summary>Whether a container of that name may stand in it.</summary>
    bool MayHold(string container) => false;

    /// <summary>The anchor it brings to the page, if any: an id that must be unique there.</summary>
    string? AnchorOf(Container container) => null;

    /// <summary>An id that no other container in the whole portal may have, if any.</summary>
    string? PortalIdOf(Container container) => null;

    /// <summary>
    /// What is wrong with its content; its keys and what it holds are checked already. Lines are those of the body.
    /// </summary>
    IEnumerable<MarkdownIssue> Check(Container container, RenderContext context) => [];

    /// <summary>
    /// Writes it. Also called for a container with errors: show as much of it as makes sense, never fail.
    /// </summary>
    void Render(Container container, BodyWriter body);
}

/// <summary>A key of a container.</summary>
/// <param name="Values">The values to choose from, or null for free text.</param>
public sealed record ContainerKey(string Name, bool Required = false, IReadOnlyList<string>? Values = null);
