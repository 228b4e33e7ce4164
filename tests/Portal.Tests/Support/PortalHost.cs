using System.Security.Cryptography;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;
using Portal.Platform.Pictures;

namespace Portal.Tests.Support;

/// <summary>The whole portal on a database of its own that holds the site's real content: a copy, so a test may change it.</summary>
public sealed class PortalHost : IAsyncDisposable
{
    private static readonly Lazy<string> Contents = new(ContentVersion);

    private readonly Factory web;
    private readonly bool ownsDatabase;

    private PortalHost(Factory factory, string connectionString, bool ownsDatabase)
    {
        (web, ConnectionString, this.ownsDatabase) = (factory, connectionString, ownsDatabase);
        Client = factory.CreateClient(new WebApplicationFactoryClientOptions
        {
            BaseAddress = factory.ClientOptions.BaseAddress,
            AllowAutoRedirect = false,
            HandleCookies = false,
        });
    }

    /// <summary>Opens the host's database.</summary>
    public string ConnectionString { get; }

    /// <summary>A visitor: no cookies, and redirects are shown, not followed.</summary>
    public HttpClient Client { get; }

    /// <summary>The clock the host lives by.</summary>
    public TestClock Clock => web.Clock;

    /// <summary>Where the host listens, when it was started with <c>kestrel</c>.</summary>
    public Uri Address => web.ClientOptions.BaseAddress;

    /// <summary>The host's services.</summary>
    public IServiceProvider Services => web.Services;

    /// <summary>Warnings and errors it logged.</summary>
    public IReadOnlyCollection<LogLine> Log => web.Log.Lines;

    /// <summary>What readers of this host see.</summary>
    public LiveSite Site => Services.GetRequiredService<LiveSite>();

    /// <summary>Starts a host.</summary>
    /// <param name="connectionString">The database of another host, to be a second one; null: an own copy.</param>
    /// <param name="kestrel">True: listens on a free port, for a browser.</param>
    /// <param name="settings">Settings, e.g. <c>Portal:Theme</c>.</param>
    /// <param name="services">Replaces services.</param>
    /// <param name="content">
    /// The folder it fills itself with; null: it holds the site's real content already. An empty folder gives an empty portal.
    /// </param>
    public static async Task<PortalHost> StartAsync(
        string? connectionString = null, bool kestrel = false, IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? services = null, string? content = null)
    {
        var owns = connectionString is null;
        connectionString ??= await (
            content is null ? PostgresServer.CloneAsync("site", Contents.Value, FillAsync) : TestDatabase.CloneAsync());
        var factory = new Factory(
            connectionString,
            new Dictionary<string, string>(settings ?? new Dictionary<string, string>()) { ["Portal:Content"] = content ?? "" }, services);
        if (kestrel)
        {
            factory.UseKestrel(0);
            factory.StartServer();
        }
        var host = new PortalHost(factory, connectionString, owns);
        await Eventually.Async(() => host.Site.IsLoaded, "the site is loaded");
        return host;
    }

    /// <summary>
    /// A database with the site's real content and what this makes of it, once for all who ask for that on the same day; who gets it drops
    /// it (<see cref="PostgresServer.DropAsync"/>).
    /// </summary>
    /// <param name="kind">What it holds, in one word.</param>
    /// <param name="settings">Settings of the host that fills it.</param>
    /// <param name="fill">Fills it. The clock of its host stands at <see cref="Today"/>.</param>
    public static Task<string> FilledAsync(string kind, IReadOnlyDictionary<string, string> settings, Func<PortalHost, Task> fill) =>
        PostgresServer.CloneAsync(
            kind, $"{Contents.Value}_{Today:yyyyMMdd}",
            async connectionString =>
            {
                await using var host = await StartAsync(connectionString, settings: settings);
                host.Clock.Set(Today);
                await fill(host);
            },
            () => PostgresServer.TemplateAsync("site", Contents.Value, FillAsync));

    /// <summary>
    /// The moment at which the day of this run began, UTC: what is filled then is over for whoever looks later.
    /// </summary>
    public static DateTimeOffset Today { get; } = new(DateTime.UtcNow.Date, TimeSpan.Zero);

    /// <summary>A page as a visitor gets it.</summary>
    public async Task<IDocument> PageAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();
        return await BrowsingContext.New()
            .OpenAsync(answer => answer.Content(html).Address("http://localhost" + path).Status(response.StatusCode));
    }

    /// <summary>The status and, for a redirect, where it leads.</summary>
    public async Task<(int Status, string? To)> AskAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, response.Headers.Location?.OriginalString);
    }

    /// <summary>Somebody with a browser: cookies, forms, redirects.</summary>
    public Visitor Visit() => new(handler => web.CreateDefaultClient(handler));

    /// <summary>One request's worth of services.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <inheritdoc cref="WithAsync{TService, T}"/>
    public Task WithAsync<TService>(Func<TService, Task> work) where TService : notnull =>
        WithAsync<TService, bool>(async service => { await work(service); return true; });

    /// <summary>Runs a statement on the host's database; gives the first value.</summary>
    public Task<object?> SqlAsync(string sql, params object[] values) => WithAsync<DbSession, object?>(async session =>
    {
        await using var command = await session.CommandAsync(sql, values);
        return await command.ExecuteScalarAsync();
    });

    /// <summary>The mails to this address that the outbox knows, oldest first; with their words until they are sent.</summary>
    public Task<List<(string Subject, string Text)>> MailsToAsync(string email) =>
        WithAsync<DbSession, List<(string Subject, string Text)>>(session => session.ListAsync(
            """
            select subject, body_text, coalesce(sealed, '') from platform.outbox where lower(to_address) = lower($1) order by created_at, id
            """,
            [email],
            row =>
            {
                var mail = new Mail(email, row.Text(0), row.Text(1), null, "", "");
                return (row.Text(0), row.Get<byte[]>(2) is { Length: > 0 } words ? Seal.Open(mail, words)!.Text : mail.Text);
            }));

    private MailSeal Seal => Services.GetRequiredService<MailSeal>();

    /// <summary>Does a job, and whatever it asks for, now.</summary>
    public async Task RunJobAsync<TArgs>(TArgs args)
    {
        await WithAsync<JobQueue>(jobs => jobs.EnqueueAsync(args, default));
        await WorkAsync();
    }

    /// <summary>Begins the calendar of recurring work, as a start does.</summary>
    public Task BeginCalendarAsync() => WithAsync<Scheduler>(scheduler => scheduler.KnowAsync(default));

    /// <summary>Puts recurring work whose time has come among the jobs, and does all that is due.</summary>
    public async Task WorkByCalendarAsync()
    {
        await WithAsync<Scheduler>(scheduler => scheduler.EnqueueDueAsync(default));
        await WorkAsync();
    }

    /// <summary>Does every job that is due, until nothing is.</summary>
    public Task WorkAsync() => Jobs.WorkAsync(Services);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await web.DisposeAsync();
        if (ownsDatabase) await PostgresServer.DropAsync(ConnectionString);
    }

    private static async Task FillAsync(string connectionString)
    {
        await using var factory = new Factory(connectionString, new Dictionary<string, string>(), null);
        _ = factory.CreateClient();
        await Jobs.WorkAsync(factory.Services); // pictures get their variants
    }

    // Other content, other migrations or another way of indexing is another template.
    private static string ContentVersion()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var content = Path.Combine(Checkout.Root, "content");
        foreach (var file in Directory.EnumerateFiles(content, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(content, file)));
            hash.AppendData(File.ReadAllBytes(file));
        }
        foreach (var assembly in new[]
        {
            typeof(Portal.Content.ContentModule), typeof(Portal.Search.SearchModule), typeof(Portal.Calendar.CalendarModule),
            typeof(Portal.Learning.LearningRoom),
        })
            hash.AppendData(assembly.Module.ModuleVersionId.ToByteArray());
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    private sealed class Factory(
        string connectionString, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services)
        : WebApplicationFactory<Program>
    {
        public TestClock Clock { get; } = new();

        public LogCollector Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("ConnectionStrings:Portal", connectionString);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
            builder.UseSetting("Members:FirstLook", "false");
            builder.UseSetting("Mail:Deliver", "false"); // mail stays in the outbox, where a test reads it
            builder.UseSetting("Jobs:Run", "false"); // a test says when (WorkAsync)
            builder.UseSetting("Search:Begins", "question"); // most tests never search
            if (settings.GetValueOrDefault("environment") == "Production")
                foreach (var (key, value) in ProductionSettings.All) builder.UseSetting(key, value);
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.ConfigureServices(all =>
            {
                all.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
                all.Configure<PictureOptions>(pictures => pictures.GoesBehind = false); // a test waits for it
                services?.Invoke(all);
            });
        }
    }
}

/// <summary>A portal for the tests of one class.</summary>
public sealed class RunningPortal : IAsyncLifetime
{
    /// <summary>The host.</summary>
    public PortalHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await PortalHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();
}
