using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>What is not for everybody is closed: tried at every address the host has, not read from its attributes.</summary>
public sealed partial class DoorTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private IEnumerable<RouteEndpoint> Routes => portal.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IReadOnlyList<string> Closed => [.. Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is null).Select(AddressOf).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_visitor_comes_nowhere_without_signing_in()
    {
        Assert.True(Closed.Count > 20, $"Only {Closed.Count} closed addresses.");
        foreach (var path in Closed)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var request = new HttpRequestMessage(method, path);
                if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent([]);
                using var response = await portal.Host.Client.SendAsync(request);
                var to = response.Headers.Location?.OriginalString ?? "";
                Assert.True(
                    response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound
                    || to.Contains("/inloggen?terug=", StringComparison.Ordinal),
                    $"{method} {path} answers {(int)response.StatusCode} {to}");
            }
        }
    }

    [Fact]
    public async Task A_professional_comes_nowhere_in_the_office()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        var office = Closed.Where(path => path.StartsWith("/beheer", StringComparison.Ordinal)).ToList();
        Assert.True(office.Count > 5, $"Only {office.Count} addresses.");
        foreach (var path in office)
        {
            await visitor.GoAsync(path);
            Assert.True(visitor.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path} answers {(int)visitor.Status}");
        }
    }

    [Fact]
    public void No_account_and_no_part_of_the_office_is_open_to_everybody()
    {
        var open = Routes.Where(route => route.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(AddressOf)
            .Where(path => path.StartsWith("/account", StringComparison.Ordinal) || path.StartsWith("/beheer", StringComparison.Ordinal));
        Assert.Empty(open);
    }

    private static string AddressOf(RouteEndpoint route) =>
        "/" + Parameter().Replace(route.RoutePattern.RawText!.TrimStart('/'), part => part.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : part.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x");

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
