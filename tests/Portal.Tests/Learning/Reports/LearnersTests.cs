using Portal.Learning.Reports;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Events;
using Portal.Tests.Members;

namespace Portal.Tests.Learning.Reports;

/// <summary>The copy of members that reports count with.</summary>
public sealed class LearnersTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private readonly ReportPeople people = new(portal);

    [Fact]
    public async Task A_member_who_changes_changes_here_and_one_who_goes_goes_here()
    {
        var id = await people.LearnerAsync("Fatima Eerst");
        var card = new MemberCard(id, "Fatima Later", "f@toets.example", null, null, null, null, "zorg", null);
        await portal.Host.WithAsync<EventPublisher>(events => events.PublishAsync(new MemberChanged(card)));
        Assert.Equal(
            "Fatima Later|zorg||",
            await portal.Host.SqlAsync(
                "select concat_ws('|', name, domain, municipality, function) from learning.learners where member_id = $1", id));
        await portal.Host.WithAsync<Learners>(learners => learners.HandleAsync(new MemberErased(id), default));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.learners where member_id = $1", id));
    }

    [Fact]
    public async Task Who_was_missed_is_added_and_who_is_gone_goes()
    {
        var ghost = await people.LearnerAsync("Geest");
        var (_, id) = await portal.GivenMemberAsync();
        await portal.Host.RunJobAsync(new CompleteLearners());
        Assert.Equal(
            "org-district-kennemerland", await portal.Host.SqlAsync("select district from learning.learners where member_id = $1", id));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.learners where member_id = $1", ghost));
    }

    [Fact]
    public async Task A_look_at_names_stays_as_it_was_and_only_loses_its_viewer()
    {
        var viewer = Guid.CreateVersion7();
        var id = await portal.Host.WithAsync<NameViews, Guid>(views => views.StartAsync(viewer, "Een goed doel", ReportScope.Region));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(
            () => portal.Host.SqlAsync("update learning.name_views set purpose = 'iets anders' where id = $1", id));
        var exported = await portal.Host.WithAsync<Learners, IReadOnlyList<PersonalTable>>(
            learners => learners.ExportAsync(viewer, default));
        Assert.Equal("Een goed doel", Assert.Single(Assert.Single(exported).Rows)[1]);
        await portal.Host.WithAsync<Learners>(learners => learners.HandleAsync(new MemberErased(viewer), default));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from learning.name_views where id = $1 and viewer_id is null", id));
    }
}
