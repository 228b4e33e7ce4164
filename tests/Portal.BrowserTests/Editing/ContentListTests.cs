using Microsoft.Playwright;
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
        // What can be done with several is in sight once something is chosen, and says what is still missing.
        await visit.OpenAsync("/beheer/inhoud?soort=nieuws");
        await visit.Page.GetByLabel("Kies alles op deze pagina").CheckAsync();
        var rows = await visit.Page.Locator("input[name=id]").CountAsync();
        Assert.Equal(rows, await visit.Page.Locator("input[name=id]:checked").CountAsync());
        await Assertions.Expect(visit.Page.Locator("[data-picked]")).ToHaveTextAsync($" ({rows})");
        await round.LookAsync("inhoud, alles gekozen");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Zet erbij" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Kies een dossier.");
        await round.LookAsync("inhoud, nog iets te kiezen");
        await visit.Context.ClearCookiesAsync();
    });
}
