using System.Net;
using Npgsql;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Tests.Learning;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Web;

/// <summary>
/// A request, an import or a publish needs one connection, however much it does: a second one asked for inside a transaction would wait
/// for ever as soon as everybody does the same. So the portal does everything here with a pool of one.
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
            new NpgsqlConnectionStringBuilder(first.ConnectionString) { MaxPoolSize = 1, Timeout = 120 }.ConnectionString,
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
        await SmallModule.AnswerAsync(learner, "proef-2", right: true);
        await learner.PressAsync("Lever de toets in");
        await learner.GoAsync($"{SmallModule.Path}/klaar");
        var proof = learner.Page.QuerySelectorAll("a").Single(link => link.TextContent == "Bekijk je bewijs").GetAttribute("href")!;
        using var paper = await learner.FetchAsync(new HttpRequestMessage(HttpMethod.Get, $"{proof}/pdf"));
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType!.MediaType);
        await learner.GoAsync("/account/gegevens");
        await learner.PressAsync("Download");
        Assert.Equal(HttpStatusCode.OK, learner.Status);
    }

    [Fact]
    public async Task An_office_is_kept_and_content_is_changed()
    {
        using var desk = new Desk(host);
        desk.Copy("nieuws");
        desk.Write("media/brief.pdf", "%PDF-1.7\nbrief"u8.ToArray());
        desk.Write("media/brief.pdf.yml", "id: media-brief\ntitle: Brief\n");
        await desk.ImportAsync(force: true);
        await desk.DoAsync((publisher, change) => publisher.RenameAsync("begrip-boa", "opsporingsambtenaar", change));
        await desk.DoAsync((publisher, change) => publisher.ArchiveAsync("begrip-riec", change));
        await host.WithAsync<Publisher, int>(publisher => publisher.PublishDueAsync());
        await host.WithAsync<Reindexer, int>(reindexer => reindexer.RunAsync([], default));
        Assert.Equal((301, "/begrippen/opsporingsambtenaar"), await host.AskAsync("/begrippen/boa"));
        Assert.Equal(200, (await host.AskAsync(host.Site.Current.Media("media-brief")!.Url)).Status);
        Assert.Equal(200, (await host.AskAsync("/zoeken?q=boa")).Status);
        Assert.Equal(200, (await host.AskAsync("/readyz")).Status);

        foreach (var role in new[] { Rights.Administrator, Rights.Coordinator, Rights.Editor, Rights.ContactPerson })
        {
            var (visitor, _) = await people.SignedInAsAsync(role);
            string[] pages = ["/beheer", "/beheer/leden", "/beheer/werk", "/beheer/organisatie", "/beheer/leren", "/account", "/leren"];
            foreach (var path in pages)
            {
                await visitor.GoAsync(path);
                Assert.InRange((int)visitor.Status, 200, 404);
            }
        }
        Assert.DoesNotContain(host.Log, line => line.Problem is NpgsqlException);
    }
}
