using Portal.Calendar.Attendance;
using Portal.Calendar.Evaluations;
using Portal.Tests.Calendar.Attendance;
using Portal.Tests.Calendar.Registrations;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Evaluations;

/// <summary>The mail after an event, with the way to the form.</summary>
public sealed class EvaluationMailTests(MembersHost portal) : IClassFixture<MembersHost>, IDisposable
{
    private PortalHost Host => portal.Host;

    public void Dispose() => Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Who_was_there_is_asked_once_the_morning_after()
    {
        var (id, _) = await Host.GivenEventAsync();
        var (email, member) = await portal.GivenMemberAsync();
        var (missed, walkedIn) = (MembersHost.NewEmail("gemist"), MembersHost.NewEmail("binnen"));
        var was = await Host.GivenRegistrationAsync(id, member: member, address: email);
        var waited = await Host.GivenRegistrationAsync(id, address: MembersHost.NewEmail("wacht"), state: "waiting");
        var not = await Host.GivenRegistrationAsync(id, address: missed);
        Host.Clock.Set(On("2027-06-01T10:05"));
        foreach (var (whose, present) in new[] { (was, true), (waited, true), (not, false) })
            await Host.RecordAsync(TapAt(id, whose, present, 1));
        await Host.WriteDownAsync(id, new WalkIn(Guid.CreateVersion7(), "Jo Peters", walkedIn, null));

        Host.Clock.Set(On("2027-06-01T20:00"));
        await Host.RunJobAsync(new AskForEvaluations());
        Assert.Empty(await Host.MailsToAsync(walkedIn));
        for (var morning = 0; morning < 2; morning++)
        {
            Host.Clock.Set(On("2027-06-02T08:15").AddDays(morning));
            await Host.RunJobAsync(new AskForEvaluations());
        }
        foreach (var address in new[] { email, walkedIn })
            Assert.StartsWith(
                "Wat vond je van", Assert.Single(await Host.MailsToAsync(address)).Subject, StringComparison.Ordinal);
        Assert.Empty(await Host.MailsToAsync(missed));
        Assert.Equal(
            3L, await Host.SqlAsync("select count(*) from platform.outbox where dedupe_key like 'event-evaluation ' || $1 || ' %'", id));

        // What the mails lead to is a form that takes an answer, of who walked in and of who had no place as well.
        foreach (var path in new[]
        {
            await Host.LinkAsync(email, "/evaluatie/"), await Host.LinkAsync(walkedIn, "/evaluatie/"), Host.LinksOf(waited).Evaluation,
        })
        {
            using var visitor = Host.Visit();
            await visitor.GoAsync(path);
            await visitor.PressAsync("Verstuur", ("Nut", "4"));
            Assert.Contains("Bedankt voor je antwoord", visitor.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_answered_already_or_turned_these_mails_off_is_not_asked_and_who_was_noted_late_is()
    {
        var (id, _) = await Host.GivenEventAsync(starts: "2027-06-03T10:00", ends: "2027-06-03T12:00");
        var (off, member) = await portal.GivenMemberAsync();
        var (answered, late) = (MembersHost.NewEmail("klaar"), MembersHost.NewEmail("laat"));
        var people = new[]
        {
            await Host.GivenRegistrationAsync(id, member: member, address: off), await Host.GivenRegistrationAsync(id, address: answered),
        };
        await Host.SqlAsync("insert into members.reminders_off (member_id, kind, since) values ($1, 'event-evaluation', now())", member);
        Host.Clock.Set(On("2027-06-03T12:30"));
        foreach (var one in people) await Host.RecordAsync(TapAt(id, one, true, 1));
        await Host.WithAsync<EvaluationBook, bool>(book => book.StoreAsync(id, people[1], new Evaluation(4, null, null), default));
        Host.Clock.Set(On("2027-06-04T08:15"));
        await Host.RunJobAsync(new AskForEvaluations());
        foreach (var address in new[] { off, answered }) Assert.Empty(await Host.MailsToAsync(address));

        await Host.RecordAsync(TapAt(id, await Host.GivenRegistrationAsync(id, address: late), true, 1));
        Host.Clock.Set(On("2027-06-05T08:15"));
        await Host.RunJobAsync(new AskForEvaluations());
        Assert.Single(await Host.MailsToAsync(late));

        // Two weeks later nobody remembers.
        var forgotten = MembersHost.NewEmail("vergeten");
        await Host.RecordAsync(TapAt(id, await Host.GivenRegistrationAsync(id, address: forgotten), true, 1));
        Host.Clock.Set(On("2027-06-18T08:15"));
        await Host.RunJobAsync(new AskForEvaluations());
        Assert.Empty(await Host.MailsToAsync(forgotten));
    }
}
