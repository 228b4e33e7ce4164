using System.Collections.Concurrent;
using System.Text.Json;
using Portal.Content.Publishing;
using Portal.Content.Versions;
using Portal.Learning.Exercises;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Learning.Modules;

/// <summary>Knows every version of every module that anybody was enrolled in.</summary>
internal sealed class ModuleVersions(LiveSite live, ExerciseReader exercises, VersionReader bodies)
{
    private readonly ConcurrentDictionary<Guid, ModuleStructure> known = new();
    private readonly ConcurrentDictionary<string, (PublishedSite Site, ModuleStructure Structure, Guid? Id)> current = new();

    /// <summary>The module as it is online now, or null when it is not.</summary>
    public ModuleStructure? Current(string module)
    {
        var site = live.Current;
        if (current.TryGetValue(module, out var made) && made.Site == site) return made.Structure;
        if (site.Find<LearningModule>(module) is not { } document) return null;

        var structure = StructureOf(site, document);
        // A reload that did not touch this module keeps the row's id, so that a start needs no look-up.
        current[module] = (site, structure, made.Structure?.Hash() == structure.Hash() ? made.Id : null);
        return structure;
    }

    /// <summary>The id of the module as it is online now; written down when it is new.</summary>
    public async Task<Guid> CurrentIdAsync(string module, DbSession session, DateTimeOffset now, CancellationToken stop)
    {
        var structure = Current(module) ?? throw new KeyNotFoundException($"Module {module} is not online.");
        if (current.TryGetValue(module, out var made) && made.Id is { } id) return id;

        const string sql = """
            with added as (
                insert into learning.module_versions (id, module, hash, structure, first_seen_at) values ($1, $2, $3, $4::jsonb, $5)
                on conflict (module, hash) do nothing returning id)
            select id from added union all select id from learning.module_versions where module = $2 and hash = $3 limit 1
            """;
        object?[] values = [Guid.CreateVersion7(now), module, structure.Hash(), JsonSerializer.Serialize(structure), now.ToUniversalTime()];
        // Two hosts that write it at once: the second sees nothing in either part until the first commits, and asks again.
        var found = await session.ValueAsync<Guid?>(sql, values, stop) ?? await session.ValueAsync<Guid>(sql, values, stop);
        known[found] = structure;
        // Only remembered once it is sure to be there: the caller's transaction may still roll back.
        if (!session.HasTransaction) current[module] = (made.Site, structure, found);
        return found;
    }

    /// <summary>A module as it was when somebody was pinned to it.</summary>
    public async Task<ModuleStructure> ReadAsync(Guid id, DbSession session, CancellationToken stop)
    {
        if (known.TryGetValue(id, out var structure)) return structure;
        var json = await session.ValueAsync<string>("select structure::text from learning.module_versions where id = $1", [id], stop);
        return known[id] = JsonSerializer.Deserialize<ModuleStructure>(json!)!;
    }

    /// <summary>The exercises of a chapter as they were asked in a version.</summary>
    public async Task<IReadOnlyList<Exercise>> ExercisesAsync(ChapterStructure chapter, DbSession session, CancellationToken stop) =>
        exercises.Of(await bodies.BodyAsync(chapter.Questions.Id, chapter.Questions.VersionId, session, stop));

    /// <summary>What an attempt asks: the exercises of its form, as they were when it began.</summary>
    public async Task<IReadOnlyList<Exercise>> AskedAsync(
        ChapterStructure chapter, string? form, DbSession session, CancellationToken stop) =>
        [.. (await ExercisesAsync(chapter, session, stop)).Where(exercise => exercise.IsAskedIn(form))];

    private ModuleStructure StructureOf(PublishedSite site, PublishedDocument<LearningModule> module)
    {
        var chapters = site.Below<Chapter>(module.Id).OrderBy(chapter => chapter.Properties.Order).ToList();
        var end = chapters.Find(chapter => chapter.Properties.Kind == ChapterKind.EndTest);
        var hasForms = end is not null && ItemsOf(end).Exists(item => item.Form is not null);
        return new(
            module.Id, module.Title, module.Properties.PassMark, module.Properties.TestOut, module.Properties.FreeOrder,
            module.Properties.ValidityMonths, [.. chapters.Select(chapter => ChapterOf(chapter, hasForms ? end : null))])
        {
            Goals = module.Properties.Blueprint.Count > 0 ? module.Properties.Goals : null,
            PassShares = (module.Properties.PassSignals, module.Properties.PassOrdinary) is (null, null)
                ? null
                : new PassShares(module.Properties.PassSignals, module.Properties.PassOrdinary),
        };
    }

    private ChapterStructure ChapterOf(PublishedDocument<Chapter> chapter, PublishedDocument<Chapter>? end)
    {
        var items = ItemsOf(chapter);
        // A pre-test without questions of its own asks a form of the end test.
        var asks = end is not null && chapter.Properties.Kind == ChapterKind.PreTest && items.Count == 0 ? end : null;
        return new(
            chapter.Id, chapter.Path[(chapter.Path.LastIndexOf('/') + 1)..], chapter.Title, chapter.Properties.Kind,
            chapter.Place.VersionId, chapter.Properties.Minutes, asks is null ? items : ItemsOf(asks))
        {
            Asks = asks is null ? null : new ChapterText(asks.Id, asks.Place.VersionId),
        };
    }

    private List<ItemStructure> ItemsOf(PublishedDocument<Chapter> chapter) =>
    [
        .. exercises.Of(chapter.Body).Where(exercise => exercise.HasForm)
            .Select(exercise => new ItemStructure(exercise.Id, exercise.Version, exercise.Max) { Form = exercise.Place?.Form }),
    ];
}
