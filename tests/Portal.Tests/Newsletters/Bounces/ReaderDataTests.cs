using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Newsletters.Bounces;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>What a member can see of the newsletters they got.</summary>
public sealed class ReaderDataTests(BouncesHost portal) : IClassFixture<BouncesHost>
{
    [Fact]
    public async Task A_member_sees_which_newsletters_they_got_and_what_came_back()
    {
        var (email, id) = await portal.People.GivenMemberAsync();
        var reader = await portal.ReaderAsync(email);
        Assert.Equal(id, reader.MemberId);
        await portal.SentAsync(reader, 14);
        var second = await portal.SentAsync(reader, 7);
        await portal.SentAsync(reader, 0, DeliveryState.Unknown);
        await portal.BounceAsync(reader, second, "5.2.2");
        await portal.TakeAsync(Returned.Complaint($"Original-Mail-From: <{await portal.ReturnPathAsync(reader, second)}>\n", "Subject: x"));

        var table = await TableAsync(id);
        Assert.Equal(["verstuurd", "kwam terug", "onzeker of hij is verstuurd"], table.Rows.Select(row => row[2]));
        Assert.Equal([false, true, false], table.Rows.Select(row => row[3] is not null));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
    }

    [Fact]
    public async Task When_a_subscription_is_forgotten_nothing_says_whose_newsletters_they_were()
    {
        var (email, id) = await portal.People.GivenMemberAsync();
        var reader = await portal.ReaderAsync(email);
        var campaign = await portal.SentAsync(reader);
        await portal.BounceAsync(reader, campaign, "5.2.2");
        await portal.Host.WithAsync<MemberSubscriptions>(data => data.HandleAsync(new MemberErased(id) { Email = email }, default));
        Assert.Null(await portal.FindAsync(reader));
        Assert.Equal("bounced soft 5.2.2", await portal.RowAsync(campaign));
        var table = await TableAsync(id);
        Assert.Empty(table.Rows);
    }

    private async Task<PersonalTable> TableAsync(Guid member) => Assert.Single(
        await portal.Host.WithAsync<ReaderData, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(member, default)));
}
