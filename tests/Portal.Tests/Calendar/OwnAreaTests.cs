using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Tests.Calendar.Attendance;
using Portal.Tests.Calendar.Registrations;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar;

/// <summary>A coordinator of one district works with the events of that district and of the whole region.</summary>
public sealed class OwnAreaTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Token = "formulier";

    // Every form there is on those pages.
    private static readonly string[] Forms =
    [
        "?handler=room", "/bericht", "/bericht?handler=send", "/aanwezig", "/aanwezig?handler=tik", "/aanwezig?handler=binnen",
        "/aanwezig?handler=woord", "/kopie", "/reeks", "/verslag", "/toevoegen", "/afmelden/{registration}", "/verplaatsen/{registration}",
    ];

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task Every_address_of_an_event_of_another_district_is_not_there_and_the_others_are()
    {
        var (own, region, elsewhere) = (await GivenAsync("Kennemerland"), await GivenAsync(null), await GivenAsync("Noord-Holland Noord"));
        using var coordinator = await OfDistrictAsync("org-district-kennemerland");
        var routes = Routes().ToList();
        Assert.InRange(routes.Count, 12, 40);
        foreach (var route in routes)
        {
            foreach (var (place, status) in new[]
            {
                (own, HttpStatusCode.OK), (region, HttpStatusCode.OK), (elsewhere, HttpStatusCode.NotFound),
            })
            {
                await coordinator.GoAsync(PathOf(route, place));
                Assert.True(coordinator.Status == status, $"{coordinator.At} answers {coordinator.Status}");
            }
        }

        // Nor does any form of theirs do anything there, though its token is good.
        var token = await TokenAsync(coordinator);
        foreach (var form in Forms)
        {
            await coordinator.PostAsync(
                PathOf("beheer/agenda/{id}" + form, elsewhere), (Token, token), ("tik", $"{elsewhere.Whose} 1"),
                ("wie", $"{elsewhere.Whose}"), ("tap", $"{Guid.NewGuid()}"));
            Assert.True(coordinator.Status == HttpStatusCode.NotFound, $"{coordinator.At} answers {coordinator.Status}");
        }
        await coordinator.GoAsync($"/beheer/agenda/{elsewhere.Id}/aanwezig/lijst?handler=csv");
        Assert.Equal(HttpStatusCode.NotFound, coordinator.Status);
        Assert.Equal("registered", (await Host.AttendeeAsync(elsewhere.Id, elsewhere.Whose)).State);
        Assert.Null((await Host.AttendeeAsync(elsewhere.Id, elsewhere.Whose)).Present);
    }

    [Fact]
    public async Task The_list_says_whose_events_it_shows_and_people_are_moved_within_them()
    {
        var (own, region, elsewhere) = (await GivenAsync("Kennemerland"), await GivenAsync(null), await GivenAsync("Noord-Holland Noord"));
        using var coordinator = await OfDistrictAsync("org-district-kennemerland");
        await coordinator.GoAsync("/beheer/agenda");
        Assert.Contains("De activiteiten van district Kennemerland en die voor de hele regio.", coordinator.Text, StringComparison.Ordinal);
        Assert.Equal([true, true, false], new[] { own, region, elsewhere }.Select(IsShown));
        await coordinator.GoAsync($"/beheer/agenda/{own.Id}/verplaatsen/{own.Whose}");
        var choices = coordinator.Page.QuerySelectorAll("option").Select(option => option.GetAttribute("value")).ToList();
        Assert.Contains(region.Id, choices);
        Assert.DoesNotContain(elsewhere.Id, choices);

        using var ofRegion = (await portal.SignedInAsAsync(Rights.Coordinator)).Visitor;
        await ofRegion.GoAsync($"/beheer/agenda/{elsewhere.Id}");
        Assert.Equal(HttpStatusCode.OK, ofRegion.Status);

        bool IsShown((string Id, Guid Whose) one) => coordinator.Page.QuerySelector($"a[href='/beheer/agenda/{one.Id}']") is not null;
    }

    [Fact]
    public async Task At_the_door_of_another_district_a_code_is_only_shown()
    {
        var elsewhere = await GivenAsync("Noord-Holland Noord");
        using var coordinator = await OfDistrictAsync("org-district-kennemerland");
        await coordinator.GoAsync(Host.LinksOf(elsewhere.Whose).CheckIn);
        Assert.Contains("Je bent coördinator van een ander district.", coordinator.Text, StringComparison.Ordinal);
        var door = coordinator.At;
        await coordinator.PostAsync(door, (Token, await TokenAsync(coordinator)), ("present", "true"));
        Assert.Equal(HttpStatusCode.Forbidden, coordinator.Status);
        Assert.Null((await Host.AttendeeAsync(elsewhere.Id, elsewhere.Whose)).Present);
    }

    private async Task<(string Id, Guid Whose)> GivenAsync(string? district)
    {
        var (id, _) = await Host.GivenEventAsync(district is null ? "" : $"district: {district}");
        return (id, await Host.GivenRegistrationAsync(id));
    }

    private async Task<Visitor> OfDistrictAsync(string district)
    {
        var (visitor, id) = await portal.SignedInAsAsync(Rights.Coordinator);
        await Host.SqlAsync("update members.roles set area = $2 where member_id = $1", id, district);
        return visitor;
    }

    private static async Task<string> TokenAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account/profiel");
        return visitor.Page.QuerySelector($"main form [name={Token}]")!.GetAttribute("value")!;
    }

    private IEnumerable<string> Routes() => Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
        .Where(route => route.StartsWith("beheer/agenda/{id", StringComparison.Ordinal)).Distinct();

    private static string PathOf(string route, (string Id, Guid Whose) place) => "/" + route
        .Replace("{id}", place.Id, StringComparison.Ordinal).Replace("{registration:guid}", $"{place.Whose}", StringComparison.Ordinal)
        .Replace("{registration}", $"{place.Whose}", StringComparison.Ordinal);
}
