using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Registrations;
using Portal.Platform.Data;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>Reminders of a week and of a day before.</summary>
public sealed class EventReminderTests(MembersHost portal) : IClassFixture<MembersHost>, IDisposable
{
    private static readonly DateTimeOffset Begins = new(2027, 6, 1, 8, 0, 0, TimeSpan.Zero);

    private PortalHost Host => portal.Host;

    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Who_has_a_place_is_reminded_a_week_and_a_day_before_each_once()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var (email, waits) = (MembersHost.NewEmail("komt"), MembersHost.NewEmail("wacht"));
        await Host.EnterAsync(id, email);
        await Host.EnterAsync(id, waits);
        foreach (var (days, mails) in new[] { (7.1, 1), (6.9, 2), (3, 2), (0.9, 3) })
        {
            Host.Clock.Set(Begins.AddDays(-days));
            for (var times = 0; times < 2; times++) await Host.RunJobAsync(new SendEventReminders());
            Assert.Equal(mails, (await Host.MailsToAsync(email)).Count);
        }
        var all = await Host.MailsToAsync(email);
        Assert.StartsWith("Over een week", all[1].Subject, StringComparison.Ordinal);
        Assert.StartsWith("Binnenkort", all[2].Subject, StringComparison.Ordinal);
        Assert.Single(await Host.MailsToAsync(waits)); // that they wait
    }

    [Fact]
    public async Task Two_hosts_that_remind_at_once_write_each_mail_once()
    {
        var (id, _) = await Host.GivenEventAsync();
        for (var number = 0; number < 30; number++) await Host.EnterAsync(id);
        await using var other = await PortalHost.StartAsync(Host.ConnectionString);
        foreach (var host in new[] { Host, other }) host.Clock.Set(Begins.AddDays(-2));
        // Both have the job in hand: a key keeps the queue from that, a host that was taken for dead does not.
        await Task.WhenAll(new[] { Host, other, Host, other }.Select(RemindAsync));
        foreach (var written in new[]
        {
            "calendar.registration_mails m on m.registration_id = r.id",
            "platform.outbox m on m.dedupe_key like 'event-reminder ' || r.id || '%'",
        })
            Assert.Equal(
                30L, await Host.SqlAsync($"select count(*) from calendar.registrations r join {written} where r.event = $1", id));

        async Task RemindAsync(PortalHost host)
        {
            await using var scope = host.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(
                () => scope.ServiceProvider.GetRequiredService<EventReminders>().RunAsync(new RemindOfEvent(id, "week"), null!, default));
        }
    }

    [Fact]
    public async Task Who_registers_within_the_week_has_just_read_it()
    {
        var (id, _) = await Host.GivenEventAsync();
        Host.Clock.Set(Begins.AddDays(-5));
        var email = MembersHost.NewEmail("laat");
        await Host.EnterAsync(id, email);
        await Host.RunJobAsync(new SendEventReminders());
        Assert.Single(await Host.MailsToAsync(email));
        Host.Clock.Set(Begins.AddHours(-23));
        await Host.RunJobAsync(new SendEventReminders());
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count);
    }

    [Fact]
    public async Task What_moved_is_reminded_of_anew_and_what_is_off_is_not()
    {
        var (id, _) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("komt");
        await Host.EnterAsync(id, email);
        Host.Clock.Set(Begins.AddDays(-6));
        await Host.RunJobAsync(new SendEventReminders());
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("2027-06-01", "2027-06-21", StringComparison.Ordinal));
        await Host.RunJobAsync(new SendEventReminders());
        Host.Clock.Set(Begins.AddDays(14));
        await Host.RunJobAsync(new SendEventReminders());
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count(mail => mail.Subject.StartsWith("Over een week", StringComparison.Ordinal)));
        await desk.EditAndPublishAsync(
            id, text => text.Replace("kind: kennisbijeenkomst", "kind: kennisbijeenkomst\ncancelled: Ziek.", StringComparison.Ordinal));
        Host.Clock.Set(Begins.AddDays(19.5));
        await Host.RunJobAsync(new SendEventReminders());
        Assert.DoesNotContain(await Host.MailsToAsync(email), mail => mail.Subject.StartsWith("Binnenkort", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reminders_end_with_one_click_for_members_and_for_who_has_no_account()
    {
        var (id, _) = await Host.GivenEventAsync();
        var (email, member) = await portal.GivenMemberAsync();
        var guest = MembersHost.NewEmail("gast");
        await Host.EnterAsync(id, email, one => one with { MemberId = member });
        await Host.EnterAsync(id, guest);
        Host.Clock.Set(Begins.AddDays(-6));
        await Host.RunJobAsync(new SendEventReminders());
        foreach (var (whose, path) in new[] { (email, "/herinneringen/uit"), (guest, RegistrationLinks.RemindersPath) })
        {
            var link = await Host.LinkAsync(whose, path + "?");
            Assert.Equal(
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
                await Host.SqlAsync("select headers[2] from platform.outbox where to_address = $1 and kind = 'event-reminder'", whose));
            using var look = await Host.Client.GetAsync(new Uri(link, UriKind.Relative)); // turns nothing off
            using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            Assert.Null(await OffAsync(guest));
            using var answer = await Host.Client.PostAsync(new Uri(link, UriKind.Relative), body);
            Assert.True(answer.IsSuccessStatusCode);
            if (whose == guest) Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
        Assert.NotNull(await OffAsync(guest));
        Host.Clock.Set(Begins.AddDays(-0.5));
        await Host.RunJobAsync(new SendEventReminders());
        Assert.Equal(2, (await Host.MailsToAsync(email)).Count);
        Assert.Equal(2, (await Host.MailsToAsync(guest)).Count);
    }

    [Fact]
    public async Task The_online_room_is_in_the_mail_of_the_day_before_to_who_comes_there_and_in_no_other()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1", mode: "hybride\nlocation: Alkmaar, stadskantoor");
        await Host.WithAsync<OnlineRooms>(rooms => rooms.SetAsync(id, "https://vergadering.example/geheim", Guid.NewGuid(), default));
        var (online, room) = (MembersHost.NewEmail("online"), MembersHost.NewEmail("zaal"));
        await Host.EnterAsync(id, online, one => one with { Online = true });
        await Host.EnterAsync(id, room);
        foreach (var days in new[] { 6, 0.5 })
        {
            Host.Clock.Set(Begins.AddDays(-days));
            await Host.RunJobAsync(new SendEventReminders());
        }
        Assert.Equal([false, false, true], (await Host.MailsToAsync(online)).Select(HasRoom));
        Assert.Equal([false, false, false], (await Host.MailsToAsync(room)).Select(HasRoom));

        static bool HasRoom((string Subject, string Text) mail) => mail.Text.Contains("geheim", StringComparison.Ordinal);
    }

    private async Task<object?> OffAsync(string email) =>
        await Host.SqlAsync("select reminders_off_at from calendar.registrations where address = $1", email) is var found and not DBNull
            ? found : null;
}
