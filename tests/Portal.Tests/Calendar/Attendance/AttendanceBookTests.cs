using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Attendance;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Events;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Attendance;

/// <summary>Who was there, whatever order and however often it comes in.</summary>
public sealed class AttendanceBookTests : IAsyncLifetime
{
    private PortalHost host = null!;

    public async Task InitializeAsync() => host = await PortalHost.StartAsync(
        services: all => all.AddScoped<IHandle<AttendanceRecorded>, HeardAttendance>());

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Of_two_phones_the_last_tap_counts_in_whatever_order_they_send()
    {
        var random = new Random(20261129);
        for (var round = 0; round < 12; round++)
        {
            var whose = await host.GivenRegistrationAsync(TrainingDay);
            Tap[] taps = [.. Enumerable.Range(0, 6).Select(second => TapAt(TrainingDay, whose, second % 2 == round % 2, second))];
            var last = taps[^1].Present;
            random.Shuffle(taps);
            foreach (var tap in taps) Assert.True(await host.RecordAsync(tap));
            Assert.Equal(last, (await host.AttendeeAsync(TrainingDay, whose)).Present);
        }
    }

    [Fact]
    public async Task Two_phones_at_once_on_two_hosts_come_to_the_same()
    {
        await using var other = await PortalHost.StartAsync(host.ConnectionString);
        var whose = await host.GivenRegistrationAsync(TrainingDay);
        var taps = Enumerable.Range(0, 20).Select(second => TapAt(TrainingDay, whose, second % 2 == 0, second)).ToList();
        await Task.WhenAll(taps.Select((tap, at) => (at % 2 == 0 ? host : other).RecordAsync(tap)));
        Assert.False((await host.AttendeeAsync(TrainingDay, whose)).Present);
        Assert.Equal(20L, await host.SqlAsync("select cardinality(taps)::bigint from calendar.attendance where id = $1", whose));
    }

    [Fact]
    public async Task Of_two_taps_in_the_same_moment_the_same_one_counts_whichever_comes_first()
    {
        var (low, high) = (new Guid("01900000-0000-7000-8000-000000000001"), new Guid("01900000-0000-7000-8000-000000000002"));
        foreach (var isLowFirst in new[] { true, false })
        {
            var whose = await host.GivenRegistrationAsync(TrainingDay);
            Tap[] taps = [TapAt(TrainingDay, whose, true, 0, low), TapAt(TrainingDay, whose, false, 0, high)];
            foreach (var tap in isLowFirst ? taps : taps.Reverse()) await host.RecordAsync(tap);
            Assert.False((await host.AttendeeAsync(TrainingDay, whose)).Present);
        }
    }

    [Fact]
    public async Task A_tap_that_comes_again_changes_nothing()
    {
        var member = Guid.NewGuid();
        var whose = await host.GivenRegistrationAsync(TrainingDay, member: member);
        var first = TapAt(TrainingDay, whose, true, 0);
        await host.RecordAsync(first);
        await host.RecordAsync(TapAt(TrainingDay, whose, false, 5));
        // Its answer was lost, and it was sent again: late, so that it would be the last one by when it came in.
        await host.RecordAsync(first with { At = first.At.AddSeconds(30) });
        Assert.False((await host.AttendeeAsync(TrainingDay, whose)).Present);
        Assert.Equal([true, false], HeardAttendance.Of(member));
    }

    [Fact]
    public async Task What_counts_for_a_member_is_told_once_for_each_change()
    {
        var member = Guid.NewGuid();
        var whose = await host.GivenRegistrationAsync(TrainingDay, member: member);
        foreach (var (present, second) in new[] { (false, 0), (true, 1), (true, 2), (false, 3), (true, 4) })
            await host.RecordAsync(TapAt(TrainingDay, whose, present, second));
        await host.RecordAsync(TapAt(TrainingDay, whose, false, 2)); // older than what counts
        Assert.Equal([true, false, true], HeardAttendance.Of(member));
    }

    [Fact]
    public async Task Somebody_of_another_event_is_not_on_this_list()
    {
        var whose = await host.GivenRegistrationAsync(TrainingDay);
        Assert.False(await host.RecordAsync(TapAt(Webinar, whose, true, 0)));
        Assert.False(await host.RecordAsync(TapAt(TrainingDay, Guid.NewGuid(), true, 0)));
        Assert.DoesNotContain(await host.ListAsync(Webinar), one => one.Id == whose);
        Assert.Null((await host.AttendeeAsync(TrainingDay, whose)).Present);
    }

    [Fact]
    public async Task Who_walks_in_is_written_down_once_and_can_be_taken_back()
    {
        var who = new WalkIn(Guid.NewGuid(), "Jeroen, Peters; \\ 🙂\u200D", null, "=1+1");
        for (var time = 0; time < 2; time++)
            await host.WriteDownAsync(TrainingDay, who);
        var found = await host.AttendeeAsync(TrainingDay, who.Id);
        Assert.Equal((who.Name, true, "zonder aanmelding", "walk-in"), (found.Name, found.Present, found.Remark, found.How));
        await host.RecordAsync(Tap.Now(TrainingDay, who.Id, false, host.Clock.GetUtcNow(), AttendanceWay.List, null));
        Assert.Equal((false, "walk-in"), ((await host.AttendeeAsync(TrainingDay, who.Id)).Present, found.How));
        // A mistake of yesterday is nobody's data.
        host.Clock.Advance(TimeSpan.FromDays(2));
        await host.RunJobAsync(new TidyAttendance());
        Assert.DoesNotContain(await host.ListAsync(TrainingDay), one => one.Id == who.Id);
    }

    [Fact]
    public async Task A_walk_in_takes_the_place_of_no_registration()
    {
        var whose = await host.GivenRegistrationAsync(TrainingDay, "Samira Bakker");
        await host.WriteDownAsync(TrainingDay, new WalkIn(whose, "Iemand anders", null, null));
        Assert.Equal("Samira Bakker", (await host.AttendeeAsync(TrainingDay, whose)).Name);
        Assert.Null((await host.AttendeeAsync(TrainingDay, whose)).Present);
    }

    [Fact]
    public async Task The_list_says_who_waits_who_did_not_confirm_and_leaves_out_who_does_not_come()
    {
        var id = await host.GivenEventAsync("lijst", "starts: 2027-05-10T10:00\nends: 2027-05-10T12:00\nmode: online\n");
        await host.GivenRegistrationAsync(id, "Émile Aarts");
        await host.GivenRegistrationAsync(id, "Eva de Wit", state: "waiting");
        await host.GivenRegistrationAsync(id, "Bo Smit", state: "offered");
        await host.GivenRegistrationAsync(id, "Cas Vos", state: "unconfirmed");
        var gone = await host.GivenRegistrationAsync(id, "Dirk Boot", state: "cancelled");
        Assert.Equal(
            [
                ("Bo Smit", "staat op de wachtlijst"), ("Cas Vos", "heeft de aanmelding niet bevestigd"), ("Émile Aarts", null),
                ("Eva de Wit", "staat op de wachtlijst"),
            ],
            (await host.ListAsync(id)).Select(one => (one.Name, one.Remark)));
        await host.RecordAsync(TapAt(id, gone, true, 0));
        Assert.Contains(await host.ListAsync(id), one => one is { Name: "Dirk Boot", IsThere: true, Remark: "had zich afgemeld" });
    }

    [Fact]
    public async Task A_member_finds_back_where_they_were_and_is_forgotten_there_with_their_account()
    {
        var member = Guid.NewGuid();
        var address = $"{Guid.NewGuid():N}@toets.example";
        var own = await host.GivenRegistrationAsync(TrainingDay, "Wietske Alkema", member);
        await host.RecordAsync(TapAt(TrainingDay, own, true, 0));
        // Somebody else's name was noted by them, and one walked in with their address before it was theirs.
        var other = await host.GivenRegistrationAsync(Webinar);
        await host.RecordAsync(TapAt(Webinar, other, true, 0) with { By = member });
        await host.WriteDownAsync(Webinar, new WalkIn(Guid.NewGuid(), "Wietske A.", address.ToUpperInvariant(), "Levvel"), member);

        var tables = await host.WithAsync<AttendanceData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(member, default));
        Assert.Equal(
            ["Training bij BUIT voor professionals", true, "op de lijst"],
            Assert.Single(tables.Single(table => table.Name == "aanwezigheid").Rows).Take(3));
        Assert.Equal(
            "aanwezigheid van 2 mensen", Assert.Single(tables.Single(table => table.Name == "aanwezigheid-die-je-noteerde").Rows)[1]);

        await host.WithAsync<AttendanceData>(data => data.HandleAsync(new MemberErased(member) { Email = address }, default));
        Assert.Equal(
            0L,
            await host.SqlAsync(
                """
                select count(*) from calendar.attendance a
                where a::text ilike any(array['%' || $1 || '%', '%wietske%', '%' || $2 || '%'])
                """,
                address, member.ToString()));
        Assert.Equal(
            2L,
            await host.SqlAsync(
                "select count(*) from calendar.attendance where present and event in ($1, $2) and name is null", TrainingDay, Webinar));
    }

    [Fact]
    public async Task Who_came_before_they_had_an_account_was_there_all_the_same()
    {
        var address = $"Later.{Guid.NewGuid():N}@toets.example";
        var (there, absent) = (await host.GivenRegistrationAsync(TrainingDay, address: address), await host.GivenRegistrationAsync(
            Webinar, address: address));
        await host.RecordAsync(TapAt(TrainingDay, there, true, 0));
        await host.RecordAsync(TapAt(Webinar, absent, false, 0));
        var member = Guid.NewGuid();
        var card = new MemberCard(member, "Later", address.ToLowerInvariant(), null, null, null, null, null, null);
        await host.WithAsync<AttendanceData>(data => data.HandleAsync(new MemberChanged(card), default));
        Assert.Equal([true], HeardAttendance.Of(member));
        await host.WithAsync<AttendanceData>(data => data.HandleAsync(new MemberChanged(card), default));
        Assert.Equal([true], HeardAttendance.Of(member));
    }

    [Fact]
    public async Task A_year_later_the_name_of_somebody_without_an_account_is_gone()
    {
        var (stranger, member) = (await host.GivenRegistrationAsync(TrainingDay), Guid.NewGuid());
        var own = await host.GivenRegistrationAsync(TrainingDay, "Wietske Alkema", member);
        await host.RecordAsync(TapAt(TrainingDay, stranger, true, 0));
        await host.RecordAsync(TapAt(TrainingDay, own, true, 0));
        host.Clock.Advance(TimeSpan.FromDays(364));
        await host.RunJobAsync(new TidyAttendance());
        Assert.Equal("Samira Bakker", await NameAsync(stranger));
        host.Clock.Advance(TimeSpan.FromDays(3));
        await host.RunJobAsync(new TidyAttendance());
        Assert.Equal((DBNull.Value, "Wietske Alkema"), (await NameAsync(stranger), await NameAsync(own)));
        Assert.Equal(true, await host.SqlAsync("select present from calendar.attendance where id = $1", stranger));
    }

    private Task<object?> NameAsync(Guid id) => host.SqlAsync("select name from calendar.attendance where id = $1", id);
}
