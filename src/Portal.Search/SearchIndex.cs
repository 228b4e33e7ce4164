using System.Collections.Concurrent;
using Npgsql;
using Portal.Platform.Data;
using Portal.Search.Analysis;
using Portal.Search.Indexing;

namespace Portal.Search;

/// <summary>
/// Writes what can be found. All of it happens in the session's transaction, so that a page and its index rows appear together.
/// </summary>
/// <remarks>
/// A rebuild is one transaction too: <see cref="ClearAsync"/>, then everything anew. Readers see the old index until it commits,
/// and whoever publishes meanwhile waits for it.
/// </remarks>
public sealed class SearchIndex
{
    private const long Lock = 0x7A6F656B; // "zoek"
    private const int MostClaims = 50;

    private readonly DbSession session;
    private readonly LiveIndex live;

    // Compounds are taken apart by the kept words until the site's own are known.
    private Lexicon? lexicon;
    private ConcurrentDictionary<string, IReadOnlyList<string>> parts = new(StringComparer.Ordinal);

    internal SearchIndex(DbSession session, LiveIndex live) => (this.session, this.live) = (session, live);

    /// <summary>
    /// Whether the index was built with this version of the analysis. When it was not, or never was, rebuild it at start:
    /// questions and rows would speak of different words.
    /// </summary>
    public async Task<bool> IsCurrentAsync(CancellationToken stop = default) =>
        await session.ValueAsync<int?>("select analyzer from search.state", [], stop) == DutchAnalyzer.Version;

    /// <summary>Empties the index, as the first step of a rebuild in the same transaction.</summary>
    /// <exception cref="InvalidOperationException">
    /// There is no transaction: readers would find nothing until the rebuild is done.
    /// </exception>
    public async Task ClearAsync(CancellationToken stop = default)
    {
        if (!session.HasTransaction) throw new InvalidOperationException("Clear the search index inside the transaction that rebuilds it.");

        await RunAsync(stop,
            Alone(),
            new("delete from search.documents"),
            new("delete from search.words"),
            new("delete from search.synonyms"),
            new("delete from search.promoted"),
            new("delete from search.filter_values"),
            new("insert into search.changes (what) values ('all')"),
            new("update search.state set analyzer = $1") { Parameters = { new() { Value = DutchAnalyzer.Version } } });
        (lexicon, parts) = (null, new(StringComparer.Ordinal));
    }

    /// <summary>
    /// Learns the words of texts that are about to be written, so that the compounds among them are taken apart by all words of the site.
    /// Before <see cref="Prepare"/>, and of many texts at once: of what was prepared before, nothing changes.
    /// </summary>
    public async Task LearnAsync(IEnumerable<string> texts, CancellationToken stop = default)
    {
        lexicon ??= new Lexicon(await live.LexiconAsync(session, stop));
        var found = texts.AsParallel().SelectMany(text => Tokenizer.Words(text).SelectMany(word => word.Parts.Prepend(word)))
            .Select(word => word.Text).Distinct().Order(StringComparer.Ordinal).ToList();
        var added = lexicon.Add(found);
        if (added.Count == 0) return;
        parts = new(StringComparer.Ordinal);
        await RunAsync(
            stop,
            new NpgsqlBatchCommand("insert into search.words (word) select unnest($1::text[])")
            {
                Parameters = { new() { Value = added.ToArray() } },
            });
    }

    /// <summary>Puts a page's sections in the place of what the index held of it.</summary>
    public Task ReplaceAsync(Guid entityId, IReadOnlyList<SearchDocument> sections, CancellationToken stop = default)
    {
        if (sections.Any(section => section.EntityId != entityId))
            throw new ArgumentException("Every section must be of the page.", nameof(sections));
        return ReplaceAsync([entityId], sections, stop);
    }

    /// <summary>The same of many pages at once; a page without sections is taken out.</summary>
    public async Task ReplaceAsync(
        IReadOnlyCollection<Guid> entityIds, IReadOnlyList<SearchDocument> sections, CancellationToken stop = default)
    {
        if (sections.Count > 0) await LearnAsync(sections.SelectMany(section => (string[])[section.Title, section.Body]), stop);
        await ReplaceAsync(entityIds, Prepare(sections), stop);
    }

    /// <summary>
    /// Works out what sections can be found by. That is most of the work of indexing and asks no database: it can be done for the next
    /// pages while the ones before are written.
    /// </summary>
    public SearchRows Prepare(IReadOnlyList<SearchDocument> sections) => SearchRows.Of(sections, parts, lexicon ?? Lexicon.Kept);

    /// <summary>The same of sections that were prepared.</summary>
    public Task ReplaceAsync(IReadOnlyCollection<Guid> entityIds, SearchRows sections, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(sections);
        var delete = new NpgsqlBatchCommand("delete from search.documents where entity_id = any($1)")
        {
            Parameters = { new() { Value = entityIds.ToArray() } },
        };
        // Many at once go alone: a lock a page would be more locks than a server has room for.
        var claims = entityIds.Count > MostClaims
            ? [Alone()]
            : entityIds.Order().SelectMany(Claim);
        NpgsqlBatchCommand[] insert = sections.Sections.Count > 0 ? [Insert(sections)] : [];
        var changed = new NpgsqlBatchCommand("insert into search.changes (what, entity_id) select 'page', unnest($1::uuid[])")
        {
            Parameters = { new() { Value = entityIds.ToArray() } },
        };
        return RunAsync(stop, [.. claims, delete, .. insert, changed, Forget()]);
    }

    /// <summary>Takes a page out of the index.</summary>
    public Task RemoveAsync(Guid entityId, CancellationToken stop = default) => ReplaceAsync([entityId], [], stop);

    /// <summary>
    /// Says which terms mean the same in a question ("geldezel", "money mule"), in the place of what this source said before.
    /// No terms: none.
    /// </summary>
    /// <param name="sourceId">Who says so, e.g. the glossary entry.</param>
    /// <param name="terms">As written; of one or more words.</param>
    /// <param name="leadsTo">
    /// With any here it goes one way: who asks for one of the terms finds these too, and not the other way round.
    /// </param>
    /// <param name="stop">Cancels the call.</param>
    public Task ReplaceSynonymsAsync(
        Guid sourceId, IReadOnlyList<string> terms, IReadOnlyList<string> leadsTo, CancellationToken stop = default)
    {
        var keys = terms.Select(term => (Key: DutchAnalyzer.Key(term), Words: term, IsAsked: true, IsAnswer: leadsTo.Count == 0))
            .Concat(leadsTo.Select(term => (Key: DutchAnalyzer.Key(term), Words: term, IsAsked: false, IsAnswer: true)))
            .Where(term => term.Key.Length > 0).DistinctBy(term => term.Key).ToList();
        var insert = new NpgsqlBatchCommand(
            "insert into search.synonyms select $1, * from unnest($2::text[], $3::text[], $4::boolean[], $5::boolean[])")
        {
            Parameters =
            {
                new() { Value = sourceId },
                new() { Value = keys.Select(term => term.Key).ToArray() },
                new() { Value = keys.Select(term => term.Words).ToArray() },
                new() { Value = keys.Select(term => term.IsAsked).ToArray() },
                new() { Value = keys.Select(term => term.IsAnswer).ToArray() },
            },
        };
        return RunAsync(stop, [.. Claim(sourceId), Delete("delete from search.synonyms where source_id = $1", sourceId), insert, Known()]);
    }

    /// <summary>
    /// Says which pages are shown first for some questions, in the place of what this source said before. No pages: none.
    /// </summary>
    /// <param name="sourceId">Who says so.</param>
    /// <param name="questions">As people type them; small words and inflections do not matter.</param>
    /// <param name="entityIds">The pages, the first first.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task ReplacePromotedAsync(
        Guid sourceId, IReadOnlyList<string> questions, IReadOnlyList<Guid> entityIds, CancellationToken stop = default)
    {
        var insert = new NpgsqlBatchCommand("""
            insert into search.promoted
            select $1, question, page, place from unnest($2::text[]) as question, unnest($3::uuid[]) with ordinality as pages (page, place)
            """)
        {
            Parameters =
            {
                new() { Value = sourceId },
                new() { Value = questions.Select(DutchAnalyzer.Subject).Where(line => line.Length > 0).Distinct().ToArray() },
                new() { Value = entityIds.Distinct().ToArray() },
            },
        };
        return RunAsync(stop, [.. Claim(sourceId), Delete("delete from search.promoted where source_id = $1", sourceId), insert, Known()]);
    }

    /// <summary>Names values that pages can be narrowed to, or gives them another name.</summary>
    public Task NameAsync(IReadOnlyCollection<FilterValue> values, CancellationToken stop = default) =>
        RunAsync(stop, new NpgsqlBatchCommand("""
            insert into search.filter_values (filter, value, label, place)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::int[])
            on conflict (filter, value) do update set label = excluded.label, place = excluded.place
            """)
        {
            Parameters =
            {
                new() { Value = values.Select(one => one.Filter.Name).ToArray() },
                new() { Value = values.Select(one => one.Value).ToArray() },
                new() { Value = values.Select(one => one.Label).ToArray() },
                new() { Value = values.Select(one => one.Place).ToArray() },
            },
        }, Known());

    /// <summary>Forgets what a value is called.</summary>
    public Task ForgetAsync(SearchFilter filter, string value, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return RunAsync(stop, new NpgsqlBatchCommand("delete from search.filter_values where filter = $1 and value = $2")
        {
            Parameters = { new() { Value = filter.Name }, new() { Value = value } },
        }, Known());
    }

    /// <summary>Two that write the same rows go one after the other, and a rebuild goes alone.</summary>
    private static IEnumerable<NpgsqlBatchCommand> Claim(Guid id) =>
    [
        new("select pg_advisory_xact_lock_shared($1)") { Parameters = { new() { Value = Lock } } },
        new("select pg_advisory_xact_lock(hashtextextended($1::text, $2))")
        {
            Parameters = { new() { Value = id }, new() { Value = Lock } },
        },
    ];

    private static NpgsqlBatchCommand Alone() => new("select pg_advisory_xact_lock($1)") { Parameters = { new() { Value = Lock } } };

    private static NpgsqlBatchCommand Delete(string sql, Guid id) => new(sql) { Parameters = { new() { Value = id } } };

    // Something else is known beside the pages.
    private static NpgsqlBatchCommand Known() => new("insert into search.changes (what) values ('words')");

    // What every host has long taken in; one that has not looked since makes its index anew.
    private static NpgsqlBatchCommand Forget() => new("""
        delete from search.changes where place in (
            select place from search.changes where at < now() - $1::interval order by place limit 1000 for update skip locked)
        """)
    {
        Parameters = { new() { Value = Look.Kept } },
    };

    private static NpgsqlBatchCommand Insert(SearchRows rows) => new("""
        insert into search.documents
            (entity_id, section, url, anchor, type, type_label, title, heading, body, keywords, filters, date, badge, parts, fresh_on)
        select entity_id, section, url, anchor, type, type_label, title, heading, body, keywords, string_to_array(filters, ' '),
            date, badge, parts, fresh_on
        from unnest(
            $1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
            $11::text[], $12::date[], $13::text[], $14::text[], $15::date[])
            as t (entity_id, section, url, anchor, type, type_label, title, heading, body, keywords, filters, date, badge, parts, fresh_on)
        """)
    {
        Parameters =
        {
            Column(rows, section => section.EntityId),
            Column(rows, section => section.Section),
            Column(rows, section => section.Url),
            Column(rows, section => section.Anchor),
            Column(rows, section => section.Type),
            Column(rows, section => section.TypeLabel),
            Column(rows, section => section.Title),
            Column(rows, section => section.Heading),
            Column(rows, section => section.Body),
            Column(rows, section => section.Keywords),
            Column(rows, section => string.Join(' ', section.Filters)),
            Column(rows, section => section.Date),
            Column(rows, section => section.Badge),
            new() { Value = rows.Parts },
            Column(rows, section => section.FreshOn),
        },
    };

    private static NpgsqlParameter Column<T>(SearchRows rows, Func<SearchDocument, T> value) =>
        new() { Value = rows.Sections.Select(value).ToArray() };

    private Task RunAsync(CancellationToken stop, params NpgsqlBatchCommand[] commands) => session.InTransactionAsync(async () =>
    {
        await using var batch = new NpgsqlBatch(await session.OpenAsync(stop));
        if (session.WaitsForAsLongAsItTakes) batch.Timeout = 0;
        foreach (var command in commands) batch.BatchCommands.Add(command);
        // Said often in one transaction, PostgreSQL says it once.
        batch.BatchCommands.Add(new("select pg_notify($1, '')") { Parameters = { new() { Value = LiveIndex.ChannelName } } });
        await batch.ExecuteNonQueryAsync(stop);
        session.WhenCommitted(live.FollowAsync);
    }, stop);
}
