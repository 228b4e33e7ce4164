using System.Diagnostics;
using System.Net;
using AngleSharp;
using AngleSharp.Html.Dom;
using Portal.Platform;

namespace Portal.Tests.Members;

/// <summary>A real OpenID Connect provider (npm oidc-provider), in a process of its own.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    private readonly Process process;

    private OidcProvider(Process process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>The portal's settings for it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Members:Providers:0:Name"] = "proef",
        ["Members:Providers:0:Label"] = "Proefgemeente",
        ["Members:Providers:0:ClientId"] = "portaal",
        ["Members:Providers:0:ClientSecret"] = "geheim-van-de-proef",
        ["Members:Providers:0:AuthorizationEndpoint"] = $"{Address}auth",
        ["Members:Providers:0:TokenEndpoint"] = $"{Address}token",
        ["Members:Providers:0:UserInfoEndpoint"] = $"{Address}me",
    };

    public static async Task<OidcProvider> StartAsync()
    {
        var started = Process.Start(new ProcessStartInfo("node")
        {
            ArgumentList = { Path.Combine(Checkout.Root, "tests/Portal.Tests/Members/oidc-provider.mjs"), "http://localhost/inloggen/sso/proef/terug" },
            WorkingDirectory = Checkout.Root,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _ = started.StandardError.ReadToEndAsync(); // it warns about http and its own login pages
        return new OidcProvider(started, new Uri((await started.StandardOutput.ReadLineAsync())!));
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
                .ToDictionary(input => input.Name!, input => input.Name switch { "login" => name, "password" => "om het even", _ => input.Value });
            at = new Uri(at, form.GetAttribute("action"));
            using var filled = new FormUrlEncodedContent(fields);
            response = await browser.PostAsync(at, filled);
        }
        throw new InvalidOperationException($"The provider does not let go: {at}");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
