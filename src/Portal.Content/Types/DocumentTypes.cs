using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Content.Types;

/// <summary>All document types of the portal, as the modules registered them.</summary>
public sealed class DocumentTypes
{
    private readonly FrozenDictionary<string, DocumentType> byName;
    private readonly FrozenDictionary<Type, DocumentType> byRecord;
    private volatile IReadOnlyDictionary<string, string>? audiences;

    /// <summary>Gathers them.</summary>
    public DocumentTypes(IEnumerable<DocumentType> types)
    {
        All = [.. types];
        byName = All.ToFrozenDictionary(type => type.Name);
        byRecord = All.ToFrozenDictionary(type => type.Record);
        foreach (var property in All.SelectMany(type => Inside(type.Properties)).Where(property => property.IsAudience))
            property.Offered = () => audiences ?? DocumentType.PropertyType.Audiences(AudienceTerm.Standing);
    }

    /// <summary>All types, in order of registration.</summary>
    public IReadOnlyList<DocumentType> All { get; }

    /// <summary>Says which audiences can be chosen from now on.</summary>
    internal void Offer(IEnumerable<AudienceTerm> terms) => audiences = DocumentType.PropertyType.Audiences(terms);

    private static IEnumerable<DocumentType.PropertyType> Inside(IEnumerable<DocumentType.PropertyType> properties) =>
        properties.SelectMany(property => Inside(property.Children).Prepend(property));

    /// <summary>The type of that name, or null.</summary>
    public DocumentType? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The type of that name; throws for a name nobody registered.</summary>
    public DocumentType this[string name] => byName[name];

    /// <summary>The type of a record.</summary>
    public DocumentType Of<T>() where T : DocumentProperties => byRecord[typeof(T)];

    /// <summary>Names of the types that stand in a folder of the content folder.</summary>
    public IEnumerable<DocumentType> In(string folder) => All.Where(type => type.Info.Folder == folder);
}

/// <summary>Registration of document types.</summary>
public static class DocumentTypeRegistration
{
    /// <summary>Registers a record as a document type of the calling module.</summary>
    public static IServiceCollection AddDocumentType<T>(this IServiceCollection services) where T : DocumentProperties =>
        services.AddSingleton(DocumentType.Of<T>());
}
