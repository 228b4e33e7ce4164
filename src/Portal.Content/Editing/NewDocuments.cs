using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Branches;
using Portal.Content.Data;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Yaml;
using Portal.Platform;

namespace Portal.Content.Editing;

/// <summary>Begins documents: gives them an id and an address that are free, and the first lines of their front matter.</summary>
internal sealed class NewDocuments(ContentDb db, PortalPages pages, BranchStore branches, TimeProvider clock)
{
    private const int MostParents = 500;

    /// <summary>What a document of a type can stand under, by title: id and title; none when it stands by itself.</summary>
    /// <param name="type">The type.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="except">Id of a document that is left out.</param>
    public async Task<IReadOnlyList<(string Value, string Text)>> ParentsAsync(
        DocumentType type, CancellationToken stop, string? except = null)
    {
        if (type.Info.Parent is not { } parent) return [];
        var rows = await db.Documents.AsNoTracking().Where(row => row.Type == parent && row.DeletedAt == null && row.Ref != except)
            .OrderBy(row => row.Title).Select(row => new { row.Ref, row.Title }).Take(MostParents).ToListAsync(stop);
        var own = await branches.InsideAsync(rows.ConvertAll(row => row.Ref), stop);
        return [.. rows.Where(row => own.Contains(row.Ref)).Select(row => (row.Ref, row.Title))];
    }

    /// <summary>True when who asks may begin one of a type that stands under nothing.</summary>
    public async Task<bool> MayStandAloneAsync(DocumentType type, CancellationToken stop) =>
        await branches.OwnAsync(stop) is var own && (!own.IsBound || own.HasType(type.Name));

    /// <summary>Of these types those of which who asks may begin one somewhere.</summary>
    public async Task<IReadOnlyList<DocumentType>> PossibleAsync(IEnumerable<DocumentType> all, CancellationToken stop)
    {
        if (!(await branches.OwnAsync(stop)).IsBound) return [.. all];
        var possible = new List<DocumentType>();
        foreach (var type in all)
            if (await MayStandAloneAsync(type, stop) || (await ParentsAsync(type, stop)).Count > 0) possible.Add(type);
        return possible;
    }

    /// <summary>The change that makes the document, and its id.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="title">Its title.</param>
    /// <param name="parent">Id of what it stands under, or null.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <param name="asked">What people typed in the search, where it is about that (<see cref="PropertyAttribute.IsAsked"/>).</param>
    public async Task<(DocumentChange Change, string Id)> OfAsync(
        DocumentType type, string title, string? parent, CancellationToken stop, string? asked = null)
    {
        // Emoji and other scripts leave nothing: then it gets the name of its kind.
        var slug = Slug.Of(title) is { Length: > 0 } made ? made : type.Name;
        var parentPath = parent is null ? null
            : await db.Documents.Where(row => row.Ref == parent).Select(row => row.Path).FirstOrDefaultAsync(stop);
        var (id, free) = ("", slug);
        for (var number = 1; ; number++)
        {
            free = number == 1 ? slug : $"{slug}-{number}";
            id = type.Info.IdPrefix + free;
            var path = parentPath is null ? type.Info.PathPrefix + free : $"{parentPath}/{free}";
            // An address that the portal answers itself is no page's.
            if (path.LastIndexOf('/') == 0 && pages.IsReserved(path)) continue;
            if (!await db.Documents.AnyAsync(row => row.Ref == id || (row.Path == path && row.DeletedAt == null), stop)) break;
        }
        var text = DocumentEditor.TextOf(type, FrontOf(type, id, title, asked), BodyOf(type));
        return (new DocumentChange(id) { NewOfType = type.Name, Place = new NewPlace(free, parent), Text = text }, id);
    }

    /// <summary>The same text again under another title, for a copy.</summary>
    public async Task<(DocumentChange Change, string Id)> CopyAsync(OpenDocument open, string title, string? parent, CancellationToken stop)
    {
        var (change, id) = await OfAsync(open.Type, title, parent, stop);
        var order = open.Type.Keys;
        var front = YamlEdit.With(open.Text.FrontSource, "id", JsonValue.Create(id), order);
        front = front is null ? null : YamlEdit.With(front, "title", JsonValue.Create(title), order);
        return front is null ? (change, id) : (change with { Text = DocumentEditor.TextOf(open.Type, front, open.Text.Body) }, id);
    }

    private string FrontOf(DocumentType type, string id, string title, string? asked)
    {
        var today = DutchTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var yaml = $"id: {id}\ntype: {type.Name}\n";
        var order = type.Keys;
        yaml = YamlEdit.With(yaml, "title", JsonValue.Create(title), order)!;
        if (asked is not null && type.Properties.FirstOrDefault(property => property.Info.IsAsked) is { } words)
            yaml = YamlEdit.With(yaml, words.Key, new JsonArray(JsonValue.Create(asked)), order)!;
        return YamlEdit.With(yaml, "published", JsonValue.Create(today), order)!;
    }

    private static string BodyOf(DocumentType type) => string.Join("\n", type.Info.RequiredHeadings.Select(heading => $"## {heading}\n"));
}
