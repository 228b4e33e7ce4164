using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Search;
using Portal.Search.Indexing;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing;

/// <summary>An editor looks after search: how it stands, why it answers so, and what nobody finds.</summary>
public sealed class SearchOfficeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Page = "/beheer/zoeken";

    [Theory]
    [InlineData(Rights.Editor)]
    [InlineData(Rights.Administrator)]
    public async Task Who_looks_after_search_gets_there_from_the_office(string right)
    {
        var (somebody, _) = await portal.SignedInAsAsync(right);
        using (somebody)
        {
            await somebody.GoAsync("/beheer");
            Assert.NotNull(somebody.Page.QuerySelector($"main a[href='{Page}']"));
            await somebody.GoAsync(Page);
            Assert.Equal(HttpStatusCode.OK, somebody.Status);
            Assert.Equal("Zoeken", somebody.Page.QuerySelector("h1")!.TextContent);
        }
    }

    [Theory]
    [InlineData(Rights.Coordinator)]
    [InlineData(Rights.ContactPerson)]
    public async Task Nobody_else_of_the_office_sees_it_or_has_an_index_made(string right)
    {
        var (somebody, _) = await portal.SignedInAsAsync(right);
        using (somebody)
        {
            await somebody.GoAsync("/beheer");
            Assert.Null(somebody.Page.QuerySelector($"a[href='{Page}']"));
            await somebody.GoAsync(Page);
            Assert.NotEqual(Page, somebody.Status == HttpStatusCode.OK ? somebody.At : "");
            var made = portal.Host.Services.GetRequiredService<LiveIndex>().State.MadeAt;
            await somebody.GoAsync("/account");
            var token = somebody.Page.QuerySelector("input[name='formulier']")!.GetAttribute("value")!;
            await somebody.PostAsync(Page, ("formulier", token));
            Assert.Equal(HttpStatusCode.Forbidden, somebody.Status);
            Assert.Equal(made, portal.Host.Services.GetRequiredService<LiveIndex>().State.MadeAt);
        }
    }

    [Fact]
    public async Task An_editor_sees_at_which_place_of_the_results_people_click()
    {
        async Task<HttpStatusCode> ClickAsync(string place, HttpMethod method) =>
            (await portal.Host.Client.SendAsync(new HttpRequestMessage(method, $"/api/zoeken/klik?plaats={place}"))).StatusCode;

        foreach (var place in (string[])["1", "1", "3", "0", "250"])
            Assert.Equal(HttpStatusCode.NoContent, await ClickAsync(place, HttpMethod.Post));
        Assert.Equal(HttpStatusCode.BadRequest, await ClickAsync("bovenaan", HttpMethod.Post));
        Assert.Equal(HttpStatusCode.NotFound, await ClickAsync("1", HttpMethod.Get));

        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync(Page);
            var rows = editor.Page.QuerySelectorAll("section[aria-labelledby='klikken'] tbody tr")
                .Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())));
            Assert.Equal(
                ["Antwoord boven de lijst | 1 | 20 %", "Plaats 1 | 2 | 40 %", "Plaats 3 | 1 | 20 %", "Verder naar beneden | 1 | 20 %"],
                rows);
        }
    }

    [Fact]
    public async Task Kept_of_a_click_are_a_day_a_place_and_a_number() => Assert.Equal(
        ["day", "place", "times"],
        await portal.Host.WithAsync<DbSession, List<string>>(session => session.ListAsync(
            "select column_name::text from information_schema.columns where table_schema = 'search' and table_name = 'clicks' order by 1", [],
            row => row.Text(0), default)));

    [Fact]
    public async Task An_editor_sees_how_the_index_stands_and_has_it_made_anew()
    {
        var live = portal.Host.Services.GetRequiredService<LiveIndex>();
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync(Page + "?q=ouders"); // whoever asks first has it made
            await editor.GoAsync(Page);
            Assert.Contains("Heel: zoeken werkt.", editor.Text, StringComparison.Ordinal);
            Assert.Equal(
                Convert.ToInt64(await portal.Host.SqlAsync("select count(*) from search.documents"), null), live.State.Sections);
            Assert.Equal(live.State.Sections.ToString("N0", DutchTime.Culture), FactOf(editor, "Stukken tekst"));
            Assert.Matches("^[0-9,]+ [kMG]B$", FactOf(editor, "Geheugen"));
            Assert.Equal(DutchTime.DayAndClock(live.State.FollowedAt!.Value), FactOf(editor, "Bijgewerkt"));

            portal.Host.Clock.Advance(TimeSpan.FromMinutes(3));
            await editor.PressAsync("Maak de index opnieuw");
            Assert.Contains("De index wordt opnieuw gemaakt.", editor.Text, StringComparison.Ordinal);
            await Eventually.Async(() => !live.IsBeingMade, "the index is made anew");
            await editor.GoAsync(Page);
            Assert.Equal(DutchTime.DayAndClock(portal.Host.Clock.GetUtcNow()), FactOf(editor, "Gemaakt"));
            Assert.Null(editor.Page.QuerySelector("[data-watch]"));
            await editor.GoAsync("/zoeken?q=ouders");
            Assert.NotEmpty(editor.Page.QuerySelectorAll(".wj-entry"));
        }
    }

    [Fact]
    public async Task The_trial_tells_how_the_question_was_read_and_why_each_page_was_found()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync(Page + "?q=gesprek+met+oudrs");
            Assert.Equal("gesprek met oudrs", editor.Page.QuerySelector("#q")!.GetAttribute("value"));
            Assert.Contains("Verbeterd tot ‘gesprek met ouders’.", editor.Text, StringComparison.Ordinal);
            var rows = editor.Page.QuerySelectorAll("#proef ~ table tbody tr");
            Assert.Equal(10, rows.Length);
            Assert.StartsWith("1. ", rows[0].QuerySelector("th")!.TextContent.Trim(), StringComparison.Ordinal);
            Assert.StartsWith("/", rows[0].QuerySelector("th a")!.GetAttribute("href"), StringComparison.Ordinal);
            Assert.Contains(rows, row => row.TextContent.Contains("‘ouders’ staat in de titel (", StringComparison.Ordinal));
            Assert.DoesNotContain(rows, row => row.TextContent.Contains("iets anders", StringComparison.Ordinal));

            const string Counted = "select coalesce(sum(times), 0) from search.misses";
            var before = await portal.Host.SqlAsync(Counted);
            await editor.GoAsync(Page + "?q=qzwxvbn");
            Assert.Contains("qzwxvbn staat nergens op het portaal.", editor.Text, StringComparison.Ordinal);
            Assert.Contains("Niets.", editor.Text, StringComparison.Ordinal);
            Assert.Equal(before, await portal.Host.SqlAsync(Counted));
        }
    }

    [Fact]
    public async Task The_points_that_are_told_are_together_those_of_the_page()
    {
        foreach (var asked in new[] { "gesprek met ouders", "wat is een geldezel", "jongerenwerker op straat", "\"sociale media\" 16" })
        {
            var tried = (await portal.Host.Services.GetRequiredService<SearchDesk>().TryAsync(asked))!;
            Assert.NotEmpty(tried.Pages);
            Assert.All(tried.Pages, page => Assert.Equal(page.Points, page.Reasons.Sum(reason => reason.Points), 0.05));
            var small = tried.Pages.Select(page => (
                page, page.Reasons.FirstOrDefault(one => one.Says == "kleine dingen samen")?.Points ?? 0));
            Assert.All(small, one => Assert.InRange(one.Item2, -1, one.page.Points / 3));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("-weg")]
    [InlineData("\"\"")]
    [InlineData("%F0%9F%98%80")]
    [InlineData("%3Cscript%3E")]
    public async Task Whatever_is_tried_there_is_a_page(string question)
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync($"{Page}?q={question}");
            Assert.Equal(HttpStatusCode.OK, editor.Status);
            await editor.GoAsync($"{Page}?q={new string('a', 300)}");
            Assert.Contains("Je vraag is te lang.", editor.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_was_asked_in_vain_leads_to_search_words_and_to_a_first_answer_that_begin_with_it()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync(Page);
            Assert.Contains("is niets 3 keer of vaker voor niets gezocht", editor.Text, StringComparison.Ordinal);
            for (var time = 0; time < SearchMisses.FewestTimes; time++)
                await portal.Host.WithAsync<SearchMisses>(misses => misses.CountAsync("flurbeldings & co", default));
            await editor.GoAsync(Page);
            var row = editor.Page.QuerySelectorAll("#gemist ~ table tbody tr").Single();
            Assert.Contains("3 keer", row.TextContent, StringComparison.Ordinal);

            foreach (var (link, key) in new[] { ("Maak zoekwoorden", "words"), ("Kies een eerste antwoord", "questions") })
            {
                await editor.GoAsync(Page);
                await editor.GoAsync(editor.Page.QuerySelectorAll("#gemist ~ table a")
                    .Single(found => found.TextContent.StartsWith(link, StringComparison.Ordinal)).GetAttribute("href")!);
                Assert.Equal("flurbeldings & co", editor.Page.QuerySelector("#titel")!.GetAttribute("value"));
                await editor.PressAsync("Begin");
                var id = editor.At.Split('/')[^1];
                var filled = editor.Page.QuerySelectorAll($"[name^='p.{key}']")
                    .Select(field => field.GetAttribute("value") ?? field.TextContent);
                Assert.Contains("flurbeldings & co", string.Concat(filled), StringComparison.Ordinal);
                var draft = (string)(await portal.Host.SqlAsync(
                    "select r.front_source from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", id))!;
                Assert.Contains(key + ":", draft, StringComparison.Ordinal);
            }
            await editor.GoAsync("/beheer/inhoud/nieuw?soort=nieuws&vraag=iets");
            await editor.PressAsync("Begin");
            Assert.Equal("/beheer/inhoud/nieuws-iets", editor.At);
        }
    }

    [Fact]
    public async Task An_administrator_who_writes_nothing_is_offered_nothing_to_write()
    {
        for (var time = 0; time < SearchMisses.FewestTimes; time++)
            await portal.Host.WithAsync<SearchMisses>(misses => misses.CountAsync("kwakkeldoos", default));
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        using (admin)
        {
            await admin.GoAsync(Page);
            Assert.Contains("kwakkeldoos", admin.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Maak zoekwoorden", admin.Text, StringComparison.Ordinal);
        }
        await portal.Host.SqlAsync("delete from search.misses");
    }

    private static string FactOf(Visitor visitor, string name) => visitor.Page.QuerySelectorAll(".wj-facts__row")
        .Single(row => row.QuerySelector("dt")!.TextContent == name).QuerySelector("dd")!.TextContent.Trim();
}
