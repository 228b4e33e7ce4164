using System.Net;
using Portal.Calendar.Questions;
using Portal.Learning.Progress;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Tests.Calendar.Questions;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>The page of what people ask in vain: who sees what of it, and what each line leads to.</summary>
public sealed class MissedPageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Page = "/beheer/gemist";
    private readonly ReportPeople people = new(portal);

    [Fact]
    public async Task A_figure_does_not_move_within_a_month_whatever_anybody_does()
    {
        var (module, chapters) = ModuleOf();
        var begun = new List<Guid>();
        for (var number = 0; number < 12; number++) begun.Add(await LeftAsync(module, chapters[0], number < 9 ? chapters[1] : null));
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        Assert.Equal([$"{TitleOf(chapters[2])} 5 of meer"], await LinesAsync(editor));
        var before = editor.Text;

        // One goes on, one finishes, one more begins and leaves: the page of next night is the same.
        await portal.Host.SqlAsync(
            "insert into learning.chapter_readings (enrolment_id, chapter, read_at) values ($1, $2, now())", begun[0], chapters[2]);
        await portal.Host.SqlAsync(
            "update learning.enrolments set completed_at = now(), last_seen_at = now(), last_chapter = $2 where id = $1", begun[1],
            chapters[2]);
        await people.NightAsync();
        await editor.GoAsync(Page);
        Assert.Equal(before, editor.Text);

        // Next month it is.
        var now = portal.Host.Clock.GetUtcNow();
        try
        {
            portal.Host.Clock.Set(now.AddMonths(1));
            for (var number = 2; number < 6; number++)
                await portal.Host.SqlAsync("delete from learning.enrolments where id = $1", begun[number]); // erased
            await people.NightAsync();
            using var later = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
            Assert.Empty(await LinesAsync(later));
            Assert.Contains("Er is geen les waar vijf mensen of meer zijn gestopt", later.Text, StringComparison.Ordinal);
        }
        finally
        {
            portal.Host.Clock.Set(now);
        }
    }

    [Fact]
    public async Task Each_line_ends_in_something_that_this_person_can_do()
    {
        for (var time = 0; time < 3; time++) await portal.Host.PageAsync("/zoeken?q=zwabberfix");
        var question = await portal.Host.GivenQuestionAsync(QuestionKind.Advice);
        foreach (var (right, sees, not) in new[]
        {
            (Rights.Editor, "/beheer/inhoud/nieuw?soort=zoekwoorden&vraag=zwabberfix", $"/beheer/vragen/{question.Id}"),
            (Rights.Coordinator, "/beheer/inhoud?zoek=zwabberfix", "/beheer/inhoud/nieuw?soort=zoekwoorden&vraag=zwabberfix"),
            (Rights.Administrator, "/beheer/zoeken?q=zwabberfix", "/beheer/inhoud?zoek=zwabberfix"),
        })
        {
            using var visitor = (await portal.SignedInAsAsync(right)).Visitor;
            await visitor.GoAsync("/beheer");
            Assert.NotNull(visitor.Page.QuerySelector($"main a[href='{Page}']"));
            await visitor.GoAsync(Page);
            var links = visitor.Page.QuerySelectorAll("main :is(td, th) a").Select(link => link.GetAttribute("href")).ToList();
            Assert.Contains(sees, links);
            Assert.DoesNotContain(not, links);
            if (right != Rights.Editor)
                Assert.Contains(links, link => link!.StartsWith("/beheer/vragen/", StringComparison.Ordinal));
            foreach (var link in links.Where(link => !link!.Contains("/vragen/", StringComparison.Ordinal)))
            {
                await visitor.GoAsync(link!);
                Assert.Equal(HttpStatusCode.OK, visitor.Status);
            }
        }
        using var contact = await portal.SignedInAsync((await portal.GivenMemberAsync(Rights.ContactPerson)).Email);
        await contact.GoAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
    }

    private (string Module, List<string> Chapters) ModuleOf()
    {
        var module = portal.Host.Site.Current.All<LearningModule>().OrderBy(one => one.Properties.Number).Last();
        return (
            module.Id,
            [
                .. portal.Host.Site.Current.Below<Chapter>(module.Id).Where(chapter => chapter.Properties.Kind == ChapterKind.Chapter)
                    .OrderBy(chapter => chapter.Properties.Order).Select(chapter => chapter.Id),
            ]);
    }

    private string TitleOf(string chapter) => portal.Host.Site.Current.Find<Chapter>(chapter)!.Title;

    // Somebody who began a year ago, read these and did nothing since.
    private async Task<Guid> LeftAsync(string module, params string?[] read)
    {
        var learner = await people.LearnerAsync("Lid dat stopte");
        var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(learner, module));
        var began = portal.Host.Clock.GetUtcNow().AddDays(-200).ToUniversalTime();
        await portal.Host.SqlAsync(
            "update learning.enrolments set started_at = $2, last_seen_at = $2 where id = $1", enrolment.Id, began);
        foreach (var (chapter, at) in read.OfType<string>().Select((chapter, at) => (chapter, at)))
            await portal.Host.SqlAsync(
                "insert into learning.chapter_readings (enrolment_id, chapter, read_at) values ($1, $2, $3)", enrolment.Id, chapter,
                began.AddHours(at + 1));
        return enrolment.Id;
    }

    private async Task<IReadOnlyList<string>> LinesAsync(Visitor visitor)
    {
        await people.NightAsync();
        await visitor.GoAsync(Page);
        return
        [
            .. visitor.Page.QuerySelectorAll("section[aria-labelledby=gestopt] tbody tr").Select(row =>
                $"{row.QuerySelector("th")!.FirstChild!.TextContent.Trim()} {row.QuerySelector("td")!.TextContent}"),
        ];
    }
}
