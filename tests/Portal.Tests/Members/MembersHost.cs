using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>A portal with people in it. Tests of a class share it; each makes members of its own.</summary>
public sealed partial class MembersHost : IAsyncLifetime
{
    /// <summary>A password nobody guesses; known, so that a test can look for it in the log.</summary>
    public const string Password = "vier-paarse-olifanten-zwemmen";

    // What a hash costs here: little.
    private const int HashIterations = 1_000;

    private static int count;

    public PortalHost Host { get; private set; } = null!;

    /// <summary>Every line the host logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Wrong attempts before an address must wait.</summary>
    public int FailuresPerAddress { get; set; } = 10_000;

    /// <summary>Settings beside those of every test.</summary>
    public Dictionary<string, string> Settings { get; set; } = [];

    /// <summary>People in a portal that runs already; whoever started it stops it.</summary>
    internal static MembersHost On(PortalHost host) => new() { Host = host };

    public async Task InitializeAsync() => Host = await PortalHost.StartAsync(
        settings: new Dictionary<string, string>(Settings)
        {
            ["Logging:LogLevel:Portal"] = "Information",
            ["Members:LinksPerAddress"] = "10000",
            ["Members:FailuresPerAddress"] = FailuresPerAddress.ToString(CultureInfo.InvariantCulture),
        },
        services: Prepare);

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Hashes at this price, and a log one can read.</summary>
    internal void Prepare(IServiceCollection services)
    {
        services.PostConfigure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        services.AddSingleton<ILoggerProvider>(Log);
    }

    public static string NewEmail(string who = "lid") => string.Create(CultureInfo.InvariantCulture, $"{who}{Interlocked.Increment(ref count)}.{Guid.NewGuid():N}@toets.example");

    /// <summary>A member with a password and these roles; an e-mail address among them is the member's.</summary>
    internal Task<(string Email, Guid Id)> GivenMemberAsync(params string[] roles) => Host.WithAsync<UserManager<Member>, (string, Guid)>(async members =>
    {
        var member = Member.Of(Array.Find(roles, role => role.Contains('@', StringComparison.Ordinal)) ?? NewEmail(), "Noor de Vries", Host.Clock.GetUtcNow());
        (member.Municipality, member.Domain, member.Function) = ("org-gemeente-haarlemmermeer", "sociaal", "jongerenwerker");
        foreach (var role in roles.Where(role => !role.Contains('@', StringComparison.Ordinal))) member.Grant(role, null, null, Host.Clock.GetUtcNow());
        Assert.True((await members.CreateAsync(member, Password)).Succeeded);
        return (member.Email!, member.Id);
    });

    /// <summary>A member organisation.</summary>
    public Task<Guid> GivenOrganisationAsync() => Host.WithAsync<MembersDb, Guid>(async db =>
    {
        var made = Organisation.Of($"Organisatie {Interlocked.Increment(ref count)} {Guid.NewGuid():N}", "org-gemeente-haarlemmermeer", "sociaal", Host.Clock.GetUtcNow());
        db.Organisations.Add(made);
        await db.SaveChangesAsync();
        return made.Id;
    });

    /// <summary>A member of an organisation.</summary>
    internal async Task<(string Email, Guid Id)> GivenColleagueAsync(Guid organisation, params string[] roles)
    {
        var member = await GivenMemberAsync(roles);
        await Host.SqlAsync("update members.members set organisation_id = $1 where id = $2", organisation, member.Id);
        return member;
    }

    /// <summary>Somebody who signed in with their password.</summary>
    public async Task<Visitor> SignedInAsync(string email, string password = Password)
    {
        var visitor = Host.Visit();
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Inloggen", ("Email", email), ("Password", password));
        return visitor;
    }

    /// <summary>Somebody of this role who signed in with a code as well.</summary>
    internal async Task<(Visitor Visitor, Guid Id)> SignedInAsAsync(params string[] roles)
    {
        var (email, id) = await GivenMemberAsync(roles);
        var visitor = await SignedInAsync(email);
        await SetUpAppAsync(visitor);
        return (visitor, id);
    }

    /// <summary>A member whose sessions passed a second step, without the trouble of an app.</summary>
    internal async Task GivenSecondStepAsync(Guid id)
    {
        await Host.SqlAsync("update members.members set two_factor_enabled = true where id = $1", id);
        await Host.SqlAsync("update members.sessions set second_step = 'app' where member_id = $1", id);
    }

    /// <summary>Sets up an app; gives its key and the recovery codes.</summary>
    public async Task<(string Key, IReadOnlyList<string> Codes)> SetUpAppAsync(Visitor visitor)
    {
        await visitor.GoAsync("/account/app");
        var key = visitor.Page.QuerySelector("#sleutel")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await visitor.PressAsync("Zet de app aan", ("Code", Code(key)));
        return (key, [.. visitor.Page.QuerySelectorAll("#codes code").Select(code => code.TextContent)]);
    }

    /// <summary>What the app shows now, by the host's clock (RFC 6238).</summary>
    public string Code(string key, int stepsLater = 0)
    {
        var counter = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(Host.Clock.GetUtcNow().ToUnixTimeSeconds() / 30 + stepsLater));
#pragma warning disable CA5350 // TOTP is defined with SHA-1
        var hash = HMACSHA1.HashData(Base32(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        var number = ((hash[offset] & 127) << 24 | hash[offset + 1] << 16 | hash[offset + 2] << 8 | hash[offset + 3]) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The mails to this address, oldest first.</summary>
    public async Task<IReadOnlyList<(string Subject, string Text)>> MailsToAsync(string email) => await Host.MailsToAsync(email);

    /// <summary>The address of the link in the last mail to this address that has one with a secret: path and what stands behind the #.</summary>
    public async Task<string> LinkToAsync(string email) =>
        (await MailsToAsync(email)).SelectMany(mail => Address().Matches(mail.Text)).Select(found => new Uri(found.Value))
            .Last(link => link.Fragment.Length > 1) is var link ? link.AbsolutePath + link.Fragment : "";

    private static byte[] Base32(string text)
    {
        var bits = string.Concat(text.Select(character => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(character, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2))];
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Address();
}

/// <summary>Remembers what was logged, as written and with all its values, and what it was said to be about (scopes).</summary>
public sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<string> All => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Named(categoryName, this);

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        lines.Enqueue(state.ToString()!);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(new StringBuilder(formatter(state, exception)).Append(' ').Append(exception)
            .AppendJoin(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToString());

    private sealed class Named(string category, LogLines all) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            all.Log(logLevel, eventId, $"{category}: {formatter(state, exception)} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])}", exception, (text, _) => text);
    }
}
