using System.Net;
using Portal.Calendar.Trainings;
using Portal.Members.Privacy;
using Portal.Tests.Members;

namespace Portal.Tests.Calendar.Trainings;

/// <summary>"Laat weten dat je dit wilt": with an account by one click, without by saying where one works and as what.</summary>
public sealed class WishTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Training = "training-leren-op-locatie", Path = "/trainingen/leren-op-locatie";

    [Fact]
    public async Task A_member_says_it_with_one_click_and_takes_it_back()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var member = await portal.SignedInAsync(email);
        await member.GoAsync(Path);
        await member.PressAsync("Ik wil deze training");
        Assert.StartsWith(Path, member.At, StringComparison.Ordinal);
        Assert.Contains("weten dat je deze training wilt", member.Text, StringComparison.Ordinal);
        Assert.Equal(
            ("org-gemeente-haarlemmermeer", "jongerenwerker"),
            (await WishAsync("municipality", id), await WishAsync("function", id)));

        // A second browser that still shows the button: it counts once.
        await portal.Host.WithAsync<Wishes>(async wishes => await wishes.AddAsync((await CardAsync(id))!, Training));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from calendar.training_wishes where member_id = $1", id));

        await member.GoAsync(Path);
        await member.PressAsync("Toch niet meer");
        Assert.Contains("Ik wil deze training", member.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from calendar.training_wishes where member_id = $1", id));
    }

    [Fact]
    public async Task A_member_is_asked_for_the_token_of_their_own_page()
    {
        using var member = await portal.SignedInAsync((await portal.GivenMemberAsync()).Email);
        await member.PostAsync(Path + "/wens", ("Gemeente", "org-gemeente-alkmaar"), ("Functie", "docent"));
        Assert.Equal(HttpStatusCode.BadRequest, member.Status);
        await member.PostAsync(Path + "/wens-terug");
        Assert.Equal(HttpStatusCode.BadRequest, member.Status);
        // The form of visitors has nothing for them: there is a button on the page itself.
        await member.GoAsync(Path + "/wens");
        Assert.Equal(Path, member.At);
    }

    [Fact]
    public async Task A_visitor_says_where_they_work_and_nothing_else_is_kept()
    {
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/trainingen/werken-met-een-jim/wens");
        await visitor.PressAsync("Ik wil deze training");
        Assert.Contains("Kies de gemeente waar je werkt", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Kies je functie", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ik wil deze training", ("Gemeente", "org-gemeente-alkmaar"), ("Functie", "piloot"));
        Assert.Contains("Kies je functie", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Ik wil deze training", ("Gemeente", "org-gemeente-alkmaar"), ("Functie", "zorgprofessional"));
        Assert.Contains("Dank je wel", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);

        // Of seven columns two are null: whose it is, and of which date they were told.
        Assert.Equal(
            "zorgprofessional org-gemeente-alkmaar 7 5",
            await portal.Host.SqlAsync(
                """
                select concat_ws(' ', function, municipality, cardinality(array(select jsonb_object_keys(to_jsonb(w)))),
                    cardinality(array(select jsonb_object_keys(jsonb_strip_nulls(to_jsonb(w))))))
                from calendar.training_wishes w where training = 'training-werken-met-een-jim'
                """));
    }

    [Fact]
    public async Task A_browser_counts_once_a_day_and_what_tells_it_apart_goes_with_the_day()
    {
        const string training = "training-mensenhandel-bespreken-en-herkennen";
        Assert.True(await SayAsync(training, "192.0.2.7", "Firefox"));
        Assert.False(await SayAsync(training, "192.0.2.7", "Firefox"));
        Assert.True(await SayAsync(training, "192.0.2.7", "Chrome"));
        Assert.True(await SayAsync(training, "192.0.2.8", "Firefox"));
        Assert.True(await SayAsync("training-werken-met-een-jim", "192.0.2.7", "Firefox"));
        var first = (byte[])(await portal.Host.SqlAsync("select sender from calendar.wish_senders where training = $1 limit 1", training))!;
        Assert.Equal(32, first.Length);

        portal.Host.Clock.Advance(TimeSpan.FromDays(1));
        await portal.Host.RunJobAsync(new CountWishes());
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from calendar.wish_senders"));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from calendar.wish_salts"));
        Assert.True(await SayAsync(training, "192.0.2.7", "Firefox"));
        // The same browser under another day's salt is another number.
        Assert.NotEqual(first, await portal.Host.SqlAsync("select sender from calendar.wish_senders where training = $1", training));
        Assert.Equal(4L, await portal.Host.SqlAsync("select count(*) from calendar.training_wishes where training = $1", training));
    }

    [Fact]
    public async Task A_network_that_says_it_over_and_over_is_not_counted_any_more()
    {
        const string training = "training-ondermijning-zien-in-je-gemeente";
        var counted = await Task.WhenAll(
            Enumerable.Range(0, 2 * Wishes.MostOfANetwork).Select(number => SayAsync(training, "198.51.100.1", $"Programma {number}")));
        Assert.Equal(Wishes.MostOfANetwork, counted.Count(isCounted => isCounted));
        Assert.Equal(
            (long)Wishes.MostOfANetwork,
            await portal.Host.SqlAsync("select count(*) from calendar.training_wishes where training = $1", training));
        Assert.True(await SayAsync(training, "198.51.100.2", "Firefox"));
    }

    [Fact]
    public async Task After_a_year_a_wish_is_forgotten()
    {
        const string training = "training-signalen-zien-op-school-en-club";
        var (_, id) = await portal.GivenMemberAsync();
        await portal.Host.WithAsync<Wishes>(async wishes => await wishes.AddAsync((await CardAsync(id))!, training));
        portal.Host.Clock.Advance(TimeSpan.FromDays(364));
        await portal.Host.RunJobAsync(new CountWishes());
        Assert.Equal(1L, await CountAsync());
        portal.Host.Clock.Advance(TimeSpan.FromDays(2));
        await portal.Host.RunJobAsync(new CountWishes());
        Assert.Equal(0L, await CountAsync());

        Task<object?> CountAsync() => portal.Host.SqlAsync("select count(*) from calendar.training_wishes where member_id = $1", id);
    }

    [Fact]
    public async Task A_wish_is_in_the_export_of_who_made_it_and_goes_with_the_account()
    {
        var (_, id) = await portal.GivenMemberAsync();
        await portal.Host.WithAsync<Wishes>(async wishes => await wishes.AddAsync((await CardAsync(id))!, Training));
        var tables = await portal.Host.WithAsync<Wishes, IReadOnlyList<PersonalTable>>(wishes => wishes.ExportAsync(id, default));
        Assert.Equal([Training, "org-gemeente-haarlemmermeer", "jongerenwerker"], Assert.Single(Assert.Single(tables).Rows).Take(3));
        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(id, default)));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from calendar.training_wishes where member_id = $1", id));
    }

    private Task<bool> SayAsync(string training, string network, string browser) => portal.Host.WithAsync<Wishes, bool>(
        wishes => wishes.AddAsync(training, "org-gemeente-alkmaar", "docent", network, browser));

    private Task<Portal.Members.People.MemberCard?> CardAsync(Guid id) =>
        portal.Host.WithAsync<Portal.Members.People.MemberDirectory, Portal.Members.People.MemberCard?>(members => members.FindAsync(id));

    private Task<object?> WishAsync(string column, Guid id) =>
        portal.Host.SqlAsync($"select {column} from calendar.training_wishes where member_id = $1 and training = '{Training}'", id);
}
