using System.Text.RegularExpressions;
using MimeKit;
using Npgsql;
using Portal.Platform;

namespace Portal.Tests.Web;

/// <summary>
/// What src/deploy hands to an operator fits together, read as systemd and a container engine read it. That the program a container starts
/// is published: <see cref="PublishedTests"/>.
/// </summary>
public sealed partial class DeployTests
{
    private static readonly string Container = Read("Containerfile");

    // A container's --env-file: what stands behind the first '=', as it is.
    private static readonly Dictionary<string, string> Settings = Read("portaal.env").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Where(line => line[0] != '#').Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

    [Fact]
    public void Settings_mean_the_same_to_systemd_and_to_a_container()
    {
        Assert.DoesNotContain(Settings.Values, value => value.IndexOfAny(['"', '\'', '\\']) >= 0 || value != value.Trim());
        Assert.Equal("portaal", new NpgsqlConnectionStringBuilder(Settings["ConnectionStrings__Portal"]).Database);
        Assert.Equal("noreply@voorbeeld.nl", MailboxAddress.Parse(Settings["Mail__From"]).Address);
    }

    [Fact]
    public void The_container_has_one_port_one_user_and_one_data_folder()
    {
        Assert.Equal(
            ["5080"], Port().Matches(Container).Select(found => found.Groups["port"].Value).Append(Settings["PORT"]).Distinct());
        Assert.Equal(
            [Settings["PORTAL_DATA"]], Data().Matches(Container).Select(found => found.Groups["path"].Value).Distinct());
        Assert.Equal(5, Data().Matches(Container).Count); // run, home, working directory, setting, volume
        Assert.Contains("--uid 5080 --gid 5080", Container, StringComparison.Ordinal);
        Assert.Contains("\nUSER 5080:5080\n", Container, StringComparison.Ordinal);
        Assert.Equal("/etc/portaal", Path.GetDirectoryName(Settings["Portal__KeyCertificate"]));
    }

    [Fact]
    public void The_container_takes_the_folder_that_publish_is_told_to_make()
    {
        var made = Regex.Match(
            Container, "dotnet publish src/Portal.Web -c Release -o (?<folder>[a-z]+)'", RegexOptions.None, TimeSpan.FromSeconds(10));
        Assert.Contains($"\nCOPY {made.Groups["folder"].Value} /opt/portaal\n", Container, StringComparison.Ordinal);
        Assert.StartsWith("ENTRYPOINT [\"dotnet\", \"/opt/portaal/Portal.Web.dll\"]", Container.Split('\n')[^2], StringComparison.Ordinal);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(Checkout.Root, "src/deploy", name));

    [GeneratedRegex(@"(EXPOSE |0\.0\.0\.0:|127\.0\.0\.1:)(?<port>\d+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Port();

    [GeneratedRegex(@"(--volume portaal:|--home-dir |WORKDIR |PORTAL_DATA=|VOLUME )(?<path>/\S+)", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Data();
}
