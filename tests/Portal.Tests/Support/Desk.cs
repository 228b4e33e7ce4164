using Portal.Content.Checks;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform;

namespace Portal.Tests.Support;

/// <summary>An author's desk: a folder of content of its own to import from, and a hand that edits in the portal.</summary>
public sealed class Desk(PortalHost host) : IDisposable
{
    /// <summary>The folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("portal-desk-").FullName;

    /// <summary>The site's own content.</summary>
    public static string RealContent { get; } = Path.Combine(Checkout.Root, "content");

    /// <summary>Writes a file; a second time over the first.</summary>
    public void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string,string)"/>
    public void Write(string path, byte[] bytes)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Copies a file of the real content, or a folder of them, to the same place or another.</summary>
    public void Copy(string path, string? to = null)
    {
        var source = Path.Combine(RealContent, path);
        if (File.Exists(source)) Write(to ?? path, File.ReadAllBytes(source));
        else
            foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
                Write(Path.Combine(to ?? path, Path.GetRelativePath(source, file)), File.ReadAllBytes(file));
    }

    /// <summary>Takes a file away.</summary>
    public void Remove(string path) => File.Delete(Path.Combine(Folder, path));

    /// <summary>Empties the folder.</summary>
    public void Clear()
    {
        foreach (var folder in Directory.EnumerateDirectories(Folder)) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Folder)) File.Delete(file);
    }

    /// <summary>Imports the folder.</summary>
    public Task<ImportResult> TryImportAsync(bool force = false, bool samples = true) =>
        host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(Folder, new ImportOptions(force, samples)));

    /// <summary>Imports the folder, which must be without errors.</summary>
    public async Task<ImportResult> ImportAsync(bool force = false, bool samples = true)
    {
        var result = await TryImportAsync(force, samples);
        Assert.Empty(result.Errors);
        return result;
    }

    /// <summary>Does something as an editor does it in the portal.</summary>
    public Task DoAsync(Func<Publisher, Change, Task> work) =>
        host.WithAsync<Publisher>(
            publisher => work(publisher, new Change("redacteur", host.Clock.GetUtcNow(), "bewerkt", VersionOrigin.Portal)));

    /// <summary>Asks for a change, as an editor does.</summary>
    internal async Task<ChangeOutcome> TryAsync(DocumentChange change) => (await TryAllAsync([change]))[0];

    /// <summary>Asks for changes that belong together.</summary>
    internal Task<IReadOnlyList<ChangeOutcome>> TryAllAsync(IReadOnlyList<DocumentChange> changes) =>
        host.WithAsync<Publisher, IReadOnlyList<ChangeOutcome>>(
        publisher => publisher.ApplyAllAsync(changes, new Change("redacteur", host.Clock.GetUtcNow(), "bewerkt", VersionOrigin.Portal)));

    /// <summary>Changes the text of a document's file in the portal and saves it, without putting it online.</summary>
    public async Task EditAsync(string id, Func<string, string> edit)
    {
        const string said = """
            from content.documents d left join content.drafts r on r.document_id = d.id
            left join content.versions v on v.id = d.latest_version_id where d.ref = $1
            """;
        var type = host.Site.Current.Find(id)!.Type;
        var source = (string)(await host.SqlAsync($"select coalesce(r.front_source, v.front_source) {said}", id))!;
        var body = (string)(await host.SqlAsync($"select coalesce(r.body, v.body) {said}", id))!;
        var parts = edit(ContentFile.Write(source, body)).Split("---\n", 3);
        var front = FrontMatter.Read(parts[1], type.Properties);
        Assert.Empty(front.Errors);
        await DoAsync((publisher, change) => publisher.SaveAsync(id, new DocumentText(front.Json, parts[1], parts[2]), change));
    }

    /// <summary>Changes a document in the portal and puts it online.</summary>
    public async Task EditAndPublishAsync(string id, Func<string, string> edit)
    {
        await EditAsync(id, edit);
        await DoAsync((publisher, change) => publisher.PublishAsync(id, change));
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
