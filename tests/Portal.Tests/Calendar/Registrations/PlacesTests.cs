using Portal.Calendar.Registrations;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>Who has a place, who waits, and what happens when places come free or go.</summary>
public sealed class PlacesTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private PortalHost Host => portal.Host;

    public void Dispose() => portal.Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Fifty_at_once_over_two_hosts_get_the_twenty_places_there_are_and_the_rest_waits_in_order()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 20\nwaiting_list: true");
        await using var other = await PortalHost.StartAsync(Host.ConnectionString);
        PortalHost[] hosts = [Host, other];
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => hosts[number % 2].EnterAsync(id)));
        var people = await Host.PeopleAsync(id);
        Assert.Equal(50, people.Count);
        Assert.All(people.Take(20), one => Assert.Equal(RegistrationState.Registered, one.State));
        Assert.All(people.Skip(20), one => Assert.Equal(RegistrationState.Waiting, one.State));

        // Some cancel, some take what they are offered and some come new, all at once.
        var queue = people.Skip(20).Select(one => one.Id).ToList();
        var work = people.Take(8).Select((one, at) => (Func<Task>)(() => hosts[at % 2].CancelAsync(one)))
            .Concat(people.Skip(20).Take(4).Select((one, at) => (Func<Task>)(() => hosts[at % 2].AcceptAsync(one))))
            .Concat(Enumerable.Range(0, 10).Select(at => (Func<Task>)(() => hosts[at % 2].EnterAsync(id))));
        await Task.WhenAll(work.Select(one => one()));
        people = await Host.PeopleAsync(id);
        Assert.Equal(20, people.Count(one => one.State is RegistrationState.Registered or RegistrationState.Offered));
        // Eight places came free, for the first eight who waited: in their order, whoever came new.
        var lucky = people.Where(one => one.State is RegistrationState.Offered or RegistrationState.Registered)
            .Where(one => queue.Contains(one.Id)).Select(one => one.Id);
        Assert.Equal(queue.Take(8), lucky);
        Assert.Equal(32, people.Count(one => one.State == RegistrationState.Waiting));
    }

    [Fact]
    public async Task A_place_that_comes_free_is_offered_to_who_waits_longest_and_nobody_passes()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var first = (await Host.EnterAsync(id)).Registration!;
        var email = MembersHost.NewEmail("wacht");
        var second = (await Host.EnterAsync(id, email)).Registration!;
        var third = (await Host.EnterAsync(id)).Registration!;
        Assert.Equal(RegistrationState.Waiting, second.State);
        await Host.CancelAsync(first);
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(second)).State);
        Assert.Equal(RegistrationState.Waiting, (await Host.NowAsync(third)).State);
        Assert.StartsWith("Er is een plek voor je", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        Assert.Equal(RegistrationState.Waiting, (await Host.EnterAsync(id)).Registration!.State);

        // By a link and a button; looking takes nothing.
        using var visitor = Host.Visit();
        await visitor.GoAsync(await Host.LinkAsync(email, RegistrationLinks.OwnPath));
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(second)).State);
        await visitor.PressAsync("Neem de plek");
        Assert.Contains("Je hebt een plek", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(RegistrationState.Registered, (await Host.NowAsync(second)).State);
        Assert.Equal(Verdict.Done, (await Host.AcceptAsync(second)).Verdict); // twice is once
        Assert.Single(await Host.MailsToAsync(email), mail => mail.Subject.StartsWith("Je bent aangemeld", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_offer_that_nobody_takes_goes_to_the_next_by_itself()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var first = (await Host.EnterAsync(id)).Registration!;
        var email = MembersHost.NewEmail("laat");
        var second = (await Host.EnterAsync(id, email)).Registration!;
        var third = (await Host.EnterAsync(id)).Registration!;
        await Host.CancelAsync(first);
        var until = (await Host.NowAsync(second)).OfferedUntil!.Value;
        Assert.Equal(Places.OfferLife, TimeSpan.FromMinutes(Math.Round((until - Host.Clock.GetUtcNow()).TotalMinutes)));
        Host.Clock.Set(until.AddMinutes(-1));
        await Host.WorkAsync();
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(second)).State);
        Host.Clock.Set(until.AddSeconds(1));
        await Host.WorkAsync();
        var lapsed = await Host.NowAsync(second);
        Assert.Equal((RegistrationState.Cancelled, "expired"), (lapsed.State, lapsed.CancelledBy));
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(third)).State);
        Assert.StartsWith("De plek is niet meer voor je vrij", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);
        Assert.Equal(Verdict.TooLate, (await Host.AcceptAsync(second)).Verdict);
    }

    [Fact]
    public async Task An_offer_ends_at_its_moment_also_when_no_job_has_run()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var first = (await Host.EnterAsync(id)).Registration!;
        var second = (await Host.EnterAsync(id)).Registration!;
        var third = (await Host.EnterAsync(id)).Registration!;
        await Host.CancelAsync(first);
        Host.Clock.Set((await Host.NowAsync(second)).OfferedUntil!.Value);
        Assert.Equal(Verdict.TooLate, (await Host.AcceptAsync(second)).Verdict);
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(third)).State);
    }

    [Fact]
    public async Task Shortly_before_it_begins_an_offer_is_short_and_there_is_none_after()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        var first = (await Host.EnterAsync(id)).Registration!;
        var second = (await Host.EnterAsync(id)).Registration!;
        var begins = new DateTimeOffset(2027, 6, 1, 10, 0, 0, TimeSpan.FromHours(2));
        Host.Clock.Set(begins.AddHours(-4));
        await Host.CancelAsync(first);
        Assert.InRange((await Host.NowAsync(second)).OfferedUntil!.Value, begins.AddHours(-2.1), begins.AddHours(-1.9));
        Host.Clock.Set(begins);
        Assert.Equal(Verdict.TooLate, (await Host.AcceptAsync(second)).Verdict);
        Assert.Equal(Verdict.Closed, (await Host.EnterAsync(id)).Verdict);
    }

    [Fact]
    public async Task Without_a_waiting_list_full_is_full()
    {
        var (id, path) = await Host.GivenEventAsync("capacity: 1");
        await Host.EnterAsync(id);
        Assert.Equal(Verdict.Full, (await Host.EnterAsync(id)).Verdict);
        using var visitor = Host.Visit();
        await visitor.GoAsync(path + "/aanmelden");
        Assert.Contains("Het is vol, en er is geen wachtlijst", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Who_is_on_it_is_on_it_once()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 5");
        var email = MembersHost.NewEmail("dubbel");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.EnterAsync(id, email)));
        Assert.Single(answers, answer => answer.Verdict == Verdict.Done);
        Assert.Equal(7, answers.Count(answer => answer.Verdict == Verdict.Already));
        Assert.Equal(Verdict.Already, (await Host.EnterAsync(id, email.ToUpperInvariant())).Verdict);
        Assert.Single(await Host.MailsToAsync(email));
        // Who cancelled may come back.
        await Host.CancelAsync(answers[0].Registration!);
        Assert.Equal(Verdict.Done, (await Host.EnterAsync(id, email)).Verdict);
    }

    [Fact]
    public async Task Registration_begins_in_the_second_in_which_it_opens_and_ends_in_that_in_which_it_closes()
    {
        var (id, path) = await Host.GivenEventAsync("registration_opens: 2027-01-10T09:00\nregistration_closes: 2027-05-01T17:00");
        var (opens, closes) = (
            new DateTimeOffset(2027, 1, 10, 9, 0, 0, TimeSpan.FromHours(1)),
            new DateTimeOffset(2027, 5, 1, 17, 0, 0, TimeSpan.FromHours(2)));
        Host.Clock.Set(opens.AddMinutes(-1));
        Assert.Equal(Verdict.NotYet, (await Host.EnterAsync(id)).Verdict);
        using var visitor = Host.Visit();
        await visitor.GoAsync(path + "/aanmelden");
        Assert.Contains("Aanmelden kan vanaf 10 januari 2027 om 09.00 uur", visitor.Text, StringComparison.Ordinal);
        Host.Clock.Set(opens);
        Assert.Equal(Verdict.Done, (await Host.EnterAsync(id)).Verdict);
        Host.Clock.Set(closes.AddMinutes(-1));
        Assert.Equal(Verdict.Done, (await Host.EnterAsync(id)).Verdict);
        Host.Clock.Set(closes);
        Assert.Equal(Verdict.Closed, (await Host.EnterAsync(id)).Verdict);
    }

    [Theory]
    [InlineData("2027-03-28T01:30", "2027-03-28T00:30", true)] // the night the clock goes on
    [InlineData("2027-03-28T03:30", "2027-03-28T01:30", true)] // the hour before that moment is not there
    [InlineData("2027-10-31T02:30", "2027-10-31T00:30", true)] // comes twice: the first is meant
    [InlineData("2027-10-31T03:30", "2027-10-31T02:29", false)]
    public async Task It_begins_at_its_own_moment_on_the_nights_the_clock_changes(string starts, string momentUtc, bool hasBegun)
    {
        var (id, _) = await Host.GivenEventAsync("", starts, starts[..10] + "T05:00");
        var moment = DateTimeOffset.Parse(momentUtc + "Z", System.Globalization.CultureInfo.InvariantCulture);
        if (hasBegun)
        {
            Host.Clock.Set(moment.AddMinutes(-1));
            Assert.Equal(Verdict.Done, (await Host.EnterAsync(id)).Verdict);
        }
        Host.Clock.Set(moment);
        Assert.Equal(hasBegun ? Verdict.Closed : Verdict.Done, (await Host.EnterAsync(id)).Verdict);
    }

    [Fact]
    public async Task Capacity_lowered_below_the_number_sends_nobody_away_and_lets_nobody_in()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 3\nwaiting_list: true");
        var people = new List<Registration>();
        for (var number = 0; number < 3; number++) people.Add((await Host.EnterAsync(id)).Registration!);
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("capacity: 3", "capacity: 1", StringComparison.Ordinal));
        await Host.WorkAsync();
        Assert.Equal(3, (await Host.PeopleAsync(id)).Count(one => one.State == RegistrationState.Registered));
        var waits = (await Host.EnterAsync(id)).Registration!;
        Assert.Equal(RegistrationState.Waiting, waits.State);
        await Host.CancelAsync(people[0]);
        await Host.CancelAsync(people[1]);
        Assert.Equal(RegistrationState.Waiting, (await Host.NowAsync(waits)).State); // one place, and one who has it
        await Host.CancelAsync(people[2]);
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(waits)).State);
    }

    [Fact]
    public async Task More_places_are_offered_to_who_waits_when_that_is_published()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true");
        for (var number = 0; number < 4; number++) await Host.EnterAsync(id);
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(id, text => text.Replace("capacity: 1", "capacity: 3", StringComparison.Ordinal));
        await Host.WorkAsync();
        Assert.Equal(
            [RegistrationState.Registered, RegistrationState.Offered, RegistrationState.Offered, RegistrationState.Waiting],
            (await Host.PeopleAsync(id)).Select(one => one.State));
    }

    [Fact]
    public async Task Who_comes_online_to_what_is_also_on_location_takes_no_place()
    {
        var (id, _) = await Host.GivenEventAsync("capacity: 1\nwaiting_list: true", mode: "hybride\nlocation: Alkmaar");
        var first = (await Host.EnterAsync(id)).Registration!;
        var waits = (await Host.EnterAsync(id)).Registration!;
        var online = (await Host.EnterAsync(id, more: one => one with { Online = true })).Registration!;
        Assert.Equal((RegistrationState.Waiting, RegistrationState.Registered), (waits.State, online.State));

        // From online to a full room: they keep what they have. From the room to online: the next gets the chair.
        Assert.Equal(Verdict.Full, (await ChangeAsync(online, isOnline: false)).Verdict);
        Assert.Equal(RegistrationState.Registered, (await Host.NowAsync(online)).State);
        Assert.Equal(Verdict.Done, (await ChangeAsync(first, isOnline: true)).Verdict);
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(waits)).State);
        Assert.Equal(RegistrationState.Registered, (await ChangeAsync(waits, isOnline: true)).Registration!.State);
    }

    [Fact]
    public async Task Somebody_goes_to_another_date_of_the_series_and_never_loses_the_place_they_have()
    {
        var series = $"Reeks {Guid.NewGuid():N}";
        var (one, _) = await Host.GivenEventAsync($"capacity: 2\nwaiting_list: true\nseries: {series}");
        var (other, _) = await Host.GivenEventAsync(
            $"capacity: 1\nwaiting_list: true\nseries: {series}", "2027-06-08T10:00", "2027-06-08T12:00");
        var (apart, _) = await Host.GivenEventAsync();
        var email = MembersHost.NewEmail("kiest");
        var mine = (await Host.EnterAsync(one, email)).Registration!;
        var second = (await Host.EnterAsync(one)).Registration!;
        var waits = (await Host.EnterAsync(one)).Registration!;
        Assert.Equal(Verdict.Unknown, (await MoveAsync(mine, apart)).Verdict);

        using var visitor = Host.Visit();
        await visitor.GoAsync(Host.OwnPath(mine));
        await visitor.PressAsync("Ga naar dit moment", ("naar", other));
        Assert.Contains("Je komt nu op dit moment", visitor.Text, StringComparison.Ordinal);
        Assert.Equal((other, RegistrationState.Registered), ((await Host.NowAsync(mine)).Event, (await Host.NowAsync(mine)).State));
        Assert.Equal(RegistrationState.Offered, (await Host.NowAsync(waits)).State);
        Assert.Contains("Dit was: dinsdag 1 juni 2027", (await Host.MailsToAsync(email))[^1].Text, StringComparison.Ordinal);

        // Full there: they stay where they are.
        Assert.Equal(Verdict.Full, (await MoveAsync(second, other)).Verdict);
        Assert.Equal((one, RegistrationState.Registered), ((await Host.NowAsync(second)).Event, (await Host.NowAsync(second)).State));
        Assert.Equal(Verdict.Done, (await MoveAsync(mine, other)).Verdict); // twice is once
    }

    [Fact]
    public async Task Of_two_who_change_places_at_once_nobody_waits_for_ever_and_nobody_is_lost()
    {
        var series = $"Reeks {Guid.NewGuid():N}";
        var (one, _) = await Host.GivenEventAsync($"capacity: 4\nseries: {series}");
        var (other, _) = await Host.GivenEventAsync($"capacity: 4\nseries: {series}", "2027-06-08T10:00", "2027-06-08T12:00");
        var people = new List<(Registration Who, string To)>();
        for (var number = 0; number < 3; number++)
        {
            people.Add(((await Host.EnterAsync(one)).Registration!, other));
            people.Add(((await Host.EnterAsync(other)).Registration!, one));
        }
        await Task.WhenAll(people.Select(person => MoveAsync(person.Who, person.To)));
        var all = (await Host.PeopleAsync(one)).Concat(await Host.PeopleAsync(other)).ToList();
        Assert.Equal(people.Select(person => person.Who.Id).Order(), all.Select(person => person.Id).Order());
        Assert.All(all, person => Assert.Equal(RegistrationState.Registered, person.State));
    }

    private Task<Answer> MoveAsync(Registration one, string to) =>
        Host.WithAsync<Places, Answer>(places => places.MoveAsync(one.Id, to, byOffice: false, default));

    private Task<Answer> ChangeAsync(Registration one, bool isOnline) => Host.WithAsync<Places, Answer>(places => places.ChangeAsync(
        one.Id, new Entrant(one.Name, Portal.Platform.Mail.Address.Of(one.Address)!) { Online = isOnline }, default));
}
