using System.Net;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>With hundreds of colleagues, applicants and guests an organisation's lists come page by page, each of them once.</summary>
public sealed class LongListTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const int Many = 120, MostBytes = 100_000;

    [Fact]
    public async Task A_contact_person_goes_through_all_colleagues_page_by_page()
    {
        var organisation = await WithPeopleAsync();
        using var contact = await ContactAsync(organisation);
        // The people, and the contact person.
        Assert.Equal(Many + 1, (await AllAsync(contact, "/beheer/organisatie", ".wj-related__item strong")).Count);
    }

    [Fact]
    public async Task An_administrator_goes_through_all_members_of_an_organisation_page_by_page()
    {
        var organisation = await WithPeopleAsync();
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);
        using (admin)
        {
            var members = await AllAsync(admin, $"/beheer/leden/organisaties/{organisation}", ".wj-related__link[href^='/beheer/leden/']");
            Assert.Equal(Many, members.Count);
        }
    }

    [Fact]
    public async Task Who_waits_on_the_last_page_is_answered_there()
    {
        var organisation = await WithPeopleAsync();
        await portal.Host.SqlAsync(
            """
            insert into members.membership_requests (member_id, organisation_id, asked_at)
            select id, organisation_id, created_at + n * interval '1 minute'
            from (select id, organisation_id, created_at, row_number() over (order by id) as n
                  from members.members where organisation_id = $1) m
            """,
            organisation);
        using var contact = await ContactAsync(organisation);
        Assert.Equal(Many, (await AllAsync(contact, "/beheer/aanvragen", ".wj-related__item strong")).Count);

        await contact.GoAsync("/beheer/aanvragen?p=3");
        await contact.PressAsync("Nee", ("yes", "false"));
        Assert.Equal(
            (long)Many - 1,
            await portal.Host.SqlAsync("select count(*) from members.membership_requests where organisation_id = $1", organisation));
    }

    [Fact]
    public async Task Open_invitations_come_page_by_page()
    {
        var organisation = await portal.GivenOrganisationAsync();
        await portal.Host.SqlAsync(
            """
            insert into members.invitations (id, hash, organisation_id, email, name, created_at, expires_at)
            select gen_random_uuid(), sha256(($1::uuid || 'i' || n)::bytea), $1, 'gast' || n || '@toets.example', 'Gast ' || n, $2,
                   $2 + interval '9 days'
            from generate_series(1, 120) n
            """,
            organisation, portal.Host.Clock.GetUtcNow());
        using var contact = await ContactAsync(organisation);
        Assert.Equal(Many, (await AllAsync(contact, "/beheer/organisatie/uitnodigen", ".wj-related__item strong")).Count);
        await contact.PressAsync("Nodig uit", ("Name", "Gast 77"), ("Email", "GAST77@toets.example"));
        Assert.Contains("Gast 77: is al uitgenodigd.", contact.Text, StringComparison.Ordinal);
    }

    private async Task<Visitor> ContactAsync(Guid organisation) =>
        await portal.SignedInAsync((await portal.GivenColleagueAsync(organisation, Rights.ContactPerson)).Email);

    private async Task<Guid> WithPeopleAsync()
    {
        var organisation = await portal.GivenOrganisationAsync();
        await portal.Host.SqlAsync(
            """
            insert into members.members (id, name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp,
                                         two_factor_enabled, lockout_enabled, access_failed_count,
                                          organisation_id, created_at, last_seen_at)
            select gen_random_uuid(), 'Collega ' || n || ' van ' || $1::text, n || '.' || $1::text || '@toets.example',
                   upper(n || '.' || $1::text || '@toets.example'), true, 'x', 'x', false, true, 0, $1::uuid, $2, $2
            from generate_series(1, 120) n
            """,
            organisation, portal.Host.Clock.GetUtcNow());
        return organisation;
    }

    // By the links of each page; every one stands on one page only, and no page is long.
    private static async Task<HashSet<string>> AllAsync(Visitor visitor, string path, string item)
    {
        var all = new HashSet<string>();
        await visitor.GoAsync(path);
        while (true)
        {
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            Assert.InRange(visitor.Page.Source.Text.Length, 0, MostBytes);
            foreach (var element in visitor.Page.QuerySelectorAll(item))
                Assert.True(all.Add(element.TextContent), $"{element.TextContent} stands twice.");
            if (visitor.Page.QuerySelector("a[rel=next]") is not { } next) return all;
            await visitor.GoAsync(next.GetAttribute("href")!);
        }
    }
}
