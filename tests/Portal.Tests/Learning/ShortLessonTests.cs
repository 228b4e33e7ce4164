using System.Globalization;
using AngleSharp.Dom;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Learning;

/// <summary>A chapter is found as a lesson by itself: on the front page, beside what it is about, and by search.</summary>
public sealed class ShortLessonTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private static readonly DateOnly Monday = new(2027, 3, 1);

    private PortalHost Host => portal.Host;

    public void Dispose() => Host.Clock.Set(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task The_front_page_offers_another_short_lesson_every_day_and_says_how_long_it_takes()
    {
        var lessons = new List<(string Path, string Title)>();
        for (var day = 0; day < 7; day++)
        {
            var page = await OnAsync(Monday.AddDays(day));
            var minutes = int.Parse(page.QuerySelector(".wj-today__minutes > span")!.TextContent, CultureInfo.InvariantCulture);
            Assert.InRange(minutes, 4, 12);
            Assert.Equal(
                $"Een les van {Portal.Content.Pages.Words.Number(minutes)} minuten", page.QuerySelector(".wj-today__kind")!.TextContent);
            Assert.Contains("Morgen staat hier een andere.", page.QuerySelector(".wj-today")!.TextContent, StringComparison.Ordinal);
            var link = page.QuerySelector(".wj-today__title a")!;
            lessons.Add((link.GetAttribute("href")!, link.TextContent));
        }
        Assert.Equal(7, lessons.Distinct().Count());
        Assert.All(lessons.Zip(lessons.Skip(1)), pair => Assert.NotEqual(ModuleOf(pair.First.Path), ModuleOf(pair.Second.Path)));
        foreach (var (path, title) in lessons)
            Assert.Contains(title, (await Host.PageAsync(path)).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_of_one_day_the_lesson_is_the_same_and_at_midnight_in_Amsterdam_it_changes()
    {
        var morning = await LessonAtAsync(new(2027, 3, 1, 0, 1, 0));
        Assert.Equal(morning, await LessonAtAsync(new(2027, 3, 1, 23, 58, 0)));
        Assert.NotEqual(morning, await LessonAtAsync(new(2027, 3, 2, 0, 1, 0)));
    }

    [Fact]
    public async Task What_one_reads_names_the_lessons_of_modules_about_it_with_minutes_and_module()
    {
        var page = await Host.PageAsync("/kennis/onzichtbare-beelden");
        var lessons = page.GetElementById("lessen")!.ParentElement!;
        Assert.StartsWith("Leer hiervan in ", lessons.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".wj-toc__link[href='#lessen']"));
        Assert.All(lessons.QuerySelectorAll(".wj-related__item"), item =>
        {
            Assert.Matches("^Les van \\d+\u00A0minuten$", item.QuerySelector(".wj-kind")!.TextContent);
            Assert.StartsWith("Uit de module ‘", item.QuerySelector(".wj-related__about")!.TextContent, StringComparison.Ordinal);
        });
        var links = lessons.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.All(links, link => Assert.StartsWith("/modules/", link, StringComparison.Ordinal));
        Assert.DoesNotContain(links, link => link.Split('/')[^1] is "begintoets" or "eindtoets" or "oefenen");
    }

    [Fact]
    public async Task A_lesson_that_names_a_piece_itself_stands_first_and_the_page_hears_of_it()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        const string Piece = "/kennis/imv-noord-holland", Lesson = "/modules/signalen-zien/thuis";
        Assert.NotEqual(Lesson, await FirstAsync());
        await desk.EditAndPublishAsync("hoofdstuk-signalen-thuis", text => text.Replace(
            "\nrelated:\n", "\nrelated:\n  - kennis-imv-noord-holland\n", StringComparison.Ordinal));
        Assert.Equal(Lesson, await FirstAsync());

        async Task<string?> FirstAsync() =>
            (await host.PageAsync(Piece)).GetElementById("lessen")!.ParentElement!.QuerySelector("a")!.GetAttribute("href");
    }

    [Fact]
    public async Task Search_shows_a_lesson_by_its_own_title_with_its_module_and_minutes()
    {
        var lesson = Host.Site.Current.Find("hoofdstuk-signalen-school")!;
        var module = Host.Site.Current.Find("module-signalen-zien")!;
        var page = await Host.PageAsync("/zoeken?q=" + Uri.EscapeDataString(lesson.Title));
        var hit = page.QuerySelector($".wj-entry:has(a[href^='{lesson.Path}'])")!;
        Assert.Equal(lesson.Title, hit.QuerySelector("h3")!.TextContent);
        Assert.Equal(
            $"Uit de module ‘{module.Title}’, {lesson.Common.Listing.Facts[0]}", hit.QuerySelector(".wj-entry__part")!.TextContent);
        Assert.StartsWith("Lessen", hit.Closest(".wj-group")!.QuerySelector("h2")!.TextContent, StringComparison.Ordinal);
        var others = page.QuerySelectorAll(".wj-group").Where(group => group.QuerySelector("h2")!.Id != "soort-hoofdstuk").ToList();
        Assert.NotEmpty(others);
        Assert.All(others, group => Assert.Empty(group.QuerySelectorAll(".wj-entry__part")));
    }

    private async Task<string?> LessonAtAsync(DateTime wallClock)
    {
        Host.Clock.Set(DutchTime.MomentOf(wallClock));
        return (await Host.PageAsync("/")).QuerySelector(".wj-today__title a")!.GetAttribute("href");
    }

    private async Task<IDocument> OnAsync(DateOnly day)
    {
        Host.Clock.Set(DutchTime.MomentOf(day.ToDateTime(new TimeOnly(12, 0))));
        return await Host.PageAsync("/");
    }

    private static string ModuleOf(string path) => path.Split('/')[2];
}
