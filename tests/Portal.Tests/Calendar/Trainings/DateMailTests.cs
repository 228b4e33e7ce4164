using Portal.Calendar.Trainings;
using Portal.Members.People;
using Portal.Tests.Calendar.Registrations;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Trainings;

/// <summary>Who would like a training is told when there is a date for it.</summary>
public sealed class DateMailTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Training = "training-leren-op-locatie", Path = "/trainingen/leren-op-locatie";

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task Who_would_like_a_training_hears_of_each_date_once()
    {
        var (wishes, back, elsewhere) = (await WishAsync(), await WishAsync(), await WishAsync("training-werken-met-een-jim"));
        await Host.WithAsync<Wishes>(book => book.TakeBackAsync(back.Id, Training));
        var (id, path) = await AnnounceAsync();
        var mail = Assert.Single(await Host.MailsToAsync(wishes.Email));
        Assert.StartsWith("Er is een datum: Leren op locatie", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("1 juni 2027", mail.Text, StringComparison.Ordinal);
        Assert.Contains(path, mail.Text, StringComparison.Ordinal);
        foreach (var other in new[] { back, elsewhere }) Assert.Empty(await Host.MailsToAsync(other.Email));

        // Published again it is no news; another date is.
        using (var desk = new Desk(Host))
            await desk.EditAndPublishAsync(id, text => text.Replace("2027-06-01", "2027-06-02", StringComparison.Ordinal));
        await Host.WorkAsync();
        Assert.Single(await Host.MailsToAsync(wishes.Email));
        await AnnounceAsync("2027-07-01");
        Assert.Equal(2, (await Host.MailsToAsync(wishes.Email)).Count);
    }

    [Fact]
    public async Task A_wish_is_answered_until_it_is_said_again_or_the_date_is_called_off()
    {
        var (email, id) = await WishAsync();
        var (date, path) = await AnnounceAsync();
        Assert.Equal(date, await AnsweredByAsync(id));
        using var member = await portal.SignedInAsync(email);
        await member.GoAsync(Path);
        Assert.Contains("We mailden je over", member.Text, StringComparison.Ordinal);
        Assert.NotNull(member.Page.QuerySelector($"#wens ~ p a[href='{path}']"));
        await member.PressAsync("Ik wil deze training nog steeds");
        Assert.Null(await AnsweredByAsync(id));
        Assert.Contains("Komt er een datum, dan krijg je een mail.", member.Text, StringComparison.Ordinal);

        var (other, _) = await AnnounceAsync("2027-08-02");
        Assert.Equal(other, await AnsweredByAsync(id));
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync(
            other, text => text.Replace("kind: kennisbijeenkomst", "kind: kennisbijeenkomst\ncancelled: Ziek.", StringComparison.Ordinal));
        Assert.Null(await AnsweredByAsync(id));
    }

    [Fact]
    public async Task Answered_wishes_count_no_more()
    {
        const string training = "training-ondermijning-zien-in-je-gemeente";
        for (var people = 0; people < 6; people++) await WishAsync(training);
        await Host.RunJobAsync(new CountWishes());
        Assert.Equal(5, await ShownAsync());
        await AnnounceAsync(training: training);
        await Host.RunJobAsync(new CountWishes());
        Assert.Equal(0, await ShownAsync());

        Task<int> ShownAsync() => Host.WithAsync<WishFigures, int>(async figures =>
            (await figures.ReadAsync()).FirstOrDefault(one => one.Training == training)?.People ?? 0);
    }

    [Fact]
    public async Task Nobody_hears_of_it_who_turned_these_mails_off_with_one_click_or_comes_already()
    {
        var (off, comes) = (await WishAsync(), await WishAsync());
        var (id, _) = await AnnounceAsync("2027-09-01");
        using var answer = await Host.Client.PostAsync(
            new Uri(await Host.LinkAsync(off.Email, "/herinneringen/uit"), UriKind.Relative),
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.True(answer.IsSuccessStatusCode);
        await Host.EnterAsync(id, comes.Email, one => one with { MemberId = comes.Id });
        var before = (await Host.MailsToAsync(comes.Email)).Count;
        await AnnounceAsync("2027-09-08");
        Assert.Single(await Host.MailsToAsync(off.Email));
        Assert.Equal(before, (await Host.MailsToAsync(comes.Email)).Count);
    }

    [Fact]
    public async Task A_date_of_long_ago_or_one_that_is_called_off_is_no_date()
    {
        var wishes = await WishAsync();
        await AnnounceAsync("2020-06-01");
        await Host.GivenEventAsync($"training: {Training}\ncancelled: Ziek.", starts: "2027-10-01T10:00", ends: "2027-10-01T12:00");
        await Host.WorkAsync();
        Assert.Empty(await Host.MailsToAsync(wishes.Email));
    }

    private async Task<(string Email, Guid Id)> WishAsync(string training = Training)
    {
        var member = await portal.GivenMemberAsync();
        var card = await Host.WithAsync<MemberDirectory, MemberCard?>(members => members.FindAsync(member.Id));
        await Host.WithAsync<Wishes>(wishes => wishes.AddAsync(card!, training));
        return member;
    }

    private async Task<(string Id, string Path)> AnnounceAsync(string day = "2027-06-01", string training = Training)
    {
        var made = await Host.GivenEventAsync($"training: {training}", starts: $"{day}T10:00", ends: $"{day}T12:00");
        await Host.WorkAsync();
        return made;
    }

    private async Task<string?> AnsweredByAsync(Guid member) =>
        await Host.SqlAsync("select answered_by from calendar.training_wishes where member_id = $1", member) as string;
}
