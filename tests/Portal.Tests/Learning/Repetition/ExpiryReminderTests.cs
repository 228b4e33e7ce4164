using Portal.Learning.Certificates;
using Portal.Learning.Progress;
using Portal.Learning.Reminders;
using Portal.Platform;
using Portal.Tests.Learning.Leren;

namespace Portal.Tests.Learning.Repetition;

public sealed class ExpiryReminderTests : IAsyncLifetime
{
    private readonly LearnerHost portal = new();
    private Learner learner = null!;

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync(); // valid for twelve months
    }

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task A_mail_comes_60_30_and_7_days_before_the_end_and_no_other_day()
    {
        var end = portal.Today.AddMonths(12);
        var days = new List<int>();
        for (var day = end.AddDays(-65); day <= end.AddDays(3); day = day.AddDays(1))
        {
            var before = (await MailsAsync()).Count;
            await RunOnAsync(day);
            if ((await MailsAsync()).Count > before) days.Add(end.DayNumber - day.DayNumber);
        }
        Assert.Equal([60, 30, 7], days);
        Assert.Equal($"Je bewijs verloopt op {end.Long()} - Weerbare Jeugd", (await MailsAsync())[0].Subject);
        Assert.Contains("- Proefmodule: geldig tot en met", (await MailsAsync())[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_hosts_send_one_mail_and_days_that_were_missed_give_one_as_well()
    {
        portal.Host.Clock.Set(new DateTimeOffset(portal.Today.AddMonths(12).AddDays(-20).ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
        await Task.WhenAll(SendAsync(), SendAsync(), SendAsync());
        await SendAsync();
        Assert.Single(await MailsAsync());
    }

    [Fact]
    public async Task Several_certificates_on_one_day_come_in_one_mail()
    {
        await portal.Host.SqlAsync(
            """
            insert into learning.enrolments (id, member_id, module, module_version_id, pinned_at, started_at, last_seen_at)
            select '00000000-0000-0000-0000-0000000000aa', member_id, 'module-anders', module_version_id, pinned_at, started_at,
                last_seen_at from learning.enrolments where member_id = $1
            """,
            learner.Id);
        await portal.Host.SqlAsync(
            """
            insert into learning.certificates (id, ref, enrolment_id, member_id, module, snapshot, signature, issued_at, valid_until)
            select gen_random_uuid(), 'abc', '00000000-0000-0000-0000-0000000000aa', member_id, 'module-anders', jsonb_set(snapshot,
                '{title}', '"Iets anders"'), 'x', issued_at, valid_until + 1
            from learning.certificates where member_id = $1
            """,
            learner.Id);
        await RunOnAsync(portal.Today.AddMonths(12).AddDays(-6));
        var (subject, text) = Assert.Single(await MailsAsync());
        Assert.Equal("2 bewijzen verlopen binnenkort - Weerbare Jeugd", subject);
        Assert.Contains("Proefmodule", text, StringComparison.Ordinal);
        Assert.Contains("Iets anders", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_was_taken_back_or_renewed_gives_no_mail()
    {
        var end = portal.Today.AddMonths(12);
        await RunOnAsync(end.AddDays(-70));
        await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(learner.Id, LearnerHost.Module));
        await learner.CompleteAsync();
        await RunOnAsync(end.AddDays(-60));
        await RunOnAsync(end.AddDays(-7));
        Assert.Empty(await MailsAsync());

        var newest = (
            await portal.Host.WithAsync<CertificateRegister, IReadOnlyList<Certificate>>(register => register.OfAsync(learner.Id)))[0];
        await portal.Host.WithAsync<CertificateRegister>(
            register => register.RevokeAsync(newest.Snapshot.Ref, "Per ongeluk", Guid.NewGuid()));
        await RunOnAsync(newest.Snapshot.ValidUntil!.Value.AddDays(-7));
        Assert.Empty(await MailsAsync());
    }

    private async Task RunOnAsync(DateOnly day)
    {
        portal.Host.Clock.Set(DutchTime.MomentOf(day.ToDateTime(new TimeOnly(12, 0))).ToUniversalTime());
        await SendAsync();
    }

    private Task SendAsync() => portal.Host.RunJobAsync(new SendExpiryReminders());

    private async Task<IReadOnlyList<(string Subject, string Text)>> MailsAsync() =>
        [.. (await portal.Members.MailsToAsync(learner.Email)).Where(mail => mail.Subject.Contains("verlo", StringComparison.Ordinal))];
}
