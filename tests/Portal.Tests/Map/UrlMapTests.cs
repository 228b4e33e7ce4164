using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Map;

public sealed partial class UrlMapTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private IEnumerable<RouteEndpoint> Routes =>
        portal.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    [Fact]
    public void Every_page_in_the_source_is_a_route_of_the_host()
    {
        var pages = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(
                file =>
                    !file.Contains("/obj/", StringComparison.Ordinal)
                        && File.ReadLines(file).Any(line => line.StartsWith("@page", StringComparison.Ordinal)))
            .Select(file => file[(file.IndexOf("/Pages/", StringComparison.Ordinal) + "/Pages".Length)..^".cshtml".Length]);
        var served = Routes.Select(route => route.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath).OfType<string>().Distinct();
        Assert.Equal(pages.Order(StringComparer.Ordinal), served.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_route_says_who_may_come_in()
    {
        var silent = Routes.Where(route => !SaysWho(route.Metadata)).Select(route => route.RoutePattern.RawText);
        Assert.Empty(silent);
    }

    private static bool SaysWho(EndpointMetadataCollection metadata) => metadata.GetMetadata<IAllowAnonymous>() is not null
        || metadata.GetMetadata<IAuthorizeData>() is not null || metadata.GetMetadata<AuthorizationPolicy>() is not null;

    [Fact]
    public void The_first_part_of_an_address_is_the_folder_of_its_page()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            if (PageLine().Match(File.ReadAllText(file)) is not { Success: true } page || page.Groups["first"].Value is "" or "{**path}")
                continue;
            var folder = file[(file.IndexOf("/Pages/", StringComparison.Ordinal) + "/Pages/".Length)..].Split('/')[0];
            Assert.Equal(folder.ToLowerInvariant(), page.Groups["first"].Value);
        }
    }

    [GeneratedRegex("""^@page\s+"/(?<first>[^/"]*)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageLine();
}
