namespace Portal.UmbracoBridge.Import;

/// <summary>A property of a type of an Umbraco.</summary>
/// <param name="Alias">Its alias.</param>
/// <param name="Name">Its label.</param>
/// <param name="Editor">Alias of the schema of its editor, <c>Umbraco.TextBox</c>.</param>
/// <param name="Order">Its place, low first.</param>
internal sealed record ForeignProperty(string Alias, string Name, string Editor, int Order);

/// <summary>A type of documents, blocks or media of an Umbraco.</summary>
/// <param name="Key">Its key; empty when the package names it and does not have it.</param>
/// <param name="Alias">Its alias.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsElement">It is a type of blocks.</param>
/// <param name="Properties">All that its content can have, those of compositions first.</param>
internal sealed record ForeignType(Guid Key, string Alias, string Name, bool IsElement, IReadOnlyList<ForeignProperty> Properties)
{
    /// <summary>The property with that alias, or null.</summary>
    public ForeignProperty? Find(string alias) => Properties.FirstOrDefault(one => one.Alias == alias);
}

/// <summary>A node of the tree of content or media of an Umbraco.</summary>
internal sealed class ForeignNode
{
    /// <summary>Its key.</summary>
    public required Guid Key { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required ForeignType Type { get; set; }

    /// <summary>The node it stands under, or null.</summary>
    public required ForeignNode? Parent { get; init; }

    /// <summary>The last part of its address.</summary>
    public required string Segment { get; set; }

    /// <summary>Its values by alias.</summary>
    public PackedValues Packed { get; set; } = PackedValues.None;

    /// <summary>Its values by alias, unpacked.</summary>
    public IReadOnlyDictionary<string, string> Values => Packed.Values;

    /// <summary>Of media: the entry of the zip that has its bytes; null when it names none, or one that is not there.</summary>
    public string? Entry { get; init; }

    /// <summary>Where it stood, as Umbraco makes addresses: the root hides its own part.</summary>
    public string Path => Parent is null ? "/" : Parent.Path.TrimEnd('/') + "/" + Segment;

    /// <summary>A value, or an empty text.</summary>
    public string Value(string alias) => Values.GetValueOrDefault(alias, "");
}
