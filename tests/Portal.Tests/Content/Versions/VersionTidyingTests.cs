using System.Text.Json.Nodes;
using Portal.Content.Drafts;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Platform.Data;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Versions;

/// <summary>Old versions go, and never one that somebody may still want: each thing that keeps one has a test.</summary>
public sealed class VersionTidyingTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private static readonly DateTimeOffset Old = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task After_a_month_the_last_version_of_each_day_stays_by_the_days_of_the_Netherlands()
    {
        // The middle two are one day here, and two by UTC.
        var ids = await GivenVersionsAsync(
            "begrip-boa", Old, Old.AddHours(2), new(2026, 7, 1, 21, 59, 0, TimeSpan.Zero), new(2026, 7, 1, 22, 1, 0, TimeSpan.Zero),
            new(2026, 7, 2, 21, 0, 0, TimeSpan.Zero));
        await Host.RunJobAsync(new TidyVersions());
        Assert.Equal([ids[1], ids[2], ids[4]], await LeftAsync(ids));
    }

    [Fact]
    public async Task Versions_of_the_last_month_all_stay()
    {
        var now = Host.Clock.GetUtcNow();
        var ids = await GivenVersionsAsync("begrip-apj", now.AddDays(-20), now.AddDays(-20).AddMinutes(1), now.AddDays(-20).AddMinutes(2));
        await Host.RunJobAsync(new TidyVersions());
        Assert.Equal(ids, await LeftAsync(ids));
    }

    [Theory]
    [InlineData("was online")]
    [InlineData("is the last one")]
    [InlineData("is the base of a draft")]
    [InlineData("a way back shows it")]
    [InlineData("a way back ends with it")]
    [InlineData("a way back has a draft of it")]
    [InlineData("somebody learns from it")]
    public async Task A_version_stays_that_something_refers_to(string why)
    {
        var page = await GivenDocumentAsync();
        var ids = await GivenVersionsAsync(page, Old, Old.AddMinutes(1), Old.AddMinutes(2));
        await ReferAsync(why, page, ids[0]);
        await Host.RunJobAsync(new TidyVersions());
        Assert.Equal([ids[0], ids[2]], await LeftAsync(ids));
    }

    [Fact]
    public async Task Whatever_readers_saw_stays_however_it_came_online_and_though_it_is_offline_now()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        desk.Write("nieuws/gezien.md", Given.Document("nieuws-gezien", "nieuws", "published: 2026-01-01\n", "Eerst.\n"));
        await desk.ImportAsync();
        for (var number = 2; number <= 4; number++) await desk.EditAndPublishAsync("nieuws-gezien", text => text + $"\nZin {number}.\n");
        await desk.DoAsync((publisher, change) => publisher.WithdrawAsync("nieuws-gezien", change));
        host.Clock.Advance(TimeSpan.FromDays(90));
        await host.RunJobAsync(new TidyVersions());
        Assert.Equal(4L, await host.SqlAsync(
            "select count(*) from content.versions v join content.documents d on d.id = v.document_id where d.ref = 'nieuws-gezien'"));
        Assert.Equal(4L, await host.SqlAsync(
            """
            select count(*) from content.live_versions l join content.versions v on v.id = l.version_id
            join content.documents d on d.id = v.document_id where d.ref = 'nieuws-gezien'
            """));
    }

    [Fact]
    public async Task Two_hosts_that_tidy_at_once_do_no_harm()
    {
        await using var other = await PortalHost.StartAsync(Host.ConnectionString);
        var page = await GivenDocumentAsync();
        var ids = await GivenVersionsAsync(page, [.. Enumerable.Range(0, 60).Select(minute => Old.AddMinutes(minute))]);
        await Task.WhenAll(new[] { Host, other, Host, other }.Select(host => host.WithAsync<VersionTidying>(async tidying =>
        {
            while (await tidying.TakeSomeAsync(7, default) > 0)
            {
            }
        })));
        Assert.Equal([ids[^1]], await LeftAsync(ids));
    }

    [Fact]
    public async Task What_is_stopped_half_way_goes_on_the_next_time()
    {
        var page = await GivenDocumentAsync();
        var ids = await GivenVersionsAsync(page, [.. Enumerable.Range(0, 10).Select(minute => Old.AddMinutes(minute))]);
        Assert.Equal(4, await Host.WithAsync<VersionTidying, int>(tidying => tidying.TakeSomeAsync(4, default)));
        Assert.Equal(6, (await LeftAsync(ids)).Count);
        await Host.RunJobAsync(new TidyVersions());
        Assert.Equal([ids[^1]], await LeftAsync(ids));
    }

    [Fact]
    public async Task Nobody_else_takes_a_version_away()
    {
        var ids = await GivenVersionsAsync(await GivenDocumentAsync(), Old, Old.AddMinutes(1));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => Host.SqlAsync("delete from content.versions where id = $1", ids[0]));
        Assert.Contains("only ever added", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editor_sees_what_would_go_and_looking_takes_nothing_away()
    {
        var page = await GivenDocumentAsync();
        var ids = await GivenVersionsAsync(page, [.. Enumerable.Range(0, 40).Select(minute => Old.AddMinutes(minute))]);
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync("/beheer/inhoud/opruimen");
        var row = editor.Page.QuerySelector($".wj-rows a[href='/beheer/inhoud/{page}/versies']")!.Closest("tr")!;
        Assert.Contains("39 versies", string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
        Assert.Equal(ids, await LeftAsync(ids));
        await Host.RunJobAsync(new TidyVersions());
    }

    private async Task<string> GivenDocumentAsync()
    {
        var id = $"nieuws-oud-{Guid.NewGuid():N}"[..24];
        using var desk = new Desk(Host);
        desk.Write($"nieuws/{id}.md", Given.Document(id, "nieuws", "published: 2026-01-01\n"));
        await desk.ImportAsync();
        return id;
    }

    // Versions after those there are, which nobody saw.
    private async Task<List<Guid>> GivenVersionsAsync(string page, params DateTimeOffset[] moments)
    {
        var ids = new List<Guid>();
        foreach (var at in moments)
        {
            ids.Add(Guid.CreateVersion7(at));
            await Host.SqlAsync(
                """
                insert into content.versions
                    (id, document_id, number, front_matter, front_source, body, origin, changed_by, changed_at, reason)
                select $1, d.id, (select max(number) + 1 from content.versions where document_id = d.id),
                    '{}', '', 'Tekst', 'portal', 'x', $2, ''
                from content.documents d where d.ref = $3
                """,
                ids[^1], at, page);
        }
        return ids;
    }

    private Task ReferAsync(string why, string page, Guid version)
    {
        var nothing = new Standing(null, null, null, null, OfflineAnswer.Missing, null, null, null, null);
        var draft = new DraftStanding(version, DraftStage.Concept, null, null, "", null, "x", Old, "x", Old, "", "");
        const string Step = """
            insert into content.undo_steps (act, document_id, chosen_id, made_by, made_at, before, after, changed_at)
            select gen_random_uuid(), id, id, 'x', now(), $2::jsonb, $3::jsonb, now() from content.documents where ref = $1
            """;
        var (empty, shown) = (new WholeState(nothing, null).Json, new WholeState(nothing with { Live = version }, null).Json);
        return why switch
        {
            "was online" => Host.SqlAsync("insert into content.live_versions (version_id, since) values ($1, now())", version),
            "is the last one" => Host.SqlAsync("update content.documents set latest_version_id = $2 where ref = $1", page, version),
            "is the base of a draft" => Host.SqlAsync(
                """
                insert into content.drafts (document_id, base_version_id, front_matter, front_source, body, stage, started_by, started_at,
                    changed_by, changed_at)
                select id, $2, '{}', '', '', 'concept', 'x', now(), 'x', now() from content.documents where ref = $1
                """,
                page, version),
            "a way back shows it" => Host.SqlAsync(Step, page, shown, empty),
            "a way back ends with it" => Host.SqlAsync(Step, page, empty, new WholeState(nothing with { Latest = version }, null).Json),
            "a way back has a draft of it" => Host.SqlAsync(Step, page, new WholeState(nothing, draft).Json, empty),
            _ => Host.SqlAsync(
                """
                insert into learning.module_versions (id, module, hash, structure, first_seen_at)
                values (gen_random_uuid(), 'module-x', gen_random_uuid()::text, $1::jsonb, now())
                """,
                new JsonObject { ["Chapters"] = new JsonArray(new JsonObject { ["VersionId"] = version.ToString() }) }.ToJsonString()),
        };
    }

    private Task<List<Guid>> LeftAsync(List<Guid> ids) => Host.WithAsync<DbSession, List<Guid>>(session => session.ListAsync(
        "select id from content.versions where id = any($1) order by number", [ids.ToArray()], row => row.Id(0)));
}
