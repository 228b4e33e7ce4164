using Npgsql;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>
/// A host that writes a reminder of the office is gone from one moment to the next (<c>kill -9</c>), and two others go on.
/// </summary>
public sealed class KilledReminderTests : IAsyncLifetime
{
    // Some parts of the work, so that there is a middle.
    private const int People = 2_000;

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
    public async Task Everybody_gets_one_mail_when_the_host_that_writes_them_is_killed_half_way()
    {
        var module = one.Site.Current.All<LearningModule>().OrderBy(found => found.Properties.Number).First().Id;
        await one.SqlAsync(
            """
            with made as (
                insert into members.members (id, name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp,
                    two_factor_enabled, lockout_enabled, access_failed_count, created_at, last_seen_at)
                select gen_random_uuid(), 'Lid ' || n, n || '@toets.example', n || '@TOETS.EXAMPLE', true, 'x', 'x', false, true, 0,
                    now(), now()
                from generate_series(1, $1) n returning id, name),
            learners as (insert into learning.learners (member_id, name) select id, name from made)
            insert into learning.due (kind, member_id, module, day) select 'expires', id, $2, current_date + 10 from made
            """,
            People, module);
        var (id, sender) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var today = DutchTime.DateOf(one.Clock.GetUtcNow());
        var filter = new DueFilter([module], today, today.AddDays(Expiring.Days));
        var receivers = await one.WithAsync<OfficeReminders, Receivers>(
            reminders => reminders.ReceiversAsync(ReportScope.Region, DueKind.Expires, filter, default));
        Assert.Equal(People, receivers.People.Count);
        Task<ReminderOutcome> SendAsync(PortalHost host) => host.WithAsync<OfficeReminders, ReminderOutcome>(
            reminders => reminders.SendAsync(new(id, DueKind.Expires, filter, "Doe mee."), receivers.Mark,
            new ReminderSender(sender, "Noor de Vries", DueKind.Expires.Purpose, ReportScope.Region), default));
        Assert.Equal(
            [ReminderOutcome.Sent, ReminderOutcome.SentBefore],
            (await Task.WhenAll(SendAsync(one), SendAsync(other))).Order());

        // The host comes as far as somebody in the middle, whom this holds.
        await using var source = NpgsqlDataSource.Create(one.ConnectionString);
        await using (var held = await source.OpenConnectionAsync())
        await using (var hold = await held.BeginTransactionAsync())
        {
            await using (var claim = new NpgsqlCommand(
                """
                select from learning.office_reminder_lines where reminder_id = $1 and member_id = (
                    select member_id from learning.office_reminder_lines where reminder_id = $1 order by member_id offset $2 limit 1)
                for update
                """,
                held))
            {
                claim.Parameters.Add(new() { Value = id });
                claim.Parameters.Add(new() { Value = People / 2 });
                await claim.ExecuteNonQueryAsync();
            }
            await using var killed = await StartAsync();
            await Eventually.Async(IsHeldAsync, "the host waits for the one in the middle");
            Assert.InRange((long)(await CountAsync())!, 1, People / 2);
            await killed.KillAsync();
            await hold.RollbackAsync();
        }

        // What the dead host had in its hands is free when the database has seen that it is gone.
        await Eventually.Async(
            async () =>
            {
                await Task.WhenAll(one.WorkAsync(), other.WorkAsync());
                return (long)(await one.SqlAsync("select count(*) from platform.jobs where kind = 'learning.office-reminder'"))! == 0;
            },
            "two others finish it");
        Assert.Equal((long)People, await CountAsync());
        Assert.Equal(
            (long)People,
            await one.SqlAsync("select count(distinct to_address) from platform.outbox where kind = $1", OfficeReminders.Kind));
    }

    private Task<object?> CountAsync() => one.SqlAsync("select count(*) from platform.outbox where kind = $1", OfficeReminders.Kind);

    private async Task<bool> IsHeldAsync() => (bool)(await one.SqlAsync(
        """
        select exists (
            select from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock' and query like '%office_reminder_lines%')
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
