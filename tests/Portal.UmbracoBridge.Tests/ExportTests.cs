using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>An export of the site's own content.</summary>
public sealed class ExportTests(Real real) : IClassFixture<Real>
{
    [Fact]
    public async Task All_content_of_the_repository_goes_into_a_package_without_a_rule_that_is_broken()
    {
        try
        {
            var bytes = await real.PackageAsync();
            Assert.True(bytes.Length > 100_000);
        }
        catch (ExportRefused refused)
        {
            Assert.Fail(string.Join('\n', refused.Problems.Take(40)) + $"\n{refused.Problems.Count}");
        }
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes()
    {
        var first = await real.PackageAsync();
        var second = await Rooms.PackageAsync(Rooms.Export(Rooms.RealSite));
        Assert.Equal(first, second);
    }
}
