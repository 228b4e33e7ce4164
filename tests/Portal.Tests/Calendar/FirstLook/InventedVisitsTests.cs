using Portal.Members.Access;
using Portal.Members.FirstLook;
using Portal.Tests.Learning.FirstLook;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.FirstLook;

/// <summary>A newcomer sees lists with people in them, who say that they do not exist.</summary>
public sealed class InventedVisitsTests(InventedPortal portal) : IClassFixture<InventedPortal>
{
    private const string Over = "activiteit-netwerkbijeenkomst-signalen-bundelen", Coming = "activiteit-kennisbijeenkomst-vroegsignalering";

    [Fact]
    public async Task Invented_people_register_come_and_say_what_they_thought_of_it()
    {
        Assert.True(await CountAsync("registrations where state = 'registered'") > 40);
        Assert.NotEqual(0, await CountAsync("registrations where state = 'cancelled'"));
        Assert.NotEqual(0, await CountAsync("registrations where needs is not null"));
        Assert.Equal(0, await CountAsync("registrations where name not like '%(verzonnen)'"));
        Assert.Equal(0, await CountAsync("attendance where name not like '%(verzonnen)'"));
        Assert.True(await CountAsync("attendance where present") > 10);
        Assert.Equal(1, await CountAsync($"attendance where walked_in and event = '{Over}'"));
        Assert.True(await CountAsync("evaluations") >= 5);
        Assert.NotEqual(0, await CountAsync("wish_figures"));
        Assert.Equal(7, await CountAsync("questions where name like '%(verzonnen)' and subject like '%(verzonnen)'"));
        Assert.Equal(4L, await portal.Host.SqlAsync("select count(*) from search.misses where words like '%(verzonnen)'"));
        // Nobody got a mail of it, or will: there is nobody.
        Assert.Equal(0, await CountAsync("registrations where reminders_off_at is null"));
        Assert.Equal(0L, await portal.Host.SqlAsync(
            """
            select count(*) from platform.outbox
            where to_address in (select address from calendar.registrations union select address from calendar.questions)
            """));
    }

    [Fact]
    public async Task The_office_shows_them_and_says_that_they_are_invented()
    {
        var (coordinator, _) = await portal.Members.SignedInAsAsync(Rights.Coordinator);
        using (coordinator)
        {
            foreach (var page in new[]
            {
                $"/beheer/agenda/{Over}", $"/beheer/agenda/{Coming}", $"/beheer/agenda/{Over}/aanwezig",
                $"/beheer/agenda/{Over}/aanwezig/lijst",
            })
            {
                await coordinator.GoAsync(page);
                Assert.Contains(Invented.Mark, coordinator.Text, StringComparison.Ordinal);
            }
            await coordinator.GoAsync($"/beheer/agenda/{Over}/evaluatie");
            Assert.Contains("Ik nodig de wijkagent uit.", coordinator.Text, StringComparison.Ordinal);
            await coordinator.GoAsync("/beheer/agenda/wensen");
            Assert.Contains("of meer mensen", coordinator.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Asking_for_them_again_changes_nothing()
    {
        var before = await FigureAsync();
        await portal.Host.RunJobAsync(new MakeInventedPeople());
        var learners = new List<InventedLearner>();
        foreach (var one in InventedRoster.Learners)
        {
            var id = (Guid)(await portal.Host.SqlAsync("select id from members.members where email = $1", one.Email))!;
            learners.Add(new(id, portal.MadeAt));
        }
        await portal.Host.RunJobAsync(new Portal.Calendar.FirstLook.MakeInventedVisits(learners));
        Assert.Equal(before, await FigureAsync());
    }

    private async Task<string> FigureAsync() => string.Join(
        ' ', await CountAsync("attendance"), await CountAsync("evaluations"), await CountAsync("registrations where state = 'cancelled'"));

    private async Task<long> CountAsync(string what) => (long)(await portal.Host.SqlAsync($"select count(*) from calendar.{what}"))!;
}
