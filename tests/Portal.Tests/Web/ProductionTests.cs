using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Tests.Support;
using Portal.Web;

namespace Portal.Tests.Web;

public sealed class ProductionTests
{
    [Fact]
    public async Task A_host_in_production_says_all_that_it_misses_and_touches_nothing()
    {
        var data = Path.Combine(Path.GetTempPath(), $"portal-test-{Guid.NewGuid():N}");
        var nothing = ProductionSettings.All.ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), _ => "");

        var (exitCode, output, errors) = await HostProcess.RunAsync(data, HostProcess.FreePort(), nothing);

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        foreach (var setting in (string[])["Portal__PublicUrl", "Portal__TrustedProxies", "Portal__KeyCertificate"])
            Assert.Contains(setting, errors, StringComparison.Ordinal);
        Assert.Equal(3, errors.Trim().Split('\n').Length);
        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public void With_all_it_asks_for_it_starts() => Check(ProductionSettings.All);

    [Theory]
    [InlineData("Portal:PublicUrl", "http://portaal.voorbeeld.nl", "Portal__PublicUrl must begin with https://")]
    [InlineData("Portal:TrustedProxies", "", "http://localhost:5080 is plain http")]
    [InlineData("Members:Providers:0:ClientSecret", "changeme", "Members__Providers__0__ClientSecret has a secret that stands in examples")]
    [InlineData("Mail:Password", "VERANDER-DIT", "Mail__Password has a secret")]
    [InlineData("ConnectionStrings:Portal", "Host=db;Username=portal;Password=portal", "ConnectionStrings__Portal has a secret")]
    [InlineData("Portal:KeyCertificatePassword", "geheim", "Portal__KeyCertificatePassword has a secret")]
    public void One_thing_that_is_not_right_keeps_it_from_starting(string setting, string value, string problem)
    {
        var refused = RefusedWith(new Dictionary<string, string>(ProductionSettings.All) { [setting] = value });
        Assert.StartsWith(problem, Assert.Single(refused.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls", "https://0.0.0.0:443", true)]
    [InlineData("urls", "https://0.0.0.0:443;http://0.0.0.0:80", false)]
    [InlineData("Kestrel:Endpoints:Tls:Url", "https://*:443", true)]
    [InlineData("Kestrel:Endpoints:Plain:Url", "http://*:80", false)]
    public void Without_a_proxy_it_listens_by_https_only(string setting, string value, bool starts)
    {
        var settings = new Dictionary<string, string>(ProductionSettings.All) { ["Portal:TrustedProxies"] = "", [setting] = value };
        if (starts) Check(settings);
        else Assert.Contains("plain http", RefusedWith(settings).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Portal__TrustedProxies", "de proxy")]
    [InlineData("Portal__TrustedProxies", "10.0.0.0/99")]
    [InlineData("Portal__KeyCertificate", "/bestaat/niet.pem")]
    public async Task A_setting_that_cannot_be_read_is_said_before_anything_starts(string setting, string value)
    {
        var (exitCode, _, errors) = await HostProcess.RunAsync(
            "/bestaat/niet", HostProcess.FreePort(), new Dictionary<string, string> { [setting] = value });
        Assert.Equal(2, exitCode);
        Assert.Contains($"{setting} must be", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("portaal.voorbeeld.nl", 200)]
    [InlineData("localhost", 200)]
    [InlineData("elders.voorbeeld.nl", 400)]
    public async Task A_host_in_production_answers_to_its_own_name_only(string name, int status)
    {
        await using var host = await PortalHost.StartAsync(
            await TestDatabase.CloneAsync(), settings: new Dictionary<string, string> { ["environment"] = "Production" }, content: Empty());
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost/healthz") { Headers = { Host = name } };
        using var response = await host.Client.SendAsync(request);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        await PostgresServer.DropAsync(host.ConnectionString);
    }

    private static string Empty() => Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "no-content")).FullName;

    private static OptionsValidationException RefusedWith(IReadOnlyDictionary<string, string> settings) =>
        Assert.Throws<OptionsValidationException>(() => Check(settings));

    private static void Check(IReadOnlyDictionary<string, string> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings!).Build();
        Production.Check(configuration, PlatformOptions.From(configuration));
    }
}
