using System.Globalization;
using System.Text;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Editing.Forms;

/// <summary>
/// What can be referred to: documents and media, found by words of their titles; also what is not online yet, so that a new page can be
/// linked before readers see it. Thread-safe; the words of ten thousand titles are made plain once for each picture of the site.
/// </summary>
internal sealed class References(LiveSite live, DocumentTypes types)
{
    /// <summary>As many are found at most.</summary>
    public const int Most = 20;

    /// <summary>The kind of media items.</summary>
    public const string MediaKind = "media";

    /// <summary>Media items that are pictures.</summary>
    public const string PictureKind = "afbeelding";

    private volatile Entries known = new(PublishedSite.Empty, []);
    private volatile IReadOnlyDictionary<string, Entry> hidden = new Dictionary<string, Entry>();

    /// <summary>Looks what readers do not see at this moment: whoever finds or searches after it knows that too.</summary>
    public async Task LookAsync(DbSession session, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select d.ref, d.type, d.title, d.path, d.first_live_at is null
            from content.documents d
            left join content.documents p on p.id = d.parent_id
            where d.deleted_at is null and d.archived_at is null
              and (d.live_version_id is null or (p.id is not null and p.live_version_id is null))
            """,
            [], row => (Id: row.Text(0), Type: types[row.Text(1)], Title: row.Text(2), Path: row.Text(3), IsNew: row.Get<bool>(4)), stop);
        hidden = rows.ToDictionary(row => row.Id, row => Entry.Of(
            row.Type.Name,
            new Reference(row.Id, row.Title, $"{row.Type.Info.Label}, {(row.IsNew ? "nog niet online" : "offline")}", row.Path)));
    }

    /// <summary>Who an id is of; null when it is of nobody.</summary>
    public Reference? Find(string id) =>
        live.Current.Find(id) is { } document ? Of(document) : live.Current.Media(id) is { } media ? Of(media)
            : hidden.GetValueOrDefault(id)?.Reference;

    /// <summary>True for the id of a document that readers see.</summary>
    public bool IsOnline(string id) => live.Current.Find(id) is not null;

    /// <summary>
    /// What has all these words in its title, id or address, the best first: the title itself, a title that begins so, a word that begins
    /// so, any other; then by title.
    /// </summary>
    /// <param name="words">As typed; nothing: all there is.</param>
    /// <param name="kind">
    /// Name of a document type, <see cref="MediaKind"/> or <see cref="PictureKind"/>; empty: documents of every type.
    /// </param>
    public IReadOnlyList<Reference> Search(string words, string kind)
    {
        var asked = Plain(words.AtMost(200));
        var parts = asked.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            .. Current().Concat(hidden.Values.Where(entry => live.Current.Find(entry.Reference.Id) is null))
                .Where(entry => IsOf(entry, kind))
                .Select(entry => (entry.Reference, Fit: entry.FitOf(asked, parts))).Where(found => found.Fit >= 0)
                .OrderBy(found => found.Fit).ThenBy(found => found.Reference.Title, PublishedSite.Alphabet)
                .ThenBy(found => found.Reference.Id, StringComparer.Ordinal)
                .Take(Most).Select(found => found.Reference),
        ];
    }

    /// <summary>What one calls a kind: "Dossier"; null for one that is not there.</summary>
    public string? LabelOf(string kind) => kind switch
    {
        MediaKind => "Bestand",
        PictureKind => "Afbeelding",
        _ => types.Find(kind)?.Info.Label,
    };

    private bool IsOf(Entry entry, string kind) => kind switch
    {
        "" => entry.Kind != MediaKind && types.Find(entry.Kind) is not { IsPart: true },
        PictureKind => entry.Reference.Media?.Width is not null,
        _ => entry.Kind == kind,
    };

    private IReadOnlyList<Entry> Current()
    {
        var (site, entries) = (live.Current, known);
        if (entries.Site == site) return entries.All;
        IReadOnlyList<Entry> all =
        [
            .. site.Documents.Select(document => Entry.Of(document.Type.Name, Of(document))),
            .. site.AllMedia.Select(media => Entry.Of(MediaKind, Of(site.Media(media.Item.Id)!))),
        ];
        known = new Entries(site, all);
        return all;
    }

    private static Reference Of(PublishedDocument document) => new(document.Id, document.Title, document.Kind, document.Path);

    private static Reference Of(MediaTarget media) => new(media.Id, media.Title, media.FileType, media.Url) { Media = media };

    // Without capitals and accents, words by single blanks.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 1);
        foreach (var letter in Unicode.WithoutLoneSurrogates(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)) plain.Append(char.ToLowerInvariant(letter));
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark) plain.Append(' ');
        }
        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private sealed record Entries(PublishedSite Site, IReadOnlyList<Entry> All);

    private sealed record Entry(string Kind, Reference Reference, string Title, string Other)
    {
        public static Entry Of(string kind, Reference reference) =>
            new(kind, reference, Plain(reference.Title), Plain(reference.Id + " " + reference.Path));

        // 0 fits best; -1 not at all.
        public int FitOf(string asked, string[] parts)
        {
            if (parts.Length == 0) return 4;
            if (!Array.TrueForAll(parts, part => Has(Title, part) || Has(Other, part))) return -1;
            if (Title == asked) return 0;
            if (Title.StartsWith(asked, StringComparison.Ordinal)) return 1;
            if (Array.TrueForAll(parts, part => Title.StartsWith(part, StringComparison.Ordinal) || Has(Title, " " + part))) return 2;
            return Array.TrueForAll(parts, part => Has(Title, part)) ? 3 : 4;
        }

        private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
    }
}
