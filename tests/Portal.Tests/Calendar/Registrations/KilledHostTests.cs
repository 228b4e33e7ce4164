using System.Globalization;
using Npgsql;
using Portal.Calendar.Registrations;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>A host that writes reminders is gone from one moment to the next (<c>kill -9</c>), and two others go on.</summary>
public sealed class KilledHostTests : IAsyncLifetime
{
    // Three parts of a reminder's work, so that there is a middle.
    private const int People = 600;

    private readonly string data = Directory.CreateTempSubdirectory("portal-killed-").FullName;
    private PortalHost one = null!, other = null!;

    public async Task InitializeAsync()
    {
        one = await PortalHost.StartAsync();
        other = await PortalHost.StartAsync(one.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await other.DisposeAsync();
        await one.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Everybody_gets_one_reminder_when_the_host_that_writes_them_is_killed_half_way_and_two_go_on()
    {
        var day = DutchTime.DateOf(one.Clock.GetUtcNow().AddDays(5));
        var begins = DutchTime.MomentOf(day.ToDateTime(new TimeOnly(10, 0)));
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (id, _) = await one.GivenEventAsync(starts: $"{date}T10:00", ends: $"{date}T12:00");
        await one.SqlAsync(
            """
            insert into calendar.registrations (id, event, address, address_key, name, state, asked_at, confirmed_at)
            select gen_random_uuid(), $1, 'p' || n || '@toets.example', 'p' || n || '@toets.example', 'Noor', 'registered',
                now() - interval '30 days', now() - interval '30 days'
            from generate_series(1, $2) n
            """,
            id, People);

        // The host comes as far as somebody in the middle, whom this holds.
        await using var source = NpgsqlDataSource.Create(one.ConnectionString);
        await using (var held = await source.OpenConnectionAsync())
        await using (var hold = await held.BeginTransactionAsync())
        {
            await using (var claim = new NpgsqlCommand(
                """
                insert into calendar.registration_mails (registration_id, kind, about, written_at)
                select id, 'week', $2, now() from calendar.registrations where event = $1 order by place offset $3 limit 1
                """,
                held))
            {
                claim.Parameters.Add(new() { Value = id });
                claim.Parameters.Add(new() { Value = begins.UtcDateTime });
                claim.Parameters.Add(new() { Value = People / 2 });
                await claim.ExecuteNonQueryAsync();
            }
            await one.WithAsync<JobQueue>(jobs => jobs.EnqueueAsync(new SendEventReminders(), default));
            await using var killed = await StartAsync();
            await Eventually.Async(IsHeldAsync, "the host waits for the one in the middle");
            Assert.InRange(await CountAsync(id), 1, People / 2);
            await killed.KillAsync();
            await hold.RollbackAsync();
        }

        // What the dead host had in its hands is free when the database has seen that it is gone.
        await Eventually.Async(
            async () =>
            {
                await Task.WhenAll(one.WorkAsync(), other.WorkAsync());
                return (long)(await one.SqlAsync("select count(*) from platform.jobs where kind like 'calendar.remind%'"))! == 0;
            },
            "two others finish it");
        Assert.Equal(People, await CountAsync(id));
        Assert.Equal(
            (long)People,
            await one.SqlAsync("select count(distinct to_address) from platform.outbox where kind = 'event-reminder'"));
        Assert.Equal((long)People, await one.SqlAsync("select count(*) from platform.outbox where kind = 'event-reminder'"));
    }

    private async Task<int> CountAsync(string id) => (int)(await one.SqlAsync(
        """
        select count(*)::int from platform.outbox m
        join calendar.registrations r on r.event = $1 and m.dedupe_key like 'event-reminder ' || r.id || ' %'
        """,
        id))!;

    private async Task<bool> IsHeldAsync() => (bool)(await one.SqlAsync(
        """
        select exists (
            select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%registration_mails%')
        """))!;

    // A program of its own on the same database, that does jobs and sends nothing.
    private Task<HostProcess> StartAsync() => HostProcess.StartAsync(data, "Development", settings: new Dictionary<string, string>
    {
        ["ConnectionStrings__Portal"] = one.ConnectionString,
        ["Portal__Content"] = "",
        ["Members__FirstLook"] = "false",
        ["Mail__Deliver"] = "false",
        ["Jobs__Run"] = "true",
    });
}
