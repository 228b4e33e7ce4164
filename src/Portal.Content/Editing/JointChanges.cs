using System.Text.Json.Nodes;
using Portal.Content.Drafts;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Content.Yaml;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>
/// Does one thing with several documents, each by itself: what cannot be done with one stops no other. All of it can be undone, for a
/// day and by who did it; what somebody changed since stays.
/// </summary>
internal sealed class JointChanges(
    DocumentEditor editor, DraftFindings findings, NeighbourReader neighbours, WhereUsed uses, Publisher publisher, ReviewMails mails,
    CurrentMember current, DbSession session, TimeProvider clock)
{
    /// <summary>How many documents one can choose at once.</summary>
    public const int Most = 200;

    /// <summary>True when a member may decide what readers see of documents of a type.</summary>
    public static bool MayPublish(CurrentMember member, DocumentType type) => member.May(Rights.Editor) || type.Info.CoordinatorsPublish;

    /// <summary>Puts drafts online.</summary>
    public async Task<JointOutcome> PublishAsync(IEnumerable<string> ids, CancellationToken stop)
    {
        var around = await neighbours.ReadAsync(stop);
        return await DoAsync(
            ids, "online gezet",
            open => !MayPublish(open) ? Refused("Een redacteur zet dit online.")
                : open.Draft is null && open.IsOnline ? Refused("Er is niets nieuws om online te zetten.")
                : findings.Of(open, around).Any(finding => finding.Stops) ? Refused("Los eerst op wat bij dit stuk moet.")
                : Asked(open, new Step.Publish()),
            stop);
    }

    /// <summary>How many other documents still name what readers no longer see, in words; empty when none does.</summary>
    /// <param name="ids">What was taken away.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<string> StillNamedAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        (await uses.OfAsync(ids, stop)).Count(use => use.In == UseIn.Online) switch
        {
            0 => "",
            1 => " In 1 stuk dat online staat, wordt er nog naar verwezen.",
            var many => $" In {many} stukken die online staan, wordt er nog naar verwezen.",
        };

    /// <summary>Takes them offline; their addresses answer that there is nothing (now).</summary>
    public Task<JointOutcome> UnpublishAsync(IEnumerable<string> ids, CancellationToken stop) => DoAsync(
        ids, "offline gehaald",
        open => !open.IsOnline ? Refused("Dit staat niet online.")
            : !MayPublish(open) ? Refused("Een redacteur kan dit offline halen.")
            : Asked(open, new Step.Unpublish()),
        stop);

    /// <summary>Puts them away for good.</summary>
    public Task<JointOutcome> ArchiveAsync(IEnumerable<string> ids, CancellationToken stop) => DoAsync(
        ids, "gearchiveerd",
        open => !MayPublish(open) ? Refused("Een redacteur kan dit archiveren.") : Asked(open, new Step.Archive()), stop);

    /// <summary>Throws them into the recycle bin, with what stands under them.</summary>
    public Task<JointOutcome> DeleteAsync(IEnumerable<string> ids, CancellationToken stop) => DoAsync(
        ids, "weggegooid",
        open => open.IsOnline && !MayPublish(open)
            ? Refused("Dit staat online: een redacteur kan het weggooien.") : Asked(open, new Step.Delete()),
        stop);

    /// <summary>Asks somebody to read drafts.</summary>
    public Task<JointOutcome> AskReviewAsync(IEnumerable<string> ids, MemberCard reader, CancellationToken stop) => DoAsync(
        ids, "ter controle",
        open => open.Draft is null ? Refused("Er is niets nieuws om te lezen.") : Asked(open, new Step.AskReview(reader.Id)), stop,
        open => mails.AskAsync(reader, current.Name, open, "", stop));

    /// <summary>Writes a theme into their drafts; readers see it when those come online.</summary>
    /// <param name="ids">The documents.</param>
    /// <param name="theme">The document that is the theme.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<JointOutcome> AddThemeAsync(IEnumerable<string> ids, PublishedDocument theme, CancellationToken stop) => DoAsync(
        ids, "bij een dossier gezet", open => WithTheme(open, theme), stop);

    /// <summary>Undoes it; null when there is nothing to undo (any more).</summary>
    public async Task<JointOutcome?> UndoAsync(Guid act, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select c.ref, c.title, d.ref, u.before::text, u.after::text, u.changed_at
            from content.undo_steps u
            join content.documents d on d.id = u.document_id
            join content.documents c on c.id = u.chosen_id
            where u.act = $1 and u.made_by = $2 and u.made_at > $3
                and not exists (select from content.imports i where i.id = u.act)
            order by length(d.path), d.ref
            """,
            [act, current.Id.ToString(), clock.GetUtcNow() - WholeState.KeptFor],
            row => (
                Chosen: row.Text(0), Title: row.Text(1),
                Change: new DocumentChange(row.Text(2))
                {
                    Step = new Step.Return(WholeState.Read(row.Text(3)), WholeState.Read(row.Text(4)), row.Moment(5)),
                }),
            stop);
        if (rows.Count == 0) return null;
        // What went into the recycle bin together comes back together.
        var sets = rows.GroupBy(row => (row.Chosen, row.Title)).ToList();
        var outcomes = await publisher.ApplyEachAsync(
            [.. sets.Select(set => (IReadOnlyList<DocumentChange>)[.. set.Select(row => row.Change)])], By("ongedaan gemaakt"),
            first => session.ExecuteAsync(
                """
                delete from content.undo_steps u using content.documents d, content.undo_steps first
                where d.ref = $2 and first.document_id = d.id and first.act = $1 and u.act = $1 and u.chosen_id = first.chosen_id
                """,
                [act, first.Id], stop),
            stop);
        return new JointOutcome(
            outcomes.Count(outcome => outcome.IsDone),
            [.. sets.Zip(outcomes).Where(pair => !pair.Second.IsDone).Select(pair => (pair.First.Key.Title, pair.Second.Message))], null);
    }

    private async Task<JointOutcome> DoAsync(
        IEnumerable<string> ids, string reason, Func<OpenDocument, Ask> ask, CancellationToken stop, Func<OpenDocument, Task>? also = null)
    {
        var (act, not) = (Guid.CreateVersion7(clock.GetUtcNow()), new List<(string, string)>());
        var asked = new List<(OpenDocument Open, DocumentChange Change)>();
        foreach (var id in ids.Distinct().Take(Most))
        {
            if (await editor.OpenAsync(id, stop) is not { } open) continue; // somebody threw it away meanwhile
            var (change, why) = ask(open);
            if (change is null) not.Add((open.Document.Title, why));
            else asked.Add((open, change with { Act = act }));
        }
        var along = asked.Where(one => one.Change.Step is Step.Delete && asked.Exists(other => IsUnder(one.Open, other.Open))).ToList();
        asked.RemoveAll(along.Contains);
        var byId = asked.ToDictionary(one => one.Open.Id, one => one.Open);
        var outcomes = await publisher.ApplyEachAsync(
            [.. asked.Select(one => (IReadOnlyList<DocumentChange>)[one.Change])], By(reason),
            also is null ? null : change => also(byId[change.Id]), stop);
        foreach (var ((open, _), outcome) in asked.Zip(outcomes))
            if (!outcome.IsDone) not.Add((open.Document.Title, outcome.Message));
        // What goes along with another stays where it is when that one stays.
        var stayed = asked.Zip(outcomes).Where(pair => !pair.Second.IsDone).ToList();
        var left = along.Where(one => stayed.Exists(pair => IsUnder(one.Open, pair.First.Open))).ToList();
        foreach (var (open, _) in left) not.Add((open.Document.Title, stayed.First(pair => IsUnder(open, pair.First.Open)).Second.Message));
        var isAnythingNew = outcomes.Any(outcome => outcome.Verdict == ChangeVerdict.Done);
        return new JointOutcome(outcomes.Count(outcome => outcome.IsDone) + along.Count - left.Count, not, isAnythingNew ? act : null);
    }

    private Ask WithTheme(OpenDocument open, PublishedDocument theme)
    {
        var key = open.Type.Properties.FirstOrDefault(property => property.IsList && property.Info.ReferenceTo == theme.Type.Name)?.Key;
        if (key is null) return Refused($"Bij deze soort hoort geen {theme.Type.Info.Label.ToLowerInvariant()}.");
        var named = open.Text.FrontMatter[key] as JsonArray ?? [];
        if (named.Any(id => id?.ToString() == theme.Id)) return Asked(open, new Step.Keep());
        var more = named.DeepClone().AsArray();
        more.Add(theme.Id);
        var front = YamlEdit.With(open.Text.FrontSource, key, more, open.Type.Keys);
        return front is null
            ? Refused("Dit kan alleen in de bron veranderd worden.")
            : Asked(open, new Step.Keep(), DocumentEditor.TextOf(open.Type, front, open.Text.Body));
    }

    private bool MayPublish(OpenDocument open) => MayPublish(current, open.Type);

    private Change By(string reason) => new(current.Id.ToString(), clock.GetUtcNow(), reason, VersionOrigin.Portal);

    private static bool IsUnder(OpenDocument one, OpenDocument other) =>
        one.Document.Path.StartsWith(other.Document.Path + "/", StringComparison.Ordinal);

    private static Ask Asked(OpenDocument open, Step step, DocumentText? text = null) =>
        new(new DocumentChange(open.Id) { Revision = open.Revision, Step = step, Text = text }, "");

    private static Ask Refused(string why) => new(null, why);

    // What to do with one, or why not.
    private sealed record Ask(DocumentChange? Change, string Why);
}
