using Portal.Content.Types;

namespace Portal.Content.Markdown;

/// <summary>
/// A kind of block an author can write between <c>::: name</c> and <c>:::</c>. Any room adds one by registering it as a service;
/// it is used by many threads at once and holds no state.
/// </summary>
public interface IMarkdownContainer
{
    /// <summary>The word after the colons.</summary>
    string Name { get; }

    /// <summary>The keys it knows, as a record describes them; any other is an error.</summary>
    IReadOnlyList<DocumentType.PropertyType> Keys { get; }

    /// <summary>The values that a key may have; none: any text.</summary>
    IEnumerable<string> ValuesOf(DocumentType.PropertyType key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Choices.Keys;
    }

    /// <summary>As what an author can put it into a text.</summary>
    IEnumerable<BlockKind> Kinds => [];

    /// <summary>The properties of the YAML that stands in it; null when it has none.</summary>
    /// <param name="keys">Its keys.</param>
    IReadOnlyList<DocumentType.PropertyType>? YamlOf(IReadOnlyDictionary<string, string> keys) => null;

    /// <summary>Whether a container of that name may stand in it.</summary>
    bool MayHold(string container) => false;

    /// <summary>The anchor it brings to the page, if any: an id that must be unique there.</summary>
    string? AnchorOf(Container container) => null;

    /// <summary>An id that no other container in the whole portal may have, if any.</summary>
    string? PortalIdOf(Container container) => null;

    /// <summary>
    /// Whether what stands in it is the writer's own text; not what somebody said, an invented case, the words of a question. Advice on
    /// writing leaves those alone.
    /// </summary>
    bool IsOwnText(Container container) => true;

    /// <summary>
    /// What is wrong with its content; its keys and what it holds are checked already. Lines are those of the body.
    /// </summary>
    IEnumerable<MarkdownIssue> Check(Container container, RenderContext context) => [];

    /// <summary>
    /// Writes it. Also called for a container with errors: show as much of it as makes sense, never fail.
    /// </summary>
    void Render(Container container, BodyWriter body);
}

/// <summary>A block as an author chooses it from a list.</summary>
/// <param name="Label">What it is called, Dutch.</param>
/// <param name="Help">What it is for, one sentence.</param>
/// <param name="Words">Other words somebody would look for it with.</param>
/// <param name="Template">The Markdown it begins as.</param>
public sealed record BlockKind(string Label, string Help, string Words, string Template);
