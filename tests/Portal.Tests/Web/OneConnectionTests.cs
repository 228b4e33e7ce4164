using System.Net;
using Npgsql;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Tests.Learning;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>
/// A request, an import, a publish or a job needs one connection of the pool, however much it does: who holds one and waits for a second
/// would wait for ever as soon as all others do the same. So the portal does everything here with a pool of one.
/// </summary>
public sealed class OneConnectionTests : IAsyncLifetime
{
    private readonly SmallModule module;
    private PortalHost first = null!, host = null!;
    private MembersHost people = new();

    public OneConnectionTests() => module = new SmallModule(() => host);

    public async Task InitializeAsync()
    {
        first = await PortalHost.StartAsync();
        host = await PortalHost.StartAsync(
            new NpgsqlConnectionStringBuilder(first.ConnectionString) { MaxPoolSize = 1, Timeout = 300 }.ConnectionString,
            services: people.Prepare);
        people = MembersHost.On(host);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await first.DisposeAsync();
        module.Dispose();
    }

    [Fact]
    public async Task A_learner_goes_from_signing_in_to_a_certificate()
    {
        await module.WriteAsync("index", Given.Document(SmallModule.Id, "module", "number: 9\nminutes: 30\npass_mark: 50\n"));
        await module.WriteAsync("een", SmallModule.Chapter("een", 1, "Lees dit.\n\n" + SmallModule.Single("proef-1")));
        await module.WriteAsync(
            "toets", SmallModule.Chapter("toets", 2, "Laat het zien.\n\n" + SmallModule.Single("proef-2"), "kind: end_test\n"));
        await module.ImportAsync();

        var (learner, _) = await people.SignedInAsAsync();
        await learner.GoAsync(SmallModule.Path);
        await learner.PressAsync("Begin");
        await SmallModule.AnswerAsync(learner, "proef-1", right: true);
        await learner.PressAsync("Klaar met dit hoofdstuk");
        await learner.PressAsync("Begin met de eindtoets");
        await SmallModule.AnswerTestAsync(learner, "proef-2", right: true);
        await learner.PressAsync("Lever de toets in");
        await learner.GoAsync($"{SmallModule.Path}/klaar");
        var proof = learner.Page.QuerySelectorAll("a").Single(link => link.TextContent == "Bekijk je bewijs").GetAttribute("href")!;
        using var paper = await learner.FetchAsync(new HttpRequestMessage(HttpMethod.Get, $"{proof}/pdf"));
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType!.MediaType);
        await learner.GoAsync("/account/gegevens");
        Assert.Equal(HttpStatusCode.OK, learner.Status);
    }

    [Fact]
    public async Task An_office_is_kept_and_content_is_changed_and_jobs_are_done()
    {
        using var desk = new Desk(host);
        desk.Copy("begrippen");
        desk.Write("media/brief.pdf", "%PDF-1.7\nbrief"u8.ToArray());
        desk.Write("media/brief.pdf.yml", "id: media-brief\ntitle: Brief\n");
        await desk.ImportAsync(force: true);
        await desk.DoAsync((publisher, change) => publisher.RenameAsync("begrip-boa", "opsporingsambtenaar", change));
        await desk.DoAsync((publisher, change) => publisher.ArchiveAsync("begrip-riec", change));
        await host.BeginCalendarAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.WorkByCalendarAsync();
        Assert.Equal((301, "/begrippen/opsporingsambtenaar"), await host.AskAsync("/begrippen/boa"));
        Assert.Equal(200, (await host.AskAsync("/zoeken?q=boa")).Status);
        Assert.Equal(200, (await host.AskAsync("/readyz")).Status);

        string[] pages = ["/beheer", "/beheer/leden", "/beheer/werk", "/beheer/organisatie", "/beheer/leren", "/account", "/leren"];
        foreach (var role in new[] { Rights.Administrator, Rights.Coordinator, Rights.Editor, Rights.ContactPerson })
        {
            var (visitor, _) = await people.SignedInAsAsync(role);
            foreach (var path in pages)
            {
                await visitor.GoAsync(path);
                Assert.InRange((int)visitor.Status, 200, 404);
            }
        }
        Assert.DoesNotContain(host.Log, line => line.Problem is NpgsqlException);
    }

    [Fact]
    public async Task Many_publish_and_many_ask_at_the_same_time()
    {
        using var desk = new Desk(host);
        var terms = host.Site.Current.All<GlossaryTerm>().Take(12).Select(term => (term.Id, Slug: $"{term.Path.Split('/')[^1]}-nieuw"))
            .ToList();
        var asked = Task.WhenAll(Enumerable.Range(0, 40).Select(number => host.AskAsync($"/zoeken?q=boa{number}")));
        await Task.WhenAll(terms.Select(term => desk.DoAsync((publisher, change) => publisher.RenameAsync(term.Id, term.Slug, change))));
        Assert.All(await asked, answer => Assert.Equal(200, answer.Status));
        Assert.All(terms, term => Assert.Equal($"/begrippen/{term.Slug}", host.Site.Current.Find(term.Id)!.Path));
    }
}
