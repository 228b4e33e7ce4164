using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AngleSharp;
using AngleSharp.Html.Dom;
using Portal.Platform;

namespace Portal.Tests.Members;

/// <summary>A real OpenID Connect provider (npm oidc-provider), in a process of its own.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    private readonly Process process;
    private bool gone;

    private OidcProvider(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The portal's settings for a provider at this address.</summary>
    public static Dictionary<string, string> SettingsFor(Uri address) => new()
    {
        ["Members:Providers:0:Name"] = "proef",
        ["Members:Providers:0:Label"] = "Proefgemeente",
        ["Members:Providers:0:Authority"] = address.GetLeftPart(UriPartial.Authority),
        ["Members:Providers:0:ClientId"] = "portaal",
        ["Members:Providers:0:ClientSecret"] = "geheim-van-de-proef",
        ["Members:Providers:0:Domains:0"] = "werk.example",
    };

    /// <summary>An address where no provider is yet.</summary>
    public static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    /// <summary>Starts one; at this address it wants requests pushed.</summary>
    public static async Task<OidcProvider> StartAsync(Uri? address = null)
    {
        var how = new ProcessStartInfo("node")
        {
            ArgumentList =
            {
                Path.Combine(Checkout.Root, "tests/Portal.Tests/Members/oidc-provider.mjs"), "http://localhost/inloggen/sso/proef/terug",
            },
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (address is not null) how.ArgumentList.Add(address.Port.ToString(CultureInfo.InvariantCulture));
        var started = Process.Start(how)!;
        var problems = started.StandardError.ReadToEndAsync(); // it warns about http and its own login pages
        return await started.StandardOutput.ReadLineAsync() is { } line
            ? new OidcProvider(started, new Uri(line))
            : throw new InvalidOperationException($"The provider did not start: {await problems}");
    }

    /// <summary>Signs in there and agrees, in a browser of its own; gives the address it then leads to.</summary>
    public static async Task<string> SignInAsync(string authorize, string name)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() };
        using var browser = new HttpClient(handler);
        var at = new Uri(authorize);
        var response = await browser.GetAsync(at);
        for (var steps = 0; steps < 20; steps++)
        {
            if (response.Headers.Location is { } location)
            {
                at = new Uri(at, location);
                if (at.Host == "localhost") return at.PathAndQuery;
                response = await browser.GetAsync(at);
                continue;
            }
            var html = await response.Content.ReadAsStringAsync();
            var page = await BrowsingContext.New().OpenAsync(answer => answer.Content(html).Address(at));
            var form = page.Forms[0];
            var fields = form.Elements.OfType<IHtmlInputElement>().Where(input => input.Name is not null)
                .ToDictionary(
                    input => input.Name!, input => input.Name switch { "login" => name, "password" => "om het even", _ => input.Value });
            at = new Uri(at, form.GetAttribute("action"));
            using var filled = new FormUrlEncodedContent(fields);
            response = await browser.PostAsync(at, filled);
        }
        throw new InvalidOperationException($"The provider does not let go: {at}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref gone, true)) return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
