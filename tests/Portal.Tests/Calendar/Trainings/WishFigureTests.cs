using System.Net;
using Portal.Calendar.Trainings;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Trainings;

/// <summary>/beheer/agenda/wensen: how many people would like a training, and never which person.</summary>
public sealed class WishFigureTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Page = "/beheer/agenda/wensen";
    private int people;

    [Fact]
    public async Task Only_a_coordinator_comes_in()
    {
        Assert.Equal(302, (await portal.Host.AskAsync(Page)).Status);
        using var professional = await portal.SignedInAsync((await portal.GivenMemberAsync()).Email);
        await professional.GoAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, professional.Status);
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, editor.Status);
    }

    [Fact]
    public async Task Four_people_are_nowhere_to_be_seen_and_five_are()
    {
        const string training = "training-leren-op-locatie";
        await SayAsync(training, 4, "org-gemeente-alkmaar", "wijkagent");
        using var coordinator = await CoordinatorAsync();
        await coordinator.GoAsync(Page);
        Assert.DoesNotContain("Leren op locatie", coordinator.Text, StringComparison.Ordinal);

        // Five in all, one of them from elsewhere: the training is there, and neither place.
        await SayAsync(training, 1, "org-gemeente-hoorn", "boa");
        await NightAsync();
        await coordinator.GoAsync(Page);
        Assert.Contains("5 of meer mensen in de hele regio", coordinator.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Alkmaar", SectionOf(coordinator, training), StringComparison.Ordinal);
        Assert.DoesNotContain("Hoorn", SectionOf(coordinator, training), StringComparison.Ordinal);

        await SayAsync(training, 1, "org-gemeente-alkmaar", "wijkagent");
        await NightAsync();
        await coordinator.GoAsync(Page);
        Assert.Contains("Alkmaar 5 of meer", SectionOf(coordinator, training), StringComparison.Ordinal);
        Assert.Contains("Wijkagent 5 of meer", SectionOf(coordinator, training), StringComparison.Ordinal);
        Assert.DoesNotContain("Hoorn", SectionOf(coordinator, training), StringComparison.Ordinal);
        Assert.DoesNotContain("Boa", SectionOf(coordinator, training), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_looks_each_morning_never_sees_one_person_come_or_go()
    {
        const string training = "training-werken-met-een-jim";
        var seen = new List<int>();
        for (var number = 1; number <= 21; number++)
        {
            await SayAsync(training, 1, "org-gemeente-zaanstad", "zorgprofessional");
            await NightAsync();
            seen.Add(await ShownAsync(training));
        }
        // A figure moves with each fifth person, and says no more than that there are so many.
        Assert.Equal([.. Enumerable.Range(1, 21).Select(number => number / 5 * 5)], seen);

        // One goes and comes again, and another: nothing moves. Only when five are gone it does.
        for (var number = 0; number < 4; number++)
        {
            await ForgetOneAsync(training);
            await NightAsync();
            Assert.Equal(20, await ShownAsync(training));
        }
        await ForgetOneAsync(training);
        await ForgetOneAsync(training);
        await NightAsync();
        Assert.Equal(15, await ShownAsync(training));
    }

    [Fact]
    public async Task A_wish_is_counted_at_night_and_not_before()
    {
        const string training = "training-signalen-zien-op-school-en-club";
        await SayAsync(training, 6, "org-gemeente-haarlem", "docent");
        Assert.Equal(0, await ShownAsync(training));
        await NightAsync();
        Assert.Equal(5, await ShownAsync(training));
    }

    [Fact]
    public async Task A_coordinator_of_a_district_sees_the_municipalities_of_that_district()
    {
        const string training = "training-signalen-en-een-route-voor-je-school";
        await SayAsync(training, 5, "org-gemeente-haarlem", "docent");
        await SayAsync(training, 5, "org-gemeente-purmerend", "docent");
        using var coordinator = await CoordinatorAsync("org-district-kennemerland");
        await coordinator.GoAsync(Page);
        Assert.Contains("10 of meer mensen in de hele regio", SectionOf(coordinator, training), StringComparison.Ordinal);
        Assert.Contains("Haarlem 5 of meer", SectionOf(coordinator, training), StringComparison.Ordinal);
        Assert.DoesNotContain("Purmerend", SectionOf(coordinator, training), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_is_told_of_what_people_ask_for_and_nobody_planned()
    {
        const string training = "training-mensenhandel-bespreken-en-herkennen";
        await SayAsync(training, 12, "org-gemeente-alkmaar", "zorgprofessional");
        using var coordinator = await CoordinatorAsync();
        await coordinator.GoAsync("/beheer");
        Assert.Contains("Gewild, en nog niet gepland", coordinator.Text, StringComparison.Ordinal);
        Assert.Contains("10 of meer mensen willen deze training", coordinator.Text, StringComparison.Ordinal);
        Assert.NotNull(coordinator.Page.QuerySelector($"a[href='{Page}']"));
    }

    private async Task<Visitor> CoordinatorAsync(string? district = null)
    {
        await NightAsync();
        var (visitor, id) = await portal.SignedInAsAsync(Rights.Coordinator);
        if (district is not null) await portal.Host.SqlAsync("update members.roles set area = $1 where member_id = $2", district, id);
        return visitor;
    }

    private Task NightAsync() => portal.Host.RunJobAsync(new CountWishes());

    private async Task SayAsync(string training, int count, string municipality, string function)
    {
        for (var number = 0; number < count; number++)
            Assert.True(await portal.Host.WithAsync<Wishes, bool>(
                wishes => wishes.AddAsync(training, municipality, function, $"203.0.113.{people++}", "Firefox")));
    }

    private Task ForgetOneAsync(string training) => portal.Host.SqlAsync(
        "delete from calendar.training_wishes where id = (select id from calendar.training_wishes where training = $1 limit 1)", training);

    private async Task<int> ShownAsync(string training) => (await portal.Host.WithAsync<WishFigures, IReadOnlyList<WishedTraining>>(
        figures => figures.ReadAsync())).SingleOrDefault(wished => wished.Training == training)?.People ?? 0;

    private static string SectionOf(Visitor coordinator, string training) => string.Join(
        ' ',
        coordinator.Page.GetElementById(training)!.ParentElement!.TextContent
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
