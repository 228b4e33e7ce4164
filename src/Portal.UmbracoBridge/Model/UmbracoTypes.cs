using System.Text.Json.Nodes;

namespace Portal.UmbracoBridge.Model;

/// <summary>A data type: an editor with its configuration.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">What it is called; a name that is taken gets "(1)".</param>
/// <param name="Editor">Alias of the editor's schema, e.g. <c>Umbraco.TextBox</c>.</param>
/// <param name="EditorUi">Alias of what editors see; always written, for without it the editor is broken.</param>
/// <param name="Storage">Where values are kept: Ntext, Nvarchar, Integer, Decimal or Date.</param>
/// <param name="Configuration">Its configuration; null for one that every Umbraco has and that is used as it is.</param>
internal sealed record UmbracoDataType(
    Guid Key, string Name, string Editor, string EditorUi, string Storage, JsonObject? Configuration)
{
    /// <summary>Every Umbraco has it: it is named and not written.</summary>
    public bool IsBuiltIn => Configuration is null;
}

/// <summary>Properties that stand together.</summary>
/// <param name="Alias">Its alias.</param>
/// <param name="Name">Its heading.</param>
/// <param name="Order">Its place, low first.</param>
internal sealed record UmbracoGroup(string Alias, string Name, int Order);

/// <summary>A property of a type.</summary>
/// <param name="Alias">Its alias.</param>
/// <param name="Name">Its label.</param>
/// <param name="Key">Its key.</param>
/// <param name="DataType">What it is edited with.</param>
/// <param name="Group">Where it stands.</param>
internal sealed record UmbracoProperty(string Alias, string Name, Guid Key, UmbracoDataType DataType, UmbracoGroup Group)
{
    /// <summary>What is said of it under the label.</summary>
    public string Help { get; init; } = "";

    /// <summary>It must be filled in before a page can be published.</summary>
    public bool IsMandatory { get; init; }

    /// <summary>Its place, low first.</summary>
    public int Order { get; init; }
}

/// <summary>A document type, an element type or a media type.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Alias">Its alias.</param>
/// <param name="Name">What it is called.</param>
internal sealed record UmbracoType(Guid Key, string Alias, string Name)
{
    /// <summary>Its icon.</summary>
    public string Icon { get; init; } = "icon-document";

    /// <summary>What is said of it.</summary>
    public string Description { get; init; } = "";

    /// <summary>It is the type of blocks.</summary>
    public bool IsElement { get; init; }

    /// <summary>Its content may stand at the root.</summary>
    public bool IsAllowedAtRoot { get; init; }

    /// <summary>The types whose properties it has as well.</summary>
    public IReadOnlyList<UmbracoType> Compositions { get; init; } = [];

    /// <summary>Its own properties.</summary>
    public IReadOnlyList<UmbracoProperty> Properties { get; init; } = [];

    /// <summary>Aliases of the types that may stand under it.</summary>
    public IReadOnlyList<string> AllowedChildren { get; init; } = [];

    /// <summary>Alias of the template that shows it; null: it has no page.</summary>
    public string? Template { get; init; }

    /// <summary>The folder in which administrators find it.</summary>
    public string Folder { get; init; } = "Portaal";

    /// <summary>All that its content can have, compositions first.</summary>
    public IEnumerable<UmbracoProperty> AllProperties =>
        Compositions.SelectMany(composition => composition.AllProperties).Concat(Properties);
}

/// <summary>A template, or a part of one.</summary>
/// <param name="Alias">Alias of a template; of a part its path.</param>
/// <param name="Name">What a template is called.</param>
/// <param name="Razor">The code.</param>
internal sealed record UmbracoView(string Alias, string Name, string Razor)
{
    /// <summary>Alias of the template around it; null: none.</summary>
    public string? Master { get; init; }
}

/// <summary>A word of the interface.</summary>
/// <param name="Name">Under which name templates ask for it.</param>
/// <param name="Text">What it is in Dutch.</param>
internal sealed record UmbracoWord(string Name, string Text);
