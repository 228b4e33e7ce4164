using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Editing;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Newsletters.Types;
using Portal.Platform.Jobs;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Sending;

/// <summary>A portal that sends newsletters to a real SMTP server, and two people to make them.</summary>
public sealed class SendingHost : IAsyncLifetime
{
    public static readonly Guid Writer = Guid.Parse("11111111-0000-0000-0000-000000000001");
    public static readonly Guid Reader = Guid.Parse("11111111-0000-0000-0000-000000000002");

    private int made;

    /// <summary>Settings beside those of every test.</summary>
    internal Dictionary<string, string> Settings { get; } = [];

    internal MailServer Server { get; private set; } = null!;

    public PortalHost Host { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Server = await MailServer.StartAsync();
        var settings = SettingsOf(Server);
        foreach (var (name, value) in Settings) settings[name] = value;
        Host = await PortalHost.StartAsync(settings: settings);
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Server.DisposeAsync();
    }

    internal static Dictionary<string, string> SettingsOf(MailServer server) => new(server.Settings)
    {
        ["Newsletters:BounceAddress"] = "terug@weerbaar.example",
        ["Newsletters:MailsPerSecond"] = "0",
        ["Newsletters:MailsPerSecondToOneDomain"] = "0",
    };

    /// <summary>People who get newsletters; their addresses begin with these words.</summary>
    public async Task<IReadOnlyList<string>> SubscribersAsync(params string[] names)
    {
        var addresses = names.Select(name => $"{name}-{Guid.NewGuid():N}@lezers.example").ToArray();
        foreach (var address in addresses) await AddAsync(address);
        return addresses;
    }

    internal Task AddAsync(string address, Interests? interests = null) => Host.SqlAsync(
        """
        insert into newsletters.subscribers (id, address, address_hash, themes, regions, functions, subscribed_at, consent_at)
        values (gen_random_uuid(), $1, sha256($1::bytea), $2, $3, $4, now(), now())
        """,
        address, interests?.Themes ?? [], interests?.Regions ?? [], interests?.Functions ?? []);

    /// <summary>Forgets everybody: the next newsletter is for whoever comes now.</summary>
    public Task ForgetReadersAsync() => Host.SqlAsync("delete from newsletters.subscribers");

    /// <summary>A newsletter that can be sent as far as its text goes.</summary>
    public async Task<string> NewsletterAsync(string text = Text)
    {
        var (id, problem) = await Host.WithAsync<DocumentDesk, (string?, string)>(desk => desk.BeginAsync(
            Newsletter.TypeName, $"Nieuwsbrief {Interlocked.Increment(ref made)}",
            new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["summary"] = "Wat er nieuw is." }, text, Writer, default));
        Assert.Equal("", problem);
        return id!;
    }

    /// <summary>A campaign that somebody else agreed to.</summary>
    internal async Task<Campaign> AgreedAsync(string? newsletter = null, Interests? interests = null)
    {
        newsletter ??= await NewsletterAsync();
        var document = (await Host.WithAsync<DocumentDesk, WrittenDocument?>(desk => desk.ReadAsync(newsletter, default)))!;
        return await Host.WithAsync<Campaigns, Campaign>(async campaigns =>
        {
            var campaign = await campaigns.OpenAsync(newsletter, Writer, default);
            if (interests is not null) Assert.True(await campaigns.AimAsync(campaign.Id, interests, default));
            Assert.True(await campaigns.AskAsync(campaign.Id, document.Revision, Writer, default));
            Assert.True(await campaigns.ApproveAsync(campaign.Id, document.Revision, Reader, default));
            return (await campaigns.FindAsync(campaign.Id, default))!;
        });
    }

    /// <summary>Says that it is to go now, or at a moment.</summary>
    internal Task PlanAsync(Campaign campaign, TimeSpan? fromNow = null) => Host.WithAsync<Campaigns>(async campaigns =>
    {
        var at = Host.Clock.GetUtcNow() + (fromNow ?? TimeSpan.Zero);
        Assert.True(await campaigns.PlanAsync(campaign.Id, at, at + Campaigns.UsualPatience, Writer, default));
    });

    /// <summary>One run of the job, as it would run by itself.</summary>
    internal Task RunAsync(Campaign campaign, CancellationToken stop = default) => Host.WithAsync<SendCampaignJob>(job =>
        job.RunAsync(new SendCampaign(campaign.Id), new JobRun(1, 3, (_, _, _) => Task.CompletedTask), stop));

    /// <summary>Begins it, and sends nothing yet.</summary>
    internal async Task BeginAsync(Campaign campaign)
    {
        await PlanAsync(campaign);
        var document = (await Host.WithAsync<DocumentDesk, WrittenDocument?>(desk => desk.ReadAsync(campaign.Document, default)))!;
        var edition = Host.Services.GetRequiredService<EditionWriter>().Of(document)!;
        Assert.True(await Host.WithAsync<Campaigns, bool>(campaigns => campaigns.BeginAsync(campaign, edition, default)));
    }

    /// <summary>Plans it for now and runs it.</summary>
    internal async Task<Campaign> SendAsync(Campaign campaign)
    {
        await PlanAsync(campaign);
        await RunAsync(campaign);
        return await FindAsync(campaign);
    }

    internal Task<Campaign> FindAsync(Campaign campaign) =>
        Host.WithAsync<Campaigns, Campaign>(async campaigns => (await campaigns.FindAsync(campaign.Id, default))!);

    /// <summary>"sent 2, waiting 1".</summary>
    internal async Task<string> CountsAsync(Campaign campaign) => string.Join(
        ", ",
        (await Host.WithAsync<Campaigns, IReadOnlyDictionary<string, int>>(campaigns => campaigns.CountsAsync(campaign.Id, default)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"));

    private const string Text = """
        ## Onderzoek

        ::: teaser document=dossier-ouders
        Waarom ouders vaak als laatste horen wat er speelt, en wat dan helpt om toch in gesprek te komen met elkaar.
        :::
        """;
}
