using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.FirstLook;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.FirstLook;

/// <summary>A portal in Development with its invented people.</summary>
public sealed class InventedPortal : IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("portal-invented-").FullName;
    private string database = "";

    /// <summary>People who come in.</summary>
    public MembersHost Members { get; private set; } = null!;

    /// <summary>The host.</summary>
    public PortalHost Host => Members.Host;

    /// <summary>When they were made.</summary>
    public DateTimeOffset MadeAt { get; private set; }

    public async Task InitializeAsync()
    {
        database = await InventedDatabase.CloneAsync();
        Members = MembersHost.On(
            await PortalHost.StartAsync(database, settings: InventedDatabase.SettingsFor(data), services: new MembersHost().Prepare));
        MadeAt = PortalHost.Today;
    }

    public async Task DisposeAsync()
    {
        await Members.DisposeAsync();
        await PostgresServer.DropAsync(database);
        Directory.Delete(data, recursive: true);
    }
}

public sealed class InventedPeopleTests(InventedPortal portal) : IClassFixture<InventedPortal>
{
    [Fact]
    public async Task There_are_a_hundred_learners_in_many_municipalities_a_team_and_their_organisations_and_each_says_to_be_invented()
    {
        Assert.Equal(102, InventedRoster.Learners.Select(one => one.Email).Distinct().Count());
        Assert.Equal(
            InventedRoster.Organisations.Select(row => row.People),
            InventedRoster.Learners.Where(one => one.Organisation is not null)
                .GroupBy(one => one.Organisation).OrderBy(group => group.Key).Select(group => group.Count()));
        Assert.Equal(3, InventedRoster.Organisations.Count(row => !row.HasContact));
        Assert.True(await CountAsync("(select distinct municipality from learning.learners) m") >= 14);
        Assert.Equal(105L, await CountAsync("members.members where name like '%(verzonnen)' and email like '%@voorbeeld.nl'"));
        Assert.Equal(19L, await CountAsync("members.organisations where name like '%(verzonnen)'"));
        Assert.Equal(105L, await CountAsync("learning.learners where name like '%(verzonnen)' and district <> ''"));
        Assert.Equal(0L, await CountAsync("members.members where name like '%(verzonnen)' and password_hash is not null"));
        var editors = await portal.Host.WithAsync<MemberDirectory, IReadOnlyList<MemberCard>>(
            directory => directory.WithRoleAsync(Rights.Editor));
        Assert.Equal(2, editors.Count(editor => editor.Name.EndsWith(Invented.Mark, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task They_learned_for_months_failed_renewed_and_got_certificates_of_which_some_expire()
    {
        Assert.InRange(await CountAsync("learning.enrolments"), 200, 500);
        Assert.InRange(await CountAsync("learning.enrolments where started_at < now() - interval '12 months'"), 22, 250);
        Assert.NotEqual(0, await CountAsync("learning.enrolments where completed_at is null"));
        Assert.NotEqual(0, await CountAsync("learning.enrolments where completed_at is not null and passed_at is null"));
        Assert.NotEqual(0, await CountAsync("learning.attempts where kind = 'end_test' and number = 2 and passed"));
        Assert.Equal(2, await CountAsync("learning.enrolments where cycle = 2 and passed_at is not null"));
        Assert.Equal(
            await CountAsync("learning.enrolments where passed_at is not null"), await CountAsync("learning.certificates"));
        Assert.Equal(1, await CountAsync("learning.certificate_revocations"));
        Assert.Equal(12, await CountAsync("learning.certificates where valid_until between current_date - 1 and current_date + 60"));
        Assert.Equal(10, await CountAsync("learning.certificates where valid_until < current_date - 1"));
        Assert.InRange(await CountAsync("learning.attendances where subject like 'training-%' and title like '%(verzonnen)'"), 40, 300);
        Assert.NotEqual(0, await CountAsync("learning.review_cards where last_right is not null"));
        Assert.NotEqual(0, await CountAsync("learning.quiz_counts"));
        Assert.Equal(0, await CountAsync("learning.enrolments where last_seen_at > now()"));
        Assert.Equal(
            0,
            await CountAsync(
                "platform.outbox o join members.members m on lower(m.email) = lower(o.to_address) and m.name like '%verzonnen%'"));
    }

    [Fact]
    public async Task The_steering_group_sees_several_quarters_in_which_ever_more_of_them_are_trained()
    {
        var quarter = Quarter.Of(portal.Host.Clock.GetUtcNow());
        var trend = await portal.Host.WithAsync<Quarters, IReadOnlyList<QuarterReport>>(
            quarters => quarters.UntilAsync(ReportScope.Region, quarter));
        Assert.InRange(trend.Count, 4, Quarters.Past + 1);
        Assert.Equal(quarter, trend[^1].Quarter);
        Assert.True(trend[^1].Trained > (trend[0].Trained ?? 0));
        Assert.True(trend[^1].People >= trend[0].People);
    }

    [Fact]
    public async Task The_reports_show_them_at_once_and_say_that_they_are_invented()
    {
        Assert.NotEqual(0, await CountAsync("learning.report_counts"));
        foreach (var report in new[] { AnswerSubject.Gain, AnswerSubject.Sensitivity, AnswerSubject.Question })
            Assert.NotEqual(0, await CountAsync($"learning.answer_reports where report = '{report}'"));
        foreach (var flag in new[] { ItemFlag.Hard, ItemFlag.Easy, ItemFlag.Unclear })
            Assert.True(await CountAsync($"learning.answer_reports where figures->>'Flags' like '%{flag}%'") > 0, $"no question is {flag}");
        // Of one module of eight twenty people learned nothing that can be seen; nowhere did they unlearn more than chance.
        Assert.InRange(
            await CountAsync("learning.answer_reports where report = 'gain' and district = '' and (figures->>'Low')::float > 0"), 5L, 8L);
        Assert.Equal(0, await CountAsync("learning.answer_reports where report = 'gain' and (figures->>'High')::float < 0"));

        var (coordinator, _) = await portal.Members.SignedInAsAsync(Rights.Coordinator);
        using (coordinator)
        {
            foreach (var page in new[] { "", "/bereik", "/verloopt", "/leerwinst", "/vragen", "/mensen" })
            {
                await coordinator.GoAsync("/beheer/leren" + page);
                Assert.Contains("verzonnen", coordinator.Page.Body!.TextContent, StringComparison.Ordinal);
                Assert.DoesNotContain("nog te weinig mensen", coordinator.Page.Body.TextContent, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Asking_for_them_again_changes_nothing()
    {
        var before = await FigureAsync(portal.Host);
        await portal.Host.RunJobAsync(new MakeInventedPeople());
        Assert.Equal(before, await FigureAsync(portal.Host));
    }

    [Fact]
    public async Task The_same_day_gives_the_same_answers_and_who_is_erased_leaves_no_trace_and_stays_away()
    {
        var data = Directory.CreateTempSubdirectory("portal-invented-").FullName;
        await using (var other = await PortalHost.StartAsync(settings: InventedDatabase.SettingsFor(data)))
        {
            await InventedDatabase.AccountsAsync(other);
            other.Clock.Set(portal.MadeAt);
            await other.RunJobAsync(new MakeInventedPeople());
            Assert.Equal(await FigureAsync(portal.Host), await FigureAsync(other));

            var one = InventedRoster.Learners[0];
            var id = (Guid)(await other.SqlAsync("select id from members.members where email = $1", one.Email))!;
            Task<IReadOnlyList<string>> TracesAsync() => Traces.OfAsync(other, id.ToString(), one.Email, one.Name);
            Assert.Contains("learning.certificates", await TracesAsync());
            Assert.NotEmpty(await other.WithAsync<PersonalFiles, byte[]>(files => files.ZipAsync(id, default)));
            Assert.True(await other.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(id, default)));
            Assert.Empty(await TracesAsync());
            await other.RunJobAsync(new MakeInventedPeople());
            Assert.Empty(await TracesAsync());
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Where_the_portal_is_for_real_there_are_none()
    {
        var host = new MembersHost { Settings = { ["Members:FirstLook"] = "true", ["environment"] = "Production" } };
        await host.InitializeAsync();
        await host.Host.RunJobAsync(new MakeInventedPeople());
        await host.Host.RunJobAsync(new Portal.Learning.FirstLook.MakeInventedProgress([new(Guid.NewGuid(), DateTimeOffset.UnixEpoch)]));
        Assert.Equal(0L, await host.Host.SqlAsync("select count(*) from members.members"));
        Assert.Equal(0L, await host.Host.SqlAsync("select count(*) from members.organisations"));
        Assert.Equal(0L, await host.Host.SqlAsync("select count(*) from learning.quiz_counts"));
        await host.DisposeAsync();
    }

    // What everybody did and when; ids differ.
    private static Task<object?> FigureAsync(PortalHost host) => host.SqlAsync(
        """
        select md5(string_agg(line, ';' order by line)) from (
            select concat_ws(' ', m.email, e.module, e.cycle, e.started_at, e.completed_at, e.passed_at,
                r.exercise, r.seq, r.answer::text, r.score) line
            from learning.enrolments e join members.members m on m.id = e.member_id
                left join learning.item_responses r on r.enrolment_id = e.id) lines
        """);

    private async Task<long> CountAsync(string from) => (long)(await portal.Host.SqlAsync($"select count(*) from {from}"))!;
}
