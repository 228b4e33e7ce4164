using Portal.Content.Markdown;

namespace Portal.Content.Checks;

/// <summary>
/// What stands around a document, as it will be when the document is where it goes: around a draft what is in the portal, around a file
/// of an import the rest of the folder too. The rules ask, and look nothing up themselves. Asked by many threads at once.
/// </summary>
internal interface INeighbours
{
    /// <summary>The document with an id, or null.</summary>
    CheckedDocument? Find(string id);

    /// <summary>The type that the portal has for an id already, or null.</summary>
    string? TypeInPortal(string id);

    /// <summary>The document at an address, or null.</summary>
    CheckedDocument? At(string path);

    /// <summary>Whether an address is one of the portal's own pages by how it begins.</summary>
    bool IsReserved(string path);

    /// <summary>What stands straight under a document.</summary>
    IEnumerable<CheckedDocument> Below(string id);

    /// <summary>The glossary term that has a word as its title or variant, whatever its capitals; or null.</summary>
    CheckedDocument? WithWord(string word);

    /// <summary>Where a block's id that must be unique in the whole portal stands first, or null.</summary>
    (CheckedDocument Document, int Line)? WithPortalId(string id);

    /// <summary>The file with an id, or null.</summary>
    MediaTarget? Media(string id);

    /// <summary>What stands at a path of the portal, also where a document stood that moved; null when nothing does.</summary>
    PageTarget? Page(string path);

    /// <summary>
    /// The path (with query and anchor) of an address of this portal that is written in full; null for any other address.
    /// </summary>
    string? PathOf(string url);

    /// <summary>The anchors that a link to a document can name.</summary>
    IReadOnlySet<string>? AnchorsOf(CheckedDocument document);

    /// <summary>False for a document that readers cannot open now.</summary>
    bool IsOnline(CheckedDocument document);

    /// <summary>The words that texts explain in place.</summary>
    Glossary Glossary { get; }
}
