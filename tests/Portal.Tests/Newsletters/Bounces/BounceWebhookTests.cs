using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Newsletters.Bounces;
using Portal.Newsletters.Subscribers;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>A mail server hands over what came back.</summary>
public sealed class BounceWebhookTests(BouncesHost portal) : IClassFixture<BouncesHost>
{
    private const string Key = BouncesHost.WebhookKey;
    private static readonly Uri Door = new("/api/nieuwsbrieven/terug", UriKind.Relative);

    [Fact]
    public async Task A_mail_server_with_the_key_hands_over_a_mail()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        var raw = Returned.Dsn(await portal.ReturnPathAsync(reader, campaign), [Returned.Group(reader.Address, "5.1.1")]);
        for (var time = 0; time < 2; time++)
            Assert.Equal((HttpStatusCode.OK, """{"soort":"hard","vanOns":true}"""), await PostAsync(portal.Host, raw, Key));
        Assert.Equal(EndReasons.Bounced, await portal.EndedAsync(reader));
    }

    [Fact]
    public async Task Without_the_key_nobody_is_heard()
    {
        var reader = await portal.ReaderAsync();
        var campaign = await portal.SentAsync(reader);
        var raw = Returned.Dsn(await portal.ReturnPathAsync(reader, campaign), [Returned.Group(reader.Address, "5.1.1")]);
        foreach (var key in new[] { null, "", "een", Key[..^1], Key + "x", Key.ToUpperInvariant() })
            Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(portal.Host, raw, key)).Status);
        Assert.Null(await portal.EndedAsync(reader));
        Assert.Equal(404, (await portal.Host.AskAsync(Door.OriginalString)).Status);
    }

    [Fact]
    public async Task What_is_no_mail_or_too_much_is_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(portal.Host, [], Key)).Status);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge, (await PostAsync(portal.Host, new byte[BounceReader.Most + 1], Key)).Status);
        Assert.Equal(
            (HttpStatusCode.OK, """{"soort":"unknown","vanOns":false}"""),
            await PostAsync(portal.Host, Returned.Mail("terug@weerbaar.example", "Dag"), Key));
    }

    [Fact]
    public async Task Without_a_key_in_the_settings_there_is_nothing()
    {
        await using var host = await PortalHost.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(host, Returned.Mail("x@x.example", "Dag"), "")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(host, Returned.Mail("x@x.example", "Dag"), Key)).Status);
    }

    [Fact]
    public void Somebody_who_guesses_keys_has_to_wait_after_a_while()
    {
        var door = portal.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(route => route.RoutePattern.RawText == Door.OriginalString);
        Assert.NotNull(door.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName);
    }

    private static async Task<(HttpStatusCode Status, string Text)> PostAsync(PortalHost host, byte[] raw, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Door) { Content = new ByteArrayContent(raw) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        if (key is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        using var answer = await host.Client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
