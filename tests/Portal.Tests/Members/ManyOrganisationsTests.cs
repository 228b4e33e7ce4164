using System.Net;
using System.Text;
using AngleSharp.Dom;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>With ten thousand organisations nobody gets a list of all of them, and everybody finds theirs; without script.</summary>
public sealed class ManyOrganisationsTests(ManyOrganisationsTests.Many many) : IClassFixture<ManyOrganisationsTests.Many>
{
    private const int MostBytes = 100_000;

    private MembersHost Portal => many.Portal;

    [Fact]
    public async Task A_member_types_a_part_of_the_name_and_chooses_from_what_is_found()
    {
        var (email, id) = await Portal.GivenMemberAsync();
        using var visitor = await Portal.SignedInAsync(email);
        await visitor.GoAsync("/account/profiel");
        Small(visitor);
        Assert.Null(visitor.Page.QuerySelector("select[name='Form.Organisation']"));

        await visitor.PressAsync("Bewaar mijn profiel", ("Form.OrganisationName", "ICHTING 77"));
        Assert.Contains("Kies hieronder welke organisatie je bedoelt", visitor.Text, StringComparison.Ordinal);
        Small(visitor);
        var found = visitor.Page.QuerySelectorAll("select[name='Form.Organisation'] option").Skip(1).ToList();
        Assert.Equal(20, found.Count);
        Assert.Equal("Stichting 77", found[0].TextContent);
        Assert.Equal(0L, await AskedAsync(id));

        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Organisation", found[3].GetAttribute("value")!));
        Assert.Contains("Je profiel is bewaard.", visitor.Text, StringComparison.Ordinal);
        Assert.Contains($"dat je bij {found[3].TextContent} werkt", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(found[3].TextContent, visitor.Page.QuerySelector("[name='Form.OrganisationName']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_whole_name_is_enough_and_a_name_of_nobody_is_told()
    {
        var (email, id) = await Portal.GivenMemberAsync();
        using var visitor = await Portal.SignedInAsync(email);
        await visitor.GoAsync("/account/profiel");
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.OrganisationName", "Stichting Bestaat Niet"));
        Assert.Contains("Er is geen organisatie met deze naam.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal("Stichting Bestaat Niet", visitor.Page.QuerySelector("[name='Form.OrganisationName']")!.GetAttribute("value"));
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.OrganisationName", "  stichting 9999 "));
        Assert.Contains("dat je bij Stichting 9999 werkt", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(1L, await AskedAsync(id));

        await visitor.PressAsync("Bewaar mijn profiel", ("Form.OrganisationName", ""));
        Assert.Equal(0L, await AskedAsync(id));
    }

    [Fact]
    public async Task Page_by_page_an_administrator_comes_to_all_organisations_once_and_searches_in_them()
    {
        var (admin, _) = await Portal.SignedInAsAsync(Rights.Administrator);
        var names = new HashSet<string>();
        var pages = 0;
        for (string? path = "/beheer/leden/organisaties"; path is not null && pages < 5;)
        {
            await admin.GoAsync(path);
            Small(admin);
            Assert.All(admin.Page.QuerySelectorAll(".wj-related__link"), link => Assert.True(names.Add(link.TextContent)));
            pages++;
            path = admin.Page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal((5, 250), (pages, names.Count));
        await admin.GoAsync("/beheer/leden/organisaties?p=999999");
        Assert.Empty(admin.Page.QuerySelectorAll("a[rel=next]"));
        await admin.GoAsync("/beheer/leden/organisaties?zoek=ing+1234");
        Assert.Equal(["Stichting 1234"], admin.Page.QuerySelectorAll(".wj-related__link").Select(link => link.TextContent));
        await admin.GoAsync("/beheer/leden/organisaties?zoek=%25");
        Assert.Contains("0 organisaties bij ‘%’", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_coordinator_finds_the_people_of_one_organisation()
    {
        var (coordinator, _) = await Portal.SignedInAsAsync(Rights.Coordinator);
        await coordinator.GoAsync("/beheer/leren/mensen");
        await coordinator.PressAsync("Laat de namen zien", ("Keuze", NameViews.Purposes[0]));
        Small(coordinator);
        Assert.Null(coordinator.Page.QuerySelector("select[name=organisatie]"));
        var list = coordinator.At;
        await coordinator.GoAsync(list + "&organisatienaam=chting+123");
        Assert.Contains("Kies hieronder welke organisatie je bedoelt.", coordinator.Text, StringComparison.Ordinal);
        Small(coordinator);
        var (id, name) = coordinator.Page.QuerySelectorAll("select[name=organisatie] option").Skip(1)
            .Select(option => (option.GetAttribute("value")!, option.TextContent)).First();
        Assert.Equal("Stichting 123", name);
        await coordinator.GoAsync($"{list}&organisatienaam=chting+123&organisatie={id}");
        IEnumerable<string> Names() => coordinator.Page.QuerySelectorAll("tbody th").Select(cell => cell.FirstChild!.TextContent.Trim());
        Assert.Equal(["Lid van Stichting 123"], Names());
        await coordinator.GoAsync(list + "&organisatienaam=stichting+4321");
        Assert.Equal(["Lid van Stichting 4321"], Names());
    }

    private Task<object?> AskedAsync(Guid member) =>
        Portal.Host.SqlAsync("select count(*) from members.membership_requests where member_id = $1", member);

    private static void Small(Visitor visitor)
    {
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.InRange(Encoding.UTF8.GetByteCount(visitor.Page.DocumentElement.OuterHtml), 1, MostBytes);
    }

    /// <summary>A portal with ten thousand organisations, and a learner in each.</summary>
    public sealed class Many : IAsyncLifetime
    {
        public MembersHost Portal { get; } = new();

        public async Task InitializeAsync()
        {
            await Portal.InitializeAsync();
            await Portal.Host.SqlAsync(
                """
                with made as (
                    insert into members.organisations (id, name, created_at, mail_domains)
                    select gen_random_uuid(), 'Stichting ' || n, now(), '{}' from generate_series(1, 10000) n returning id, name)
                insert into learning.learners (member_id, name, organisation_id, organisation)
                select gen_random_uuid(), 'Lid van ' || name, id, name from made
                """);
        }

        public Task DisposeAsync() => Portal.DisposeAsync();
    }
}
