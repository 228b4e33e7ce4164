using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>The platform alone, sending mail.</summary>
internal sealed class MailHost : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private MailHost(ServiceProvider services, TestClock clock, LogCollector log) => (this.services, Clock, Log) = (services, clock, log);

    public TestClock Clock { get; }

    public LogCollector Log { get; }

    public IServiceProvider Services => services;

    /// <param name="db">Its database.</param>
    /// <param name="set">The settings for mail.</param>
    /// <param name="environment">Where it believes to be.</param>
    /// <param name="data">Its data folder.</param>
    public static async Task<MailHost> StartAsync(TestDatabase db, Action<MailOptions> set, string environment = "Production", string? data = null)
    {
        var (clock, log) = (new TestClock(), new LogCollector());
        var made = db.Services(all =>
        {
            all.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            all.AddSingleton<ILoggerProvider>(log);
            all.AddSingleton<IHostEnvironment>(new Place(environment));
            all.Configure(set);
            if (data is not null) all.Configure<PlatformOptions>(platform => platform.DataFolder = data);
        });
        foreach (var service in made.GetServices<IHostedService>()) await service.StartAsync(default);
        return new MailHost(made, clock, log);
    }

    /// <summary>Settings for this server.</summary>
    public static Action<MailOptions> By(MailServer server) => By(server.Port);

    /// <inheritdoc cref="By(MailServer)"/>
    public static Action<MailOptions> By(int port) => mail => (mail.Host, mail.Port, mail.From) = ("127.0.0.1", port, "Weerbare Jeugd <noreply@weerbaar.example>");

    /// <summary>Writes a mail in a transaction.</summary>
    public Task WriteAsync(Mail mail) => WithAsync<DbSession>(async (session, scope) =>
        await session.InTransactionAsync(() => scope.GetRequiredService<MailOutbox>().EnqueueAsync(mail, CancellationToken.None)));

    /// <summary>A mail of one line to this address.</summary>
    public Task WriteAsync(string to) => WriteAsync(new Mail(to, "Onderwerp", "Tekst.\n", null, "sign-in", Guid.NewGuid().ToString()));

    /// <summary>Lets time pass, and wakes whoever had just looked at the clock.</summary>
    public Task PassAsync(TimeSpan time)
    {
        Clock.Advance(time);
        return WithAsync<DbSession>((session, _) => session.NotifyAsync(JobQueue.Channel, ""));
    }

    /// <summary>One request's worth of services.</summary>
    public async Task WithAsync<TService>(Func<TService, IServiceProvider, Task> work) where TService : notnull
    {
        await using var scope = services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TService>(), scope.ServiceProvider);
    }

    /// <summary>What the outbox and the jobs say of the mail to this address; null when it is not there.</summary>
    public async Task<Row?> RowAsync(string to)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            select mail.id, sent_at is not null, failed_at is not null, coalesce(attempts, 0), run_at, last_error,
                body_text || coalesce(body_html, '') || headers::text || coalesce((select string_agg(name, '') from platform.attachments where mail_id = mail.id), '')
            from platform.outbox mail left join platform.jobs job on job.kind = 'platform.mail' and job.key = mail.id::text where to_address = $1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = to });
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync()
            ? new Row(
                row.GetGuid(0), row.GetBoolean(1), row.GetBoolean(2), row.GetInt32(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
                row.IsDBNull(5) ? null : row.GetString(5), row.GetString(6))
            : null;
    }

    /// <summary>Waits until the outbox says so; gives what it says.</summary>
    public async Task<Row> RowAsync(string to, Func<Row, bool> says, string what)
    {
        Row? row = null;
        await Eventually.Async(async () => (row = await RowAsync(to)) is not null && says(row), what);
        return row!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse()) await service.StopAsync(default);
        await services.DisposeAsync();
    }

    internal sealed record Row(Guid Id, bool IsSent, bool HasFailed, int Attempts, DateTimeOffset? Next, string? Error, string Body);

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "proef";

        public string ContentRootPath { get; set; } = "/";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
