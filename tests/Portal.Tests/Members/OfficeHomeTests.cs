using System.Net;
using Portal.Members.Access;

namespace Portal.Tests.Members;

/// <summary>The home of the office: what needs somebody today in three lines, and a door for each of their jobs.</summary>
public sealed class OfficeHomeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Theory]
    [InlineData(Rights.Editor, "Vragen beantwoorden; Leren en trainen; Schrijven en versturen; Het portaal zelf")]
    [InlineData(
        Rights.Coordinator,
        "Vragen beantwoorden; Leren en trainen; Schrijven en versturen; Mensen en organisaties; Het portaal zelf")]
    [InlineData(Rights.Administrator, "Vragen beantwoorden; Schrijven en versturen; Mensen en organisaties; Het portaal zelf")]
    [InlineData(Rights.ContactPerson, "Leren en trainen; Mensen en organisaties")]
    public async Task Everybody_sees_at_most_three_lines_for_today_and_doors_by_job(string right, string jobs)
    {
        using var visitor = right == Rights.ContactPerson
            ? await portal.SignedInAsync((await portal.GivenColleagueAsync(await portal.GivenOrganisationAsync(), right)).Email)
            : (await portal.SignedInAsAsync(right)).Visitor;
        await visitor.GoAsync("/beheer");
        Assert.InRange(visitor.Page.QuerySelectorAll(".wj-today__item").Length, 0, 3);
        Assert.Equal(jobs, string.Join("; ", visitor.Page.QuerySelectorAll(".wj-job__title").Select(title => title.TextContent)));
        var doors = visitor.Page.QuerySelectorAll(".wj-job__item a").Select(door => door.GetAttribute("href")!).ToList();
        Assert.Equal(doors.Distinct(), doors);
        foreach (var door in doors)
        {
            await visitor.GoAsync(door);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
        }
    }

    [Fact]
    public async Task A_contact_person_hears_of_who_waits_who_did_not_come_and_whose_proof_expires_of_their_own_people_alone()
    {
        var (own, other) = (await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        using var contact = await portal.SignedInAsync((await portal.GivenColleagueAsync(own, Rights.ContactPerson)).Email);
        await contact.GoAsync("/beheer");
        Assert.Contains("Er wacht niets op jou.", contact.Text, StringComparison.Ordinal);

        foreach (var (organisation, times) in new[] { (own, 2), (other, 4) })
        {
            for (var time = 0; time < times; time++)
            {
                var (_, asks) = await portal.GivenMemberAsync();
                await portal.Host.SqlAsync(
                    "insert into members.membership_requests (member_id, organisation_id, asked_at) values ($1, $2, now())", asks,
                    organisation);
                await GivenExpiringAsync(organisation);
            }
        }
        await contact.GoAsync("/beheer");
        Assert.Equal(
            [
                "Aanvragen 2 mensen zeggen bij een organisatie te horen Zeg of dat klopt",
                "Bewijzen Van 2 collega’s verloopt binnen 30 dagen een bewijs Herinner ze",
            ],
            contact.Page.QuerySelectorAll(".wj-today__item").Select(line => string.Join(
                ' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    }

    // A certificate by its row alone: how one is granted is told elsewhere.
    private async Task GivenExpiringAsync(Guid organisation)
    {
        var member = Guid.CreateVersion7();
        await portal.Host.SqlAsync(
            "insert into learning.learners (member_id, name, organisation_id) values ($1, 'Collega', $2)", member, organisation);
        var (id, reference) = (Guid.CreateVersion7(), Guid.NewGuid().ToString("N"));
        await portal.Host.SqlAsync(
            """
            insert into learning.attendances (id, member_id, event, title, day, minutes, attended_at)
            values ($1, $2, 'toets', 'Toets', current_date, 60, now())
            """,
            id, member);
        await portal.Host.SqlAsync(
            """
            insert into learning.certificates (id, ref, attendance_id, member_id, module, snapshot, signature, issued_at, valid_until)
            values ($1, $2, $1, $3, 'module-toets', '{}', '', now() - interval '23 months', current_date + 12)
            """,
            id, reference, member);
    }
}
