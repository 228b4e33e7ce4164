using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Content.Types;

/// <summary>All document types of the portal, as the modules registered them.</summary>
public sealed class DocumentTypes(IEnumerable<DocumentType> types)
{
    private readonly FrozenDictionary<string, DocumentType> byName = types.ToFrozenDictionary(type => type.Name);
    private readonly FrozenDictionary<Type, DocumentType> byRecord = types.ToFrozenDictionary(type => type.Record);

    /// <summary>All types, in order of registration.</summary>
    public IReadOnlyList<DocumentType> All { get; } = [.. types];

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
