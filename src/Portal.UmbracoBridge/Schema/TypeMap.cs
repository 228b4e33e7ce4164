using Portal.Content.Types;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Schema;

/// <summary>A property of ours and the one it becomes.</summary>
/// <param name="From">Ours.</param>
/// <param name="To">Umbraco's.</param>
/// <param name="Element">Of an object: the type of its blocks.</param>
internal sealed record FieldMap(DocumentType.PropertyType From, UmbracoProperty To, TypeMap? Element);

/// <summary>A type and which property of ours becomes which of its.</summary>
/// <param name="Type">The type.</param>
/// <param name="Fields">The properties of ours that come along.</param>
internal sealed record TypeMap(UmbracoType Type, IReadOnlyList<FieldMap> Fields)
{
    /// <summary>Of a block whose content is text: the property for it.</summary>
    public UmbracoProperty? Text { get; init; }

    /// <summary>Of a block whose text is a list of pages: the property for those.</summary>
    public UmbracoProperty? Named { get; init; }

    /// <summary>The fields in the order in which an author gave their values: a block says that too.</summary>
    /// <param name="given">What was given, in its order.</param>
    /// <param name="nameOf">What a field is called there.</param>
    public IReadOnlyList<FieldMap> FieldsAs(IEnumerable<string> given, Func<FieldMap, string> nameOf)
    {
        var order = given.ToList();
        return [.. Fields.OrderBy(field => order.IndexOf(nameOf(field)))];
    }
}
