using AngleSharp.Dom;
using Portal.Calendar.Types;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Search;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing;

/// <summary>What the office says that readers run into, each with what to do next.</summary>
public sealed class OfficeHomeTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private Visitor editor = null!;

    public async Task InitializeAsync() => editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;

    public Task DisposeAsync()
    {
        editor.Dispose();
        return Task.CompletedTask;
    }

    private async Task<IReadOnlyList<string>> TasksAsync(string group)
    {
        await editor.GoAsync("/beheer");
        var title = editor.Page.QuerySelectorAll(".wj-tasks__title")
            .FirstOrDefault(found => found.TextContent.StartsWith(group, StringComparison.Ordinal));
        return title is null ? [] :
        [
            .. title.NextElementSibling!.QuerySelectorAll("li").Select(task => string.Join(
                ' ', task.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
        ];
    }

    [Fact]
    public async Task No_link_of_the_real_content_leads_nowhere() => Assert.Empty(await TasksAsync("Links die nergens heen gaan"));

    [Fact]
    public async Task A_link_to_what_went_offline_is_a_task_until_it_is_mended()
    {
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/doel.md", Given.Document("nieuws-doel", "nieuws", "published: 2026-01-01\n"));
        desk.Write("nieuws/bron.md", Given.Document(
            "nieuws-bron", "nieuws", "published: 2026-01-01\n",
            "Lees [het ene](doc:nieuws-doel), [het andere](/nieuws/doel) en `[geen link](doc:nieuws-niets)`.\n")
            .Replace("Titel", "Met een link", StringComparison.Ordinal));
        await desk.ImportAsync();
        const string Group = "Links die nergens heen gaan";
        Assert.Empty(await TasksAsync(Group));
        await desk.DoAsync((publisher, change) => publisher.WithdrawAsync("nieuws-doel", change));
        Assert.Equal(["Met een link Verander de links naar nieuws-doel, /nieuws/doel, of zet dat online"], await TasksAsync(Group));
        Assert.NotNull(editor.Page.QuerySelector(".wj-tasks a[href='/beheer/inhoud/nieuws-bron']"));
        await desk.DoAsync((publisher, change) => publisher.PublishAsync("nieuws-doel", change));
        Assert.Empty(await TasksAsync(Group));
    }

    [Fact]
    public async Task What_is_searched_in_vain_is_told_once_it_was_asked_a_few_times_and_never_who_asked()
    {
        const string Group = "Gezocht en niet gevonden", Words = "Qwortbladje  zwamp";
        for (var time = 1; time <= SearchMisses.FewestTimes; time++)
        {
            Assert.Empty(await TasksAsync(Group));
            Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from search.misses where words is not null"));
            await portal.Host.PageAsync("/zoeken?q=" + Uri.EscapeDataString(Words));
        }
        Assert.Equal(
            ["‘qwortbladje zwamp’ 3 keer gezocht. Zet het bij de zoekwoorden van een stuk, of schrijf erover"], await TasksAsync(Group));
        // Once something is found for it, there is nothing to do any more.
        using var desk = new Desk(portal.Host);
        desk.Write("nieuws/zwamp.md", Given.Document("nieuws-zwamp", "nieuws", "published: 2026-01-01\nkeywords: [qwortbladje zwamp]\n"));
        await desk.ImportAsync();
        await portal.Host.PageAsync("/zoeken?q=" + Uri.EscapeDataString(Words));
        Assert.Empty(await TasksAsync(Group));
    }

    [Theory]
    [InlineData("qzwx@voorbeeld.example")]
    [InlineData("qzwx 0612345678")]
    [InlineData("qzwx zqzq wvwv xyxy qzqz qqqq zzzz wwww xxxx vvvv yyyy qyqy zyzy")]
    public async Task What_may_tell_of_somebody_is_not_counted(string question)
    {
        var before = await portal.Host.SqlAsync("select coalesce(sum(times), 0) from search.misses");
        await portal.Host.PageAsync("/zoeken?q=" + Uri.EscapeDataString(question));
        Assert.Equal(before, await portal.Host.SqlAsync("select coalesce(sum(times), 0) from search.misses"));
    }

    [Fact]
    public async Task What_nobody_asks_any_more_is_forgotten_after_three_months()
    {
        await portal.Host.WithAsync<SearchMisses>(misses => misses.CountAsync("ooitgevraagd", default));
        await portal.Host.SqlAsync("update search.misses set last_on = last_on - 93");
        await portal.Host.WithAsync<SearchMisses>(misses => misses.CountAsync("nugevraagd", default));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from search.misses"));
    }

    [Fact]
    public async Task An_event_is_a_task_before_it_begins_and_after_it_ended_without_a_report()
    {
        var now = portal.Host.Clock.GetUtcNow();
        try
        {
            var next = portal.Host.Site.Current.All<CalendarEvent>().OrderBy(one => one.Properties.Starts)
                .First(one => one.Properties.Starts > now.AddDays(2).DateTime);
            portal.Host.Clock.Set(new DateTimeOffset(next.Properties.Starts, TimeSpan.Zero).AddDays(-3));
            using (var before = (await portal.SignedInAsAsync(Rights.Editor)).Visitor)
            {
                (var mine, editor) = (editor, before);
                Assert.Contains($"{next.Title} Kijk of tijd en plaats nog kloppen", await TasksAsync("Begint binnen een week"));
                editor = mine;
            }
            portal.Host.Clock.Set(new DateTimeOffset(next.Properties.Ends, TimeSpan.Zero).AddDays(2));
            using var after = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
            (var own, editor) = (editor, after);
            var tasks = await TasksAsync("Voorbij, nog zonder verslag");
            editor = own;
            Assert.Contains($"{next.Title} Schrijf er een beeldverslag over", tasks);
            Assert.DoesNotContain(tasks, task => task.Contains("signalen bundelen", StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            portal.Host.Clock.Set(now);
        }
    }
}
