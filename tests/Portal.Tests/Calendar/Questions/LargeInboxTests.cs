using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Questions;

/// <summary>The inbox with ten thousand questions: as many statements as with ten, and no page longer than another.</summary>
public sealed class LargeInboxTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const int PageSize = 30;

    private static readonly string[] Addresses =
    [
        "/beheer", "/beheer/vragen", "/beheer/vragen?lijst=mijn", "/beheer/vragen?lijst=wacht", "/beheer/vragen?lijst=gesloten",
        "/beheer/vragen?soort=contact&thema=dossier-ouders&gemeente=org-gemeente-alkmaar", "/beheer/vragen/cijfers",
    ];

    [Fact]
    public async Task Ten_thousand_questions_cost_as_many_statements_as_ten()
    {
        var (colleague, id) = await portal.SignedInAsAsync(Rights.Coordinator);
        await GivenAsync(id, 10);
        await CostsAsync(colleague); // what is read once for a host is read now
        var few = await CostsAsync(colleague);
        await GivenAsync(id, 10_000);
        Assert.Equal(few, await CostsAsync(colleague));

        foreach (var list in new[] { "", "?lijst=wacht", "?lijst=gesloten" })
        {
            await colleague.GoAsync("/beheer/vragen" + list);
            Assert.Equal(PageSize, RowsOf(colleague));
        }
        // And the last page of it: who came last.
        var last = colleague.Page.QuerySelectorAll("main a[href*='p=']").Select(link => link.GetAttribute("href")!)
            .MaxBy(link => int.Parse(link.Split("p=")[1].Split('&')[0], System.Globalization.CultureInfo.InvariantCulture))!;
        await colleague.GoAsync(last);
        Assert.InRange(RowsOf(colleague), 1, PageSize);
        colleague.Dispose();
    }

    private static int RowsOf(Visitor colleague) =>
        colleague.Page.QuerySelectorAll("main a[href^='/beheer/vragen/']").Select(link => link.GetAttribute("href"))
            .Count(link => Guid.TryParse(link!.Split('/')[^1], out _));

    private async Task<Dictionary<string, int>> CostsAsync(Visitor colleague)
    {
        var costs = new Dictionary<string, int>();
        foreach (var address in Addresses)
        {
            using var statements = Statements.Of(portal.Host);
            await colleague.GoAsync(address);
            Assert.Equal(System.Net.HttpStatusCode.OK, colleague.Status);
            costs[address] = statements.All.Count;
        }
        return costs;
    }

    // A quarter waits, a quarter is this colleague's, a quarter was answered, the rest is closed.
    private Task<object?> GivenAsync(Guid colleague, int many) => portal.Host.SqlAsync(
        """
        insert into calendar.questions (id, kind, asked_at, name, address, municipality, theme, subject, warned, assigned_to, waiting_since,
            answered_at, closed_at)
        select gen_random_uuid(), case n % 2 when 0 then 'contact' else 'advice' end, $2::timestamptz - n * interval '1 minute', 'Noor',
            'noor' || n || '@toets.example', 'org-gemeente-alkmaar', 'dossier-ouders', 'Vraag ' || n, false,
            case when n % 4 = 1 then $3::uuid end,
            case when n % 4 in (0, 1) then $2::timestamptz - n * interval '1 minute' end,
            case when n % 4 in (2, 3) then $2::timestamptz end, case when n % 4 = 3 then $2::timestamptz end
        from generate_series(1, $1) n
        """,
        many, portal.Host.Clock.GetUtcNow(), colleague);
}
