namespace Portal.Content.Types;

/// <summary>
/// Names a record as a document type. The importer, the validator, the editor's form and every export read this and the
/// <see cref="PropertyAttribute"/>s of its properties; there is no second description.
/// </summary>
/// <param name="name">The value of <c>type</c> in the front matter, e.g. <c>kennisproduct</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DocumentTypeAttribute(string name) : Attribute
{
    /// <summary>The value of <c>type</c> in the front matter.</summary>
    public string Name { get; } = name;

    /// <summary>What a reader calls one of it: "Kennisproduct".</summary>
    public required string Label { get; init; }

    /// <summary>What a reader calls more of it: "Kennisproducten".</summary>
    public required string Plural { get; init; }

    /// <summary>The folder of its files below the content folder.</summary>
    public required string Folder { get; init; }

    /// <summary>What stands before the slug in its address: <c>/kennis/</c>.</summary>
    public required string PathPrefix { get; init; }

    /// <summary>The address of the one document of this type, whose file is named after the type; null where there may be more.</summary>
    public string? FixedPath { get; init; }

    /// <summary>The first part of its ids: <c>kennis-</c>.</summary>
    public required string IdPrefix { get; init; }

    /// <summary>
    /// The type of the document it stands under, in a folder named after that one's slug; its address continues the parent's.
    /// </summary>
    public string? Parent { get; init; }

    /// <summary>True when a document without a parent may exist too (pages).</summary>
    public bool ParentOptional { get; init; }

    /// <summary>True when the file of a document that has children is <c>{slug}/index.md</c> (modules).</summary>
    public bool IsFolder { get; init; }

    /// <summary>True when a document of this type may do without a summary.</summary>
    public bool SummaryOptional { get; init; }

    /// <summary>True when a coordinator, and not only an editor, decides what readers see of it: news of the network.</summary>
    public bool CoordinatorsPublish { get; init; }

    /// <summary>The colour of the dot before its name, in lists and on its page.</summary>
    public ThemeColor Color { get; init; }

    /// <summary>True when its documents are the themes that others belong to: search narrows by them.</summary>
    public bool IsTheme { get; init; }

    /// <summary>
    /// True when its documents explain words: a word belongs to one of them, and search takes their names for one another.
    /// </summary>
    public bool IsGlossary { get; init; }

    /// <summary>
    /// True when others share its name (a term, a source, an organisation): a browser's tab then says which of them it is.
    /// </summary>
    public bool SharesNames { get; init; }

    /// <summary>
    /// The page on which readers see it, of a type that is a part of other pages (a menu, words of search): it has no page of its own, no
    /// search finds it, and no list of readers names it. Null for a type with pages.
    /// </summary>
    public string? SeenAt { get; init; }

    /// <summary>Level-2 headings the body must have, e.g. "Aanbevelingen".</summary>
    public string[] RequiredHeadings { get; init; } = [];
}

/// <summary>Describes one property of the front matter: its label and rules. The shape follows from the CLR type.</summary>
/// <param name="label">Label in the editor's form and in messages, Dutch.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PropertyAttribute(string label) : Attribute
{
    /// <summary>Label in the editor's form and in messages, Dutch.</summary>
    public string Label { get; } = label;

    /// <summary>One sentence of help under the field, Dutch.</summary>
    public string Help { get; init; } = "";

    /// <summary>True when the key must be there and not be empty.</summary>
    public bool Required { get; init; }

    /// <summary>Characters at most (text), 0 for no limit.</summary>
    public int MaxLength { get; init; }

    /// <summary>Items at least (lists).</summary>
    public int MinItems { get; init; }

    /// <summary>Items at most (lists), 0 for no limit.</summary>
    public int MaxItems { get; init; }

    /// <summary>True when each text is the id of a document (or media item) that must exist.</summary>
    public bool IsReference { get; init; }

    /// <summary>With <see cref="IsReference"/>: the only type the id may have; null for any.</summary>
    public string? ReferenceTo { get; init; }

    /// <summary>With <see cref="IsReference"/>: following it from document to document may never come back.</summary>
    public bool Acyclic { get; init; }

    /// <summary>
    /// True when each text is an address that a link leads to: a page of the portal (<c>/kennis</c>), or <c>https://</c>.
    /// </summary>
    public bool IsAddress { get; init; }

    /// <summary>True when search reads it, as words that belong to the whole document.</summary>
    public bool Searched { get; init; }

    /// <summary>True when it holds what people type in the search: a new document can be begun with that.</summary>
    public bool IsAsked { get; init; }

    /// <summary>True when the text may run over several lines in the form.</summary>
    public bool Multiline { get; init; }

    /// <summary>True for a sentence or two without line ends: it gets room in the form, and is one line in the file.</summary>
    public bool Long { get; init; }

    /// <summary>What one of a list of objects is called in the form: "Bron".</summary>
    public string? Item { get; init; }

    /// <summary>Where it stands in the form.</summary>
    public PropertyGroup Group { get; init; }

    /// <summary>True when the portal keeps it: it stands in the front matter, and nobody fills it in.</summary>
    public bool IsManaged { get; init; }
}

/// <summary>Where a property stands in the form, in this order.</summary>
public enum PropertyGroup
{
    /// <summary>Among what is required when it is required, else among what is told about the piece.</summary>
    Usual,

    /// <summary>What everybody fills in first.</summary>
    [Label("Belangrijk")] Main,

    /// <summary>Facts about the piece.</summary>
    [Label("Over dit stuk")] About,

    /// <summary>How one takes part.</summary>
    [Label("Meedoen")] TakingPart,

    /// <summary>Where it comes from.</summary>
    [Label("Bronnen")] Sources,

    /// <summary>How it is found, and what it belongs with.</summary>
    [Label("Vindbaar")] Findable,

    /// <summary>When it is looked at again.</summary>
    [Label("Bijhouden")] Upkeep,
}

/// <summary>What a reader calls a value of an enumeration, Dutch.</summary>
/// <param name="text">The label.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LabelAttribute(string text) : Attribute
{
    /// <summary>The label.</summary>
    public string Text { get; } = text;

    /// <summary>More of it, as in the middle of a sentence; null where nobody counts them.</summary>
    public string? Plural { get; init; }
}
