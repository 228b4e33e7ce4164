using System.Text.Json.Nodes;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Versions;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Publishing;

/// <summary>What is being written stands beside what readers see, and a change is done whole or not at all.</summary>
public sealed class DraftTests : DeskTests
{
    private const string Page = "/begrippen/boa";
    [Fact]
    public async Task Asking_for_review_leaves_readers_what_they_had()
    {
        await Desk.EditAsync("begrip-boa", text => text + "\nEekhoornbrood.\n");
        Assert.True((await DoAsync("begrip-boa", new Step.AskReview())).IsDone);
        Assert.Equal(200, (await Host.AskAsync(Page)).Status);
        Assert.DoesNotContain("Eekhoornbrood", (await Host.PageAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await HitsAsync("eekhoornbrood"));
    }

    [Fact]
    public async Task A_planned_change_of_a_page_that_is_online_leaves_it_online_until_then()
    {
        Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero));
        await Desk.EditAsync("begrip-boa", text => text + "\nEekhoornbrood.\n");
        await DoAsync("begrip-boa", new Step.Plan(Host.Clock.GetUtcNow().AddHours(1)));
        Assert.Equal(200, (await Host.AskAsync(Page)).Status);

        Host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await Host.WithAsync<Publisher, int>(publisher => publisher.WorkDueAsync()));
        Assert.Contains("Eekhoornbrood", (await Host.PageAsync(Page)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await HitsAsync("eekhoornbrood"));
    }

    [Fact]
    public async Task A_page_goes_offline_when_its_moment_comes()
    {
        Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero));
        await DoAsync("begrip-boa", new Step.PlanOffline(Host.Clock.GetUtcNow().AddHours(1)));
        Assert.Equal(200, (await Host.AskAsync(Page)).Status);
        Host.Clock.Advance(TimeSpan.FromHours(1));
        await Host.WithAsync<Publisher, int>(publisher => publisher.WorkDueAsync());
        Assert.Equal(404, (await Host.AskAsync(Page)).Status);
    }

    [Fact]
    public async Task Renaming_a_page_with_a_draft_keeps_the_draft_out_of_search()
    {
        await Desk.EditAsync("begrip-boa", text => text + "\nEekhoornbrood.\n");
        Assert.True((await MoveAsync("begrip-boa", "handhaver")).IsDone);
        Assert.Equal((301, "/begrippen/handhaver"), await Host.AskAsync(Page));
        Assert.Equal(0, await HitsAsync("eekhoornbrood"));
    }

    [Fact]
    public async Task A_draft_that_is_thrown_away_leaves_what_is_online()
    {
        await Desk.EditAsync("begrip-boa", text => text + "\nEekhoornbrood.\n");
        await DoAsync("begrip-boa", new Step.Discard());
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.drafts"));
        Assert.Equal(200, (await Host.AskAsync(Page)).Status);
        Assert.Equal(ChangeVerdict.Unchanged, (await DoAsync("begrip-boa", new Step.Publish())).Verdict);
    }

    [Fact]
    public async Task A_change_of_something_else_by_now_is_refused_whole()
    {
        var (text, basis) = await OpenAsync("begrip-boa");
        var first = await SaveAsync("begrip-boa", text with { Body = "Van de een.\n" }, basis);
        Assert.Equal((ChangeVerdict.Done, basis + 1), (first.Verdict, first.Revision));

        var late = await Desk.TryAsync(new("begrip-boa")
        {
            Revision = basis,
            Text = text with { Body = "Van de ander.\n" },
            Place = new NewPlace("ergens-anders", null),
            Step = new Step.Publish(),
        });
        Assert.Equal((ChangeVerdict.Stale, basis + 1), (late.Verdict, late.Revision));
        Assert.Equal("Van de een.\n", await Host.SqlAsync("select body from content.drafts"));
        Assert.Equal("/begrippen/boa", Host.Site.Current.Find("begrip-boa")!.Path);

        Assert.True((await SaveAsync("begrip-boa", text with { Body = "Van de een, verder.\n" }, first.Revision)).IsDone);
    }

    [Fact]
    public async Task Saving_what_stands_there_already_is_no_change()
    {
        var (text, basis) = await OpenAsync("begrip-boa");
        Assert.Equal(ChangeVerdict.Unchanged, (await SaveAsync("begrip-boa", text, basis)).Verdict);
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.drafts"));
    }

    [Fact]
    public async Task Typing_that_was_taken_back_makes_no_version()
    {
        var (text, basis) = await OpenAsync("begrip-boa");
        var saved = await SaveAsync("begrip-boa", text with { Body = "Anders.\n" }, basis);
        saved = await SaveAsync("begrip-boa", text, saved.Revision);
        await DoAsync("begrip-boa", new Step.Publish());
        Assert.Equal(
            1L,
            await Host.SqlAsync(
                "select count(*) from content.versions v join content.documents d on d.id = v.document_id where d.ref = 'begrip-boa'"));
        Assert.Equal(basis + 2, saved.Revision);
    }

    [Fact]
    public async Task Twenty_editors_who_save_at_once_are_told_who_was_first()
    {
        var (text, basis) = await OpenAsync("begrip-boa");
        var saved = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => SaveAsync("begrip-boa", text with { Body = $"Van {i}.\n" }, basis)));
        Assert.Single(saved, outcome => outcome.Verdict == ChangeVerdict.Done);
        Assert.Equal(19, saved.Count(outcome => outcome.Verdict == ChangeVerdict.Stale));
    }

    [Theory]
    [InlineData(nameof(OfflineAnswer.Missing), 404)]
    [InlineData(nameof(OfflineAnswer.Gone), 410)]
    [InlineData(nameof(OfflineAnswer.Moved), 301)]
    public async Task A_page_that_is_taken_offline_answers_what_its_editor_chose(string chosen, int status)
    {
        var answer = Enum.Parse<OfflineAnswer>(chosen);
        await DoAsync("begrip-boa", new Step.Unpublish(answer, answer == OfflineAnswer.Moved ? "begrip-riec" : null));
        var answered = await Host.AskAsync(Page);
        Assert.Equal((status, status == 301 ? "/begrippen/riec" : null), answered);
        Assert.True((await DoAsync("begrip-boa", new Step.Publish())).IsDone);
        Assert.Equal(200, (await Host.AskAsync(Page)).Status);
    }

    [Fact]
    public async Task One_document_that_cannot_come_online_does_not_stop_the_others()
    {
        Host.Clock.Set(new DateTimeOffset(2026, 12, 1, 7, 0, 0, TimeSpan.Zero));
        foreach (var id in new[] { "begrip-boa", "begrip-riec" })
        {
            await Desk.EditAsync(id, text => text + "\nEekhoornbrood.\n");
            await DoAsync(id, new Step.Plan(Host.Clock.GetUtcNow().AddHours(1)));
        }
        await Host.SqlAsync(
            "update content.drafts set front_matter = '{}' where document_id in (select id from content.documents where ref = $1)",
            "begrip-boa");
        Host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await Host.WithAsync<Publisher, int>(publisher => publisher.WorkDueAsync()));
        Assert.Equal(1, await HitsAsync("eekhoornbrood"));
        Assert.NotEqual(DBNull.Value, await Host.SqlAsync("select problem from content.drafts"));
        Assert.Equal(0, await Host.WithAsync<Publisher, int>(publisher => publisher.WorkDueAsync()));
    }

    [Fact]
    public async Task What_goes_into_the_recycle_bin_takes_along_what_stands_under_it_and_comes_back_with_it()
    {
        const string chapter = "/modules/signalen-zien/online";
        await DoAsync("module-signalen-zien", new Step.Delete());
        Assert.Equal(410, (await Host.AskAsync("/modules/signalen-zien")).Status);
        Assert.Equal(410, (await Host.AskAsync(chapter)).Status);
        Assert.Equal(ChangeVerdict.Refused, (await DoAsync("module-signalen-zien", new Step.Publish())).Verdict);

        await DoAsync("module-signalen-zien", new Step.Recover());
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from content.documents where deleted_at is not null"));
        Assert.True((await DoAsync("module-signalen-zien", new Step.Publish())).IsDone);
        Assert.Equal(200, (await Host.AskAsync("/modules/signalen-zien")).Status);
    }

    [Fact]
    public async Task An_address_in_the_recycle_bin_is_free_and_its_document_does_not_come_back_over_another()
    {
        await DoAsync("begrip-boa", new Step.Delete());
        Assert.True((await MoveAsync("begrip-riec", "boa")).IsDone);
        Assert.Equal(200, (await Host.AskAsync(Page)).Status);
        var back = await DoAsync("begrip-boa", new Step.Recover());
        Assert.Equal(ChangeVerdict.Refused, back.Verdict);
        Assert.Contains("intussen van een ander stuk", back.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_take_one_address_at_once_do_not_both_get_it()
    {
        var taken = await Task.WhenAll(MoveAsync("begrip-riec", "zelfde"), MoveAsync("begrip-boa", "zelfde"));
        Assert.Single(taken, outcome => outcome.IsDone);
        Assert.Single(taken, outcome => outcome.Verdict == ChangeVerdict.Refused);
    }

    [Fact]
    public async Task A_module_and_its_chapters_come_online_together_or_not_at_all()
    {
        await DoAsync("module-signalen-zien", new Step.Unpublish());
        DocumentChange[] both =
        [
            new("module-signalen-zien") { Step = new Step.Publish() }, new("bestaat-niet") { Step = new Step.Publish() },
        ];
        var refused = await Desk.TryAllAsync(both);
        Assert.Equal(ChangeVerdict.Refused, Assert.Single(refused).Verdict);
        Assert.Equal(404, (await Host.AskAsync("/modules/signalen-zien")).Status);
    }

    [Fact]
    public async Task An_export_carries_the_state_and_importing_it_changes_nothing()
    {
        await Desk.EditAsync("begrip-boa", text => text + "\nEekhoornbrood.\n");
        await DoAsync("begrip-riec", new Step.Archive());
        var folder = Path.Combine(Desk.Folder, "..", Path.GetFileName(Desk.Folder) + "-uit");
        try
        {
            await Host.WithAsync<Exporter, int>(exporter => exporter.ExportAsync(folder));
            Assert.Contains(
                "\nstatus: concept\n", await File.ReadAllTextAsync(Path.Combine(folder, "begrippen/boa.md")), StringComparison.Ordinal);
            Assert.Contains(
                "\nstatus: archived\n", await File.ReadAllTextAsync(Path.Combine(folder, "begrippen/riec.md")), StringComparison.Ordinal);
            var again = await Host.WithAsync<Importer, ImportResult>(
                importer => importer.ImportAsync(folder, new ImportOptions(Force: true, Samples: true)));
            Assert.Empty(again.Errors);
            Assert.Equal((0, 0), (again.Added.Count, again.Changed.Count));
            Assert.Equal(200, (await Host.AskAsync(Page)).Status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task An_import_while_somebody_edits_leaves_their_draft()
    {
        Desk.Copy("begrippen/boa.md");
        Desk.Write("begrippen/boa.md", await File.ReadAllTextAsync(Path.Combine(Desk.RealContent, "begrippen/boa.md")) + "\nUit de map.\n");
        var (text, basis) = await OpenAsync("begrip-boa");
        await SaveAsync("begrip-boa", text with { Body = "Van de redacteur.\n" }, basis);
        Assert.Equal(["begrippen/boa.md"], (await Desk.ImportAsync()).Kept);
        Assert.Equal("Van de redacteur.\n", await Host.SqlAsync("select body from content.drafts"));
    }

    private Task<ChangeOutcome> DoAsync(string id, Step step) => Desk.TryAsync(new(id) { Step = step });

    private Task<ChangeOutcome> MoveAsync(string id, string slug) => Desk.TryAsync(new(id) { Place = new NewPlace(slug, null) });

    private Task<ChangeOutcome> SaveAsync(string id, DocumentText text, int basis) =>
        Desk.TryAsync(new(id) { Text = text, Revision = basis });

    private async Task<(DocumentText Text, int Basis)> OpenAsync(string id)
    {
        const string latest = "from content.versions v join content.documents d on d.latest_version_id = v.id where d.ref = $1";
        var json = JsonNode.Parse((string)(await Host.SqlAsync($"select front_matter::text {latest}", id))!)!.AsObject();
        var source = (string)(await Host.SqlAsync($"select front_source {latest}", id))!;
        var body = (string)(await Host.SqlAsync($"select body {latest}", id))!;
        return (new DocumentText(json, source, body),
(int)(await Host.SqlAsync("select revision from content.documents where ref = $1", id))!);
    }

    private async Task<int> HitsAsync(string word)
    {
        var json = await Host.Client.GetStringAsync(new Uri($"/api/zoeken?q={word}", UriKind.Relative));
        return JsonNode.Parse(json)!["total"]!.GetValue<int>();
    }
}
