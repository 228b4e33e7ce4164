using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Drafts;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Content.Yaml;
using Portal.Platform;

namespace Portal.Content.Editing;

/// <summary>
/// What a room above does with documents: begins one with a text it made, reads what one says to editors, and puts it online. Everything
/// else is done by whoever writes, at <c>/beheer/inhoud</c>.
/// </summary>
public sealed class DocumentDesk
{
    private readonly ContentDb db;
    private readonly DocumentTypes types;
    private readonly NewDocuments documents;
    private readonly DocumentEditor editor;
    private readonly DraftFindings findings;
    private readonly Publisher publisher;
    private readonly TimeProvider clock;

    internal DocumentDesk(
        ContentDb db, DocumentTypes types, NewDocuments documents, DocumentEditor editor, DraftFindings findings, Publisher publisher,
        TimeProvider clock) =>
        (this.db, this.types, this.documents, this.editor, this.findings, this.publisher, this.clock) =
            (db, types, documents, editor, findings, publisher, clock);

    /// <summary>Begins a document as a concept.</summary>
    /// <param name="type">Name of its type.</param>
    /// <param name="title">Its title.</param>
    /// <param name="front">What else its front matter says, by key.</param>
    /// <param name="body">Its text, Markdown.</param>
    /// <param name="by">Id of the member who begins it.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>Its id, or why it cannot be, Dutch.</returns>
    public async Task<(string? Id, string Problem)> BeginAsync(
        string type, string title, IReadOnlyDictionary<string, JsonNode?> front, string body, Guid by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(front);
        var known = types.Find(type) ?? throw new ArgumentException($"There is no document type '{type}'.", nameof(type));
        var (change, id) = await documents.OfAsync(known, OneLine.Of(title), null, stop);
        IReadOnlyList<string> order = [.. known.Properties.Select(property => property.Key)];
        var yaml = front.Aggregate(change.Text!.FrontSource, (yaml, pair) => YamlEdit.With(yaml, pair.Key, pair.Value, order) ?? yaml);
        var outcome = await publisher.ApplyAsync(
            change with { Text = DocumentEditor.TextOf(known, yaml, body) }, By(by, "begonnen"), stop);
        return outcome.IsDone ? (id, "") : (null, outcome.Message);
    }

    /// <summary>Begins a document as a concept with the text of another one.</summary>
    /// <param name="id">That other one.</param>
    /// <param name="title">Its title.</param>
    /// <param name="front">What its front matter says otherwise, by key; null: no longer.</param>
    /// <param name="by">Id of the member who begins it.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>Its id, or why it cannot be, Dutch.</returns>
    public async Task<(string? Id, string Problem)> CopyAsync(
        string id, string title, IReadOnlyDictionary<string, JsonNode?> front, Guid by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(front);
        if (await editor.OpenAsync(id, stop) is not { } open) return (null, "Het stuk waarvan je een kopie wilt, is er niet meer.");
        var (change, made) = await documents.CopyAsync(open, OneLine.Of(title), null, stop);
        var yaml = front.Aggregate(
            change.Text!.FrontSource, (yaml, pair) => YamlEdit.With(yaml, pair.Key, pair.Value?.DeepClone(), open.Type.Keys) ?? yaml);
        var outcome = await publisher.ApplyAsync(
            change with { Text = DocumentEditor.TextOf(open.Type, yaml, open.Text.Body) }, By(by, "gekopieerd"), stop);
        return outcome.IsDone ? (made, "") : (null, outcome.Message);
    }

    /// <summary>What a document says to editors: its draft, or else its last version; null when there is none.</summary>
    public async Task<WrittenDocument?> ReadAsync(string id, CancellationToken stop)
    {
        if (await editor.OpenAsync(id, stop) is not { } open) return null;
        return new WrittenDocument(
            open.Id, open.Type.Name, open.Document.Title, open.Revision, DraftReader.Read(open.Type, open.Text.FrontMatter), open.Text.Body,
            open.Document.Path, open.IsOnline, open.Draft is not null);
    }

    /// <summary>The documents of a type, those that were changed last first.</summary>
    /// <param name="type">Name of the type.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">How many on a page.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>How many there are in all, and those of the page.</returns>
    public async Task<(int Total, IReadOnlyList<DeskEntry> Page)> ListAsync(string type, int page, int size, CancellationToken stop)
    {
        var all = from document in db.Documents.AsNoTracking()
                  where document.Type == type && document.DeletedAt == null
                  join other in db.Drafts on document.Id equals other.DocumentId into drafts
                  from draft in drafts.DefaultIfEmpty()
                  select new { document, draft };
        var total = await all.CountAsync(stop);
        var rows = await all.OrderByDescending(row => row.draft == null ? row.document.ChangedAt : row.draft.ChangedAt)
            .ThenBy(row => row.document.Ref).Skip((page - 1) * size).Take(size).ToListAsync(stop);
        return (total,
        [
            .. rows.Select(row => new DeskEntry(
                row.document.Ref, row.document.Title, row.document.LiveVersionId is not null, row.draft is not null,
                row.draft?.ChangedAt ?? row.document.ChangedAt)),
        ]);
    }

    /// <summary>What keeps a document from going online, Dutch sentences; none when nothing does, or there is no such document.</summary>
    public async Task<IReadOnlyList<string>> StopsAsync(string id, CancellationToken stop)
    {
        if (await editor.OpenAsync(id, stop) is not { } open) return [];
        return [.. (await findings.OfAsync(open, stop)).Where(finding => finding.Stops).Select(finding => finding.Message)];
    }

    /// <summary>Puts online what a document says to editors; nothing happens when readers see just that already.</summary>
    /// <param name="document">What it said; when it says something else by now it stays as it is.</param>
    /// <param name="by">Id of the member who does so.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>Null when readers see it, or why not, Dutch.</returns>
    public async Task<string?> PublishAsync(WrittenDocument document, Guid by, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document is { IsOnline: true, HasDraft: false }) return null;
        var change = new DocumentChange(document.Id) { Revision = document.Revision, Step = new Step.Publish() };
        var outcome = await publisher.ApplyAsync(change, By(by, "online gezet"), stop);
        return outcome.IsDone ? null : outcome.Message;
    }

    private Change By(Guid by, string reason) => new(by.ToString(), clock.GetUtcNow(), reason, VersionOrigin.Portal);
}

/// <summary>What a document says to editors.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Name of its type.</param>
/// <param name="Title">Its title.</param>
/// <param name="Revision">Counts its texts: another number is another text.</param>
/// <param name="Properties">Its front matter, also when not everything is filled in; null when no page can be made of it.</param>
/// <param name="Body">Its text, Markdown.</param>
/// <param name="Path">Its address, or the one it will have.</param>
/// <param name="IsOnline">Readers see it, this text or another.</param>
/// <param name="HasDraft">This text is not what readers see.</param>
public sealed record WrittenDocument(
    string Id, string Type, string Title, int Revision, DocumentProperties? Properties, string Body, string Path, bool IsOnline,
    bool HasDraft);

/// <summary>A document in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title, as editors see it.</param>
/// <param name="IsOnline">Readers see it.</param>
/// <param name="HasDraft">Somebody writes on it.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record DeskEntry(string Id, string Title, bool IsOnline, bool HasDraft, DateTimeOffset ChangedAt);
