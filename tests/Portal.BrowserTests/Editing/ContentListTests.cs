using Portal.BrowserTests.Support;
using Portal.BrowserTests.Members;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.BrowserTests.Editing;

/// <summary>The lists and the tree of the office, as an editor sees them.</summary>
public sealed class ContentListTests
{
    private static readonly string[] Addresses =
    [
        "", "?soort=hoofdstuk&p=2", "?status=concept", "?volgorde=controleren", "?zoek=zwxqzwxq", "?weergave=boom",
        "?weergave=boom&soort=module",
    ];

    [Fact]
    public Task The_lists_and_the_tree_are_accessible() => Round.WalkAsync(async round =>
    {
        var (visit, portal) = (round.Visit, MembersHost.On(await Sites.HostAsync()));
        var (email, id) = await portal.GivenMemberAsync(Rights.Editor);
        await visit.TrySignInAsync(email, MembersHost.Password);
        await portal.GivenSecondStepAsync(id);
        foreach (var address in Addresses)
        {
            await visit.OpenAsync("/beheer/inhoud" + address);
            await round.LookAsync("inhoud" + address);
        }
        await visit.Context.ClearCookiesAsync();
    });
}
