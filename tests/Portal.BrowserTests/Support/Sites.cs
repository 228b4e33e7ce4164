using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Portal.BrowserTests.Accessibility;
using Portal.BrowserTests.Editing;
using Portal.Content.Import;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Support;

/// <summary>
/// The portal with its real content and the few documents of <c>Content/</c> beside this project (a text with every part there is, a page
/// that is gone), once per theme. Both hosts read the same database.
/// </summary>
internal static class Sites
{
    private static readonly Lazy<Task<PortalHost>> Standard = new(StartStandardAsync);
    private static readonly Lazy<Task<PortalHost>> Contrast = new(StartContrastAsync);
    private static readonly Lazy<Task<PortalHost>> Invented = new(StartInventedAsync);

    /// <summary>The text with every part there is.</summary>
    public const string EveryPart = "/alle-onderdelen";

    /// <summary>Was online and is gone on purpose.</summary>
    public const string Gone = "/weggehaald";

    /// <summary>Breaks while it is being made.</summary>
    public const string Broken = "/over-ons?breek";

    /// <summary>Where the portal stands in this theme.</summary>
    public static async Task<Uri> WithThemeAsync(string theme) => (await (theme == "contrast" ? Contrast : Standard).Value).Address;

    /// <summary>The host of the standard theme.</summary>
    public static Task<PortalHost> HostAsync() => Standard.Value;

    /// <summary>A portal of its own with the hundred invented learners, two years of their progress and the reports of it.</summary>
    public static Task<PortalHost> InventedAsync() => Invented.Value;

    /// <summary>Stops what was started; called once at the end (<see cref="TestRun"/>).</summary>
    public static async Task StopAsync()
    {
        foreach (var site in new[] { Invented, Contrast, Standard })
            if (site.IsValueCreated && site.Value.IsCompletedSuccessfully) await (await site.Value).DisposeAsync();
        await PostgresServer.StopAsync();
    }

    private static async Task<PortalHost> StartStandardAsync()
    {
        var host = await PortalHost.StartAsync(kestrel: true, services: Prepare);
        var folder = Path.Combine(Checkout.Root, "tests", "Portal.BrowserTests", "Content");
        var result = await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions(), CancellationToken.None));
        Assert.Empty(result.Errors);
        await Eventually.Async(() => host.Site.Current.Find("pagina-alle-onderdelen") is not null, "the extra page is online");
        return host;
    }

    private static async Task<PortalHost> StartContrastAsync() => await PortalHost.StartAsync(
        (await Standard.Value).ConnectionString, kestrel: true, new Dictionary<string, string> { ["Portal:Theme"] = "contrast" }, Prepare);

    private static async Task<PortalHost> StartInventedAsync()
    {
        var data = Directory.CreateTempSubdirectory("portal-invented-").FullName;
        var host = await PortalHost.StartAsync(
            await InventedDatabase.CloneAsync(), kestrel: true, InventedDatabase.SettingsFor(data), Prepare);
        await host.RunJobAsync(new CountPeople());
        await host.RunJobAsync(new FindDue());
        await host.RunJobAsync(new MakeAnswerReports());
        return host;
    }

    /// <summary>A portal of a test's own with the real content, for who lets days pass in it. Whoever starts it stops it.</summary>
    /// <param name="settings">Settings, e.g. <c>Mail:Host</c>.</param>
    public static Task<PortalHost> StartOwnAsync(IReadOnlyDictionary<string, string>? settings = null) =>
        PortalHost.StartAsync(kestrel: true, settings: settings, services: Prepare);

    // A page that can break, the script of axe, and passwords that cost little: nobody breaks into this portal.
    private static void Prepare(IServiceCollection services) => services
        .Configure<MvcOptions>(options => options.Filters.Add(new BreakWhenAsked()))
        .AddSingleton<IStartupFilter, ServeAxe>()
        .AddSingleton<IStartupFilter, ServeTrialTexts>()
        .PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);

    // From the portal itself, so that the policy for scripts allows it and the browser keeps what it compiled of it.
    private sealed class ServeAxe : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map(Axe.Path, axe => axe.Run(context =>
            {
                context.Response.ContentType = "text/javascript; charset=utf-8";
                context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                return context.Response.WriteAsync(Axe.Script, context.RequestAborted);
            }));
            next(app);
        };
    }

    private sealed class BreakWhenAsked : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            // Not the page that says so: it is made for the same address.
            if (context.HttpContext.Request is { Path.Value: "/over-ons", Query: var query } && query.ContainsKey("breek")) throw new InvalidOperationException("Broken on purpose, by a test.");
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
