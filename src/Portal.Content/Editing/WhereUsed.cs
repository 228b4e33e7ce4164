using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Platform.Data;

namespace Portal.Content.Editing;

/// <summary>
/// Finds what names a document or a media item: in front matter, as a link, or as a block; in what is online, in drafts, in what is
/// offline, and in the recycle bin, from where it would come back broken. What is online is looked for in memory: reading ten thousand
/// texts from the database takes ten times as long.
/// </summary>
internal sealed class WhereUsed(DbSession session, LiveSite live)
{
    private const int Most = 500;

    /// <summary>The documents that name it or what stands under it, by title.</summary>
    public Task<List<UsedBy>> OfAsync(Document document, CancellationToken stop) => OfAsync([document.Ref], stop);

    /// <summary>The documents that name any of these documents or what stands under them; those that go along do not count.</summary>
    /// <param name="ids">Their ids; those in the recycle bin are left out.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<List<UsedBy>> OfAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var named = await session.ListAsync(
            """
            with recursive meant as (
                select id, ref, path from content.documents where ref = any($1)
                union
                select d.id, d.ref, d.path from content.documents d join meant on d.parent_id = meant.id)
            select ref, path from meant
            """,
            [ids.ToArray()], row => (Id: row.Text(0), Path: row.Text(1)), stop);
        return await OfAsync(new Names([.. named.Select(one => one.Id)], [.. named.Select(one => one.Path)]), stop);
    }

    /// <summary>The documents that name a media item.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<List<UsedBy>> OfMediaAsync(string id, CancellationToken stop) => OfAsync(new Names([id], []), stop);

    /// <summary>
    /// The same by the database alone, inside the caller's transaction: what another host put online a moment ago counts too.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<List<UsedBy>> OfMediaForSureAsync(string id, CancellationToken stop) =>
        await StoredAsync(new Names([id], []), everything: true, stop);

    private async Task<List<UsedBy>> OfAsync(Names names, CancellationToken stop)
    {
        if (names.Ids.Length == 0) return [];
        var online = live.Public.Documents.AsParallel().Where(names.AreIn)
            .Select(document => new UsedBy(document.Id, document.Title, UseIn.Online)).ToList();
        var seen = online.Select(use => use.Id).ToHashSet();
        var stored = await StoredAsync(names, everything: false, stop);
        return
        [
            .. online.Concat(stored.Where(use => !seen.Contains(use.Id)))
                .OrderBy(use => use.In)
                .ThenBy(use => use.Title, PublishedSite.Alphabet).ThenBy(use => use.Id, StringComparer.Ordinal).Take(Most),
        ];
    }

    // An id that stands in the values stands in the source: looking there first spares writing out the values of every document.
    private Task<List<UsedBy>> StoredAsync(Names names, bool everything, CancellationToken stop) => session.ListAsync(
        """
        select d.ref, d.title, d.deleted_at is not null, d.live_version_id is not null, named.in_draft, named.in_version
        from content.documents d
        left join content.documents p on p.id = d.parent_id
        left join content.drafts r on r.document_id = d.id
        left join content.versions v on v.id = case
            when $5 or d.live_version_id is null or (d.parent_id is not null and p.live_version_id is null)
            then coalesce(d.live_version_id, case when r.document_id is null then d.latest_version_id end) end
        cross join lateral (select
            coalesce((r.front_source like any($4) and exists (
                          select from unnest($1::text[]) id where position('"' || id || '"' in r.front_matter::text) > 0))
                or (r.body like any($2) and r.body ~ $3), false) as in_draft,
            coalesce((v.front_source like any($4) and exists (
                          select from unnest($1::text[]) id where position('"' || id || '"' in v.front_matter::text) > 0))
                or (v.body like any($2) and v.body ~ $3), false) as in_version
        ) named
        where d.ref <> all($1)
            and ($5 or r.document_id is not null or d.live_version_id is null or (d.parent_id is not null and p.live_version_id is null))
            and (named.in_draft or named.in_version)
        order by d.deleted_at is not null, d.live_version_id is null, lower(d.title), d.ref limit $6
        """,
        [
            names.Ids, names.Ids.Concat(names.Paths).Select(SearchPattern.In).ToArray(), names.Pattern,
            names.Ids.Select(SearchPattern.In).ToArray(), everything, Most,
        ],
        row => new UsedBy(row.Text(0), row.Text(1), row.Get<bool>(2) ? UseIn.Bin
            : row.Get<bool>(3) && row.Get<bool>(5) ? UseIn.Online
            : row.Get<bool>(4) ? UseIn.Draft
            : UseIn.Offline),
        stop);

    // What is looked for: ids in values and as words of their own in a text, addresses as links.
    private sealed class Names
    {
        private const string AfterLink = ")#?";

        private readonly HashSet<string> known;
        private readonly byte[][] quoted;
        private readonly SearchValues<string> anywhere;

        public Names(string[] ids, string[] paths)
        {
            (Ids, Paths, known) = (ids, paths, [.. ids]);
            quoted = [.. ids.Select(id => Encoding.UTF8.GetBytes($"\"{id}\""))];
            anywhere = SearchValues.Create([.. ids, .. paths], StringComparison.Ordinal);
            var words = $"(^|[^a-z0-9-])({AnyOf(ids)})($|[^a-z0-9-])";
            Pattern = paths.Length == 0 ? words : $@"{words}|\(({AnyOf(paths)})[)#?]";
        }

        public string[] Ids { get; }

        public string[] Paths { get; }

        /// <summary>For a text, as PostgreSQL reads it.</summary>
        public string Pattern { get; }

        /// <summary>
        /// The same in memory: ten thousand texts that nearly name it would keep a regular expression busy for a third of a second.
        /// </summary>
        public bool AreIn(PublishedDocument document) => !known.Contains(document.Id)
            && (quoted.Any(id => document.FrontMatter.Span.IndexOf(id) >= 0) || AreIn(document.Body));

        private bool AreIn(string body)
        {
            var text = body.AsSpan();
            if (!text.ContainsAny(anywhere)) return false;
            foreach (var id in Ids)
                if (Stands(text, id, before => !IsOfId(before), after => !IsOfId(after))) return true;
            foreach (var path in Paths)
                if (Stands(text, path, before => before == '(', after => after is { } sign && AfterLink.Contains(sign))) return true;
            return false;
        }

        // Beside it: the sign before and after, null where the text begins or ends.
        private static bool Stands(ReadOnlySpan<char> text, string name, Func<char?, bool> before, Func<char?, bool> after)
        {
            for (var from = 0; text[from..].IndexOf(name, StringComparison.Ordinal) is >= 0 and var at; from += at + 1)
            {
                var (first, end) = (from + at, from + at + name.Length);
                if (before(first == 0 ? null : text[first - 1]) && after(end == text.Length ? null : text[end])) return true;
            }
            return false;
        }

        private static bool IsOfId(char? sign) => sign is { } one && (char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-');

        private static string AnyOf(string[] texts) => string.Join('|', texts.Select(Regex.Escape));
    }
}

/// <summary>A document that names something.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="In">Where it names it.</param>
internal sealed record UsedBy(string Id, string Title, UseIn In)
{
    /// <summary>In words, beside the title; empty for what readers see.</summary>
    public string Words => In switch
    {
        UseIn.Draft => "in een concept",
        UseIn.Offline => "staat offline",
        UseIn.Bin => "ligt in de prullenbak en komt dan terug zonder dit",
        _ => "",
    };
}

/// <summary>Where something is named.</summary>
internal enum UseIn
{
    /// <summary>In what readers see.</summary>
    Online,

    /// <summary>Only in what is being written.</summary>
    Draft,

    /// <summary>In what was taken offline.</summary>
    Offline,

    /// <summary>In what lies in the recycle bin.</summary>
    Bin,
}
