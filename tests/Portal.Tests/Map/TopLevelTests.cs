using System.Diagnostics;
using Portal.Platform;

namespace Portal.Tests.Map;

/// <summary>What lies at the top of a checkout is what a newcomer sees first: little, and each where tools look for it.</summary>
public sealed class TopLevelTests
{
    private static readonly string[] Known =
    [
        "src", "tests", "content", "themes", "Portal.sln", "package.json", "package-lock.json", "README.md",
        "LICENSE", "publiccode.yml", // where the public-code catalogues look
    ];

    [Fact]
    public async Task Nothing_else_lies_at_the_top()
    {
        var start = new ProcessStartInfo("git", ["ls-files"])
        {
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = (await git.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(files);
        Assert.Empty(files.Select(file => file.Split('/')[0]).Distinct().Where(name => name[0] != '.').Except(Known));
    }
}
