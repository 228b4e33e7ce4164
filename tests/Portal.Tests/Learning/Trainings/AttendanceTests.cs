using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Attendance;
using Portal.Learning.Privacy;
using Portal.Learning.Progress;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Tests.Members;

namespace Portal.Tests.Learning.Trainings;

/// <summary>A live training stands beside the modules: in what somebody did, and in what there is to learn.</summary>
public sealed class AttendanceTests(TrainingHost portal) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task However_often_it_is_recorded_it_counts_once()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        for (var time = 0; time < 3; time++) await portal.RecordAsync(member, TrainingHost.First);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => portal.RecordAsync(member, TrainingHost.First)));
        var attended = Assert.Single(await OfAsync(member));
        Assert.Equal((TrainingHost.Training, "Proeftraining", 180), (attended.Subject, attended.Title, attended.Minutes));
        Assert.Equal(new DateOnly(2026, 1, 13), attended.Day);
        Assert.Single(await portal.CertificatesOfAsync(member));
    }

    [Fact]
    public async Task What_was_attended_keeps_its_title_when_the_training_is_renamed()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.First);
        await portal.NameTrainingAsync("Een heel andere naam");
        try
        {
            await portal.RecordAsync(member, TrainingHost.First);
            Assert.Equal("Proeftraining", Assert.Single(await OfAsync(member)).Title);
            Assert.Equal("Proeftraining", Assert.Single(await portal.CertificatesOfAsync(member)).Snapshot.Title);
        }
        finally
        {
            await portal.NameTrainingAsync("Proeftraining");
        }
    }

    [Fact]
    public async Task A_recording_that_is_taken_back_with_its_transaction_leaves_nothing()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        await using var scope = portal.Host.Services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<EventPublisher>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(
            async () =>
            {
                await events.PublishAsync(new AttendanceRecorded(TrainingHost.First, member, portal.Host.Clock.GetUtcNow(), true));
                throw new InvalidOperationException("The list could not be stored.");
            }));
        Assert.Empty(await OfAsync(member));
        Assert.Empty(await portal.CertificatesOfAsync(member));
    }

    [Fact]
    public async Task A_training_and_a_meeting_stand_in_what_somebody_did()
    {
        var (email, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.First);
        await portal.RecordAsync(member, TrainingHost.Meeting);
        using var visitor = await portal.Members.SignedInAsync(email);
        await visitor.GoAsync("/leren");
        var done = visitor.Page.QuerySelectorAll(".wj-trail__item");
        Assert.Equal(["Bijeenkomst bijgewoond", "Training bijgewoond"], done.Select(one => one.QuerySelector("p")!.TextContent));
        Assert.Equal("/agenda/bijeenkomst", done[0].QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("/trainingen/proef", done[1].QuerySelector("a")!.GetAttribute("href"));
        // A meeting counts for nothing else.
        Assert.Equal(["wj-trail__item--whole"], done[1].ClassList.Skip(1));
        Assert.Single(done[0].ClassList);
        Assert.Contains("Proeftraining", visitor.Page.QuerySelector(".wj-held")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Koffie", visitor.Page.QuerySelector(".wj-held")!.TextContent, StringComparison.Ordinal);

        await portal.RecordAsync(member, TrainingHost.Meeting, present: false);
        await visitor.GoAsync("/leren");
        Assert.Single(visitor.Page.QuerySelectorAll(".wj-trail__item"));
    }

    [Fact]
    public async Task A_training_is_a_step_of_the_path_beside_the_modules_and_done_when_it_was_attended()
    {
        var (email, member) = await portal.Members.GivenMemberAsync();
        using var visitor = await portal.Members.SignedInAsync(email);
        await visitor.GoAsync("/leren");
        Assert.Equal("training, 3\u00A0uur", StepIn(visitor.Page).QuerySelector(".wj-meta")!.TextContent);
        // What to do now is something that can be begun now.
        Assert.StartsWith("/modules/", visitor.Page.QuerySelector(".wj-next a")!.GetAttribute("href"), StringComparison.Ordinal);
        var links = visitor.Page.QuerySelectorAll("#pad ~ .wj-chapters a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.True(
            links.FindLastIndex(link => link.StartsWith("/modules/", StringComparison.Ordinal)) < links.IndexOf("/trainingen/proef"));

        await portal.RecordAsync(member, TrainingHost.Second);
        await visitor.GoAsync("/leren");
        Assert.Equal("training, bijgewoond", StepIn(visitor.Page).QuerySelector(".wj-meta")!.TextContent);
        Assert.Contains("wj-chapters__item--done", StepIn(visitor.Page).ClassList);

        static AngleSharp.Dom.IElement StepIn(AngleSharp.Dom.IDocument page) =>
            page.QuerySelector(".wj-chapters__item a[href='/trainingen/proef']")!.ParentElement!;
    }

    [Fact]
    public async Task What_somebody_attended_is_in_the_export_and_goes_with_the_account()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.First);
        await portal.RecordAsync(member, TrainingHost.Meeting);
        await portal.RecordAsync(member, TrainingHost.Meeting, present: false);
        var tables = await portal.Host.WithAsync<LearningData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(member, default));
        var rows = tables.Single(table => table.Name == "bijgewoond").Rows;
        Assert.Equal(["Proeftraining", "Koffie met elkaar"], rows.Select(row => row[0]));
        Assert.Equal([new DateOnly(2026, 1, 13), new DateOnly(2026, 1, 27)], rows.Select(row => row[1]));
        Assert.Equal([true, false], rows.Select(row => row[3] is null));

        var totals = await TotalsAsync();
        var @ref = Assert.Single(await portal.CertificatesOfAsync(member)).Snapshot.Ref;
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(member, default)));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.attendances where member_id = $1", member));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.certificates where member_id = $1", member));
        Assert.Equal(410, (await portal.Host.AskAsync($"/bewijs/{@ref}")).Status);
        // What was attended goes on counting, without a name.
        Assert.Equal(totals, await TotalsAsync());
        Assert.Contains(totals, total => total is { Kind: "attended", Module: TrainingHost.Training });
    }

    [Fact]
    public async Task An_event_that_is_not_online_any_more_is_kept_by_its_name()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, "activiteit-lang-geleden");
        var attended = Assert.Single(await OfAsync(member));
        Assert.Equal(("activiteit-lang-geleden", null), (attended.Title, attended.Subject));
        Assert.Empty(await portal.CertificatesOfAsync(member));
    }

    private Task<IReadOnlyList<Attendance>> OfAsync(Guid member) =>
        portal.Host.WithAsync<Attendances, IReadOnlyList<Attendance>>(attendances => attendances.OfAsync(member));

    private Task<IReadOnlyList<LearningTotal>> TotalsAsync() =>
        portal.Host.WithAsync<LearningTotals, IReadOnlyList<LearningTotal>>(totals => totals.ReadAsync());
}
