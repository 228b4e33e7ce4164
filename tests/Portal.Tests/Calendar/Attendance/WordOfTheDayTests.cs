using System.Net;
using Portal.Calendar.Attendance;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Attendance;

/// <summary>The word that is said in an online meeting.</summary>
public sealed class WordOfTheDayTests : IAsyncLifetime
{
    private readonly MembersHost portal = new();

    private PortalHost Host => portal.Host;

    public async Task InitializeAsync()
    {
        await portal.InitializeAsync();
        Host.Clock.Set(On("2027-02-11T15:40"));
    }

    public Task DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Who_hears_the_word_enters_it_and_is_there()
    {
        var (coordinator, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync($"/beheer/agenda/{Webinar}/aanwezig");
        await coordinator.PressAsync("Bewaar het woord", ("Woord", " !? "));
        Assert.Contains("Vul een woord in.", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Bewaar het woord", ("Woord", "Koffie-pauze  é"));
        Assert.Equal("Koffie-pauze é", coordinator.Page.QuerySelector("input[name=Woord]")!.GetAttribute("value"));

        var whose = await Host.GivenRegistrationAsync(Webinar, "Samira Bakker");
        using var visitor = Host.Visit();
        await visitor.GoAsync(Host.LinksOf(whose).Word);
        Assert.Contains("Samira Bakker", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ik ben er", ("Woord", "theepauze"));
        Assert.Contains("Dit is niet het woord.", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ik ben er", ("Woord", " KOFFIE PAUZE e "));
        Assert.Contains("Je staat op aanwezig", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("word", (await Host.AttendeeAsync(Webinar, whose)).How);
        Assert.Empty(visitor.CookieNames);
    }

    [Fact]
    public async Task A_forwarded_link_counts_for_its_own_registration_alone()
    {
        await SetAsync(Webinar, "fiets");
        var (own, other) = (await Host.GivenRegistrationAsync(Webinar), await Host.GivenRegistrationAsync(Webinar));
        for (var time = 0; time < 3; time++)
        {
            using var visitor = Host.Visit();
            await visitor.GoAsync(Host.LinksOf(own).Word);
            if (time == 0) await visitor.PressAsync("Ik ben er", ("Woord", "fiets"));
            Assert.Contains("Je staat op aanwezig", visitor.Text, StringComparison.Ordinal);
        }
        Assert.True((await Host.AttendeeAsync(Webinar, own)).IsThere);
        Assert.Null((await Host.AttendeeAsync(Webinar, other)).Present);
    }

    [Fact]
    public async Task After_five_wrong_words_only_the_coordinator_can_help_until_there_is_another_word()
    {
        await SetAsync(Webinar, "fiets");
        var (whose, other) = (await Host.GivenRegistrationAsync(Webinar), await Host.GivenRegistrationAsync(Webinar));
        var wrong = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => EnterAsync(whose, $"woord{at}")));
        Assert.Equal(WordOfTheDay.MostWrong, wrong.Count(outcome => outcome == WordOutcome.Wrong));
        Assert.Equal(WordOutcome.Locked, await EnterAsync(whose, "fiets"));
        Assert.Equal(WordOutcome.Right, await EnterAsync(other, "fiets"));
        using var visitor = Host.Visit();
        await visitor.GoAsync(Host.LinksOf(whose).Word);
        await visitor.PressAsync("Ik ben er", ("Woord", "fiets"));
        Assert.Contains("Vraag de organisator of die je op de lijst zet.", visitor.Text, StringComparison.Ordinal);
        await SetAsync(Webinar, "trein");
        Assert.Equal(WordOutcome.Right, await EnterAsync(whose, "trein"));
    }

    [Fact]
    public async Task It_is_open_from_the_begin_to_an_hour_after_the_end()
    {
        await SetAsync(Webinar, "fiets");
        foreach (var (now, says) in new[]
        {
            ("2027-02-11T15:29", "Dit kan zodra de bijeenkomst begint."),
            ("2027-02-11T15:30", "In de bijeenkomst wordt een woord genoemd."),
            ("2027-02-11T17:29", "In de bijeenkomst wordt een woord genoemd."), ("2027-02-11T17:31", "Dit kan niet meer"),
        })
        {
            Host.Clock.Set(On(now));
            var whose = await Host.GivenRegistrationAsync(Webinar);
            using var visitor = Host.Visit();
            await visitor.GoAsync(Host.LinksOf(whose).Word);
            Assert.Contains(says, visitor.Text, StringComparison.Ordinal);
            // A page that was opened in time and sent too late.
            if (says[0] == 'D') await visitor.PostAsync(Host.LinksOf(whose).Word, ("Woord", "fiets"));
            Assert.Null((await Host.AttendeeAsync(Webinar, whose)).Present);
        }
    }

    [Theory]
    [InlineData("nacht", "starts: 2027-05-10T22:00\nends: 2027-05-11T02:00\n", "2027-05-11T02:30", true)]
    [InlineData("dagen", "starts: 2027-05-10T09:00\nends: 2027-05-12T16:00\n", "2027-05-11T03:00", true)]
    [InlineData("voorjaar", "starts: 2027-03-28T01:30\nends: 2027-03-28T03:15\n", "2027-03-28T04:10", true)]
    [InlineData("najaar", "starts: 2027-10-31T02:30\nends: 2027-10-31T02:45\n", "2027-10-31T02:31", true)]
    [InlineData("zaal", "starts: 2027-05-10T09:00\nends: 2027-05-12T16:00\n", "2027-05-11T03:00", false)]
    public async Task Nights_days_and_changes_of_the_clock_are_counted_as_moments(string slug, string times, string now, bool isOpen)
    {
        var mode = slug == "zaal" ? "op_locatie\nlocation: Alkmaar" : "online";
        var id = await Host.GivenEventAsync($"woord-{slug}", $"{times}mode: {mode}\n");
        Assert.Equal(isOpen, WordOfTheDay.IsOpen(Host.Event(id).Properties, On(now)));
    }

    [Fact]
    public async Task Without_a_word_or_without_a_place_nobody_enters_one()
    {
        const string other = "activiteit-webinar-ineens-geld";
        var whose = await Host.GivenRegistrationAsync(other);
        Assert.Equal(WordOutcome.None, await EnterAsync(whose, "fiets", other));
        foreach (var state in new[] { "waiting", "cancelled", "unconfirmed" })
        {
            var waits = await Host.GivenRegistrationAsync(Webinar, state: state);
            Assert.Equal(404, (await Host.AskAsync(Host.LinksOf(waits).Word)).Status);
        }
    }

    private Task SetAsync(string @event, string word) =>
        Host.WithAsync<WordOfTheDay>(words => words.SetAsync(@event, word, Guid.NewGuid(), default));

    private Task<WordOutcome> EnterAsync(Guid whose, string word, string @event = Webinar) =>
        Host.WithAsync<WordOfTheDay, WordOutcome>(words => words.EnterAsync(@event, whose, word, default));
}
