using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Publishing;
using Portal.Content.Reports;
using Portal.Members.Access;
using Portal.Platform.Data;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Reports;

/// <summary>That a page is read is counted, and nothing else of it; and who writes sees what nobody reads.</summary>
public sealed class ReadsTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_page_is_counted_when_it_is_made_when_it_is_kept_and_when_the_reader_has_it_already()
    {
        const string Page = "/kennis/onzichtbare-beelden";
        var before = await TimesAsync(Page);
        using var made = await AskAsync(Host, Page);
        using var kept = await AskAsync(Host, Page);
        using var known = await AskAsync(Host, Page, etag: kept.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(before + 3, await TimesAsync(Page));
    }

    [Theory]
    [InlineData("HEAD", Browser, null)]
    [InlineData("GET", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", null)]
    [InlineData("GET", null, null)]
    [InlineData("GET", Browser, "prefetch;prerender")]
    public async Task What_is_no_reader_is_not_counted(string method, string? program, string? purpose)
    {
        const string Page = "/begrippen/boa";
        var before = await TimesAsync(Page);
        for (var time = 0; time < 2; time++)
        {
            using var answer = await AskAsync(Host, Page, method, program, purpose);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(before, await TimesAsync(Page));
    }

    [Fact]
    public async Task Members_count_and_those_of_the_office_do_not()
    {
        const string Page = "/kennis/onzichtbare-beelden";
        var (email, _) = await portal.GivenMemberAsync();
        using var member = await portal.SignedInAsync(email);
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        var before = await TimesAsync(Page);
        foreach (var visitor in new[] { member, editor })
        {
            using var request = Request("GET", Page, Browser, null, null);
            using var answer = await visitor.FetchAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        Assert.Equal(before + 1, await TimesAsync(Page));
    }

    [Fact]
    public async Task Two_hosts_count_together_and_what_cannot_be_kept_is_counted_on()
    {
        const string Page = "/dossiers/ouders";
        await using var other = await PortalHost.StartAsync(Host.ConnectionString);
        var before = await TimesAsync(Page);
        foreach (var host in new[] { Host, other })
            for (var time = 0; time < 5; time++)
                using (await AskAsync(host, Page))
                {
                }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Host.Services.GetRequiredService<KeepReads>().KeepAsync(new CancellationToken(canceled: true)));
        await Task.WhenAll(Host.Services.GetRequiredService<KeepReads>().KeepAsync(default),
            other.Services.GetRequiredService<KeepReads>().KeepAsync(default));
        Assert.Equal(before + 10, await TimesAsync(Page));
    }

    [Fact]
    public async Task Kept_of_a_read_are_a_page_a_month_a_number_and_a_day() => Assert.Equal(
        ["document_id", "last_day", "month", "times"],
        await Host.WithAsync<DbSession, List<string>>(session => session.ListAsync(
            """
            select column_name::text from information_schema.columns where table_schema = 'content' and table_name = 'reads' order by 1
            """,
            [], row => row.Text(0))));

    [Fact]
    public async Task A_page_is_unread_only_when_it_was_online_and_counted_for_a_year()
    {
        await using var host = await PortalHost.StartAsync();
        await host.Services.GetRequiredService<KeepReads>().KeepAsync(default);
        Assert.All(await AllAsync(host), page => Assert.NotEqual(Reading.Unread, page.Reading));

        using (await AskAsync(host, "/begrippen/boa"))
        {
        }
        await host.Services.GetRequiredService<KeepReads>().KeepAsync(default);
        host.Clock.Advance(TimeSpan.FromDays(300));
        using var desk = new Desk(host);
        desk.Write("nieuws/vers.md", Given.Document("nieuws-vers", "nieuws", "published: 2026-01-01\n"));
        await desk.ImportAsync();
        Assert.Equal(Reading.Read, await OfAsync(host, "begrip-boa"));
        Assert.Equal(Reading.TooEarly, await OfAsync(host, "begrip-apj"));

        host.Clock.Advance(TimeSpan.FromDays(70));
        Assert.Equal(Reading.Unread, await OfAsync(host, "begrip-boa"));
        Assert.Equal(Reading.Unread, await OfAsync(host, "begrip-apj"));
        Assert.Equal(Reading.TooEarly, await OfAsync(host, "nieuws-vers")); // not a year online
    }

    [Fact]
    public async Task Who_writes_sees_it_with_what_to_do_and_takes_it_along_as_a_file()
    {
        using (await AskAsync(Host, "/begrippen/boa"))
        {
        }
        await Host.Services.GetRequiredService<KeepReads>().KeepAsync(default);
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync("/beheer/inhoud/ongelezen");
        Assert.Contains("We tellen sinds", editor.Text, StringComparison.Ordinal);
        Assert.Contains("te vroeg om dat te zeggen", editor.Text, StringComparison.Ordinal);
        Assert.Null(editor.Page.QuerySelector("a[href='/beheer/inhoud/begrip-boa/offline']"));
        Assert.NotNull(editor.Page.QuerySelector(".wj-rows a[href$='/offline']"));
        using var file = await editor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, "/beheer/inhoud/ongelezen/csv?wat=alles"));
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        Assert.Contains(";/begrippen/boa", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await editor.GoAsync("/beheer/inhoud/ongelezen?wat=iets");
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
    }

    private static async Task<Reading> OfAsync(PortalHost host, string id) =>
        (await AllAsync(host)).Single(page => page.Document.Id == id).Reading;

    private static Task<IReadOnlyList<PageReading>> AllAsync(PortalHost host) =>
        host.WithAsync<Reads, IReadOnlyList<PageReading>>(reads => reads.AllAsync(default));

    private async Task<long> TimesAsync(string path)
    {
        await Host.Services.GetRequiredService<KeepReads>().KeepAsync(default);
        return (long)(await Host.SqlAsync(
            """
            select coalesce(sum(r.times), 0)::bigint from content.reads r join content.documents d on d.id = r.document_id where d.path = $1
            """,
            path))!;
    }

    private static async Task<HttpResponseMessage> AskAsync(
        PortalHost host, string path, string method = "GET", string? program = Browser, string? purpose = null, string? etag = null)
    {
        using var request = Request(method, path, program, purpose, etag);
        return await host.Client.SendAsync(request);
    }

    private static HttpRequestMessage Request(string method, string path, string? program, string? purpose, string? etag)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        if (program is not null) request.Headers.TryAddWithoutValidation("User-Agent", program);
        if (purpose is not null) request.Headers.TryAddWithoutValidation("Sec-Purpose", purpose);
        if (etag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        return request;
    }
}
