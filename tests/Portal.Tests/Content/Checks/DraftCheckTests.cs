using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Content;
using Portal.Content.Checks;
using Portal.Content.Publishing;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Pages;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Checks;

/// <summary>What stops a draft from going online, told while it is written: the same rules as those of an import.</summary>
public sealed class DraftCheckTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string News = "published: 2026-01-01\n";

    // With four keys before them, further keys start on line 5 of the YAML.
    public static TheoryData<string, string, string?, int, string, string> Stopped => new()
    {
        { "onzin: 1\n" + News, "", "onzin", 5, "'onzin' bestaat hier niet", "front-matter" },
        { "published: gisteren\n", "", "published", 5, "een datum zijn", "front-matter" },
        { "", "", "published", 1, "vul 'published' in", "front-matter" },
        { News + "keywords: [\"a\n", "", "", 6, "geen geldige YAML", "front-matter" },
        { News + "related: [kennis-bestaat-niet]\n", "", "related", 6, "dat bestaat niet", "reference" },
        { News + "related:\n  - begrip-boa\n  - kennis-bestaat-niet\n", "", "related", 8, "dat bestaat niet", "reference" },
        { News + "dossiers: [begrip-boa]\n", "", "dossiers", 6, "hier hoort een dossier", "reference" },
        { News + "related: [nieuws-proef]\n", "", "related", 6, "naar het document zelf", "reference" },
        { News + "sources:\n  - title: x\n    url: HOME/bestaat-niet\n", "", "sources", 8, "staat niets in dit portaal", "reference" },
        { News, "[x](doc:bestaat-niet)\n", null, 1, "bestaat-niet", "markdown" },
        { News, "Eerst.\n\n[x](doc:kennis-deal-with-it#nergens)\n", null, 3, "geen kop #nergens", "markdown" },
        { News, "[x](/kennis/deal-with-it#nergens)\n", null, 1, "geen kop #nergens", "markdown" },
        { News, "[x](/bestaat-niet)\n", null, 1, "staat niets", "markdown" },
        { News, "[x](HOME/bestaat-niet)\n", null, 1, "Op /bestaat-niet staat niets", "markdown" },
        { News, "Zie <HOME/kennis/deal-with-it#nergens>.\n", null, 1, "geen kop #nergens", "markdown" },
        { News, "#### Kop\n", null, 1, "slaat een niveau over", "markdown" },
        { News, "::: figure\n![](media:x)\n:::\n", null, 2, "mediabibliotheek", "markdown" },
        { News, "::: file media=media-x\nEen bestand.\n:::\n", null, 1, "media-x", "markdown" },
        { News, "::: related\n- kennis-bestaat-niet\n:::\n", null, 2, "kennis-bestaat-niet", "markdown" },
    };

    [Theory]
    [MemberData(nameof(Stopped))]
    public async Task What_stops_a_draft_is_told_with_its_key_or_its_line(
        string more, string body, string? key, int line, string message, string rule)
    {
        var home = portal.Host.Services.GetRequiredService<IOptions<PlatformOptions>>().Value.PublicUrl;
        var draft = Draft("nieuws", "nieuws-proef", "/nieuws/proef", In(more), In(body.Length > 0 ? body : "Tekst.\n"));
        var finding = Assert.Single(await StopsAsync(draft));
        Assert.Equal((rule, key, line), (finding.Rule, finding.Key, finding.Line ?? 0));
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);

        string In(string text) => text.Replace("HOME", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_of_the_portal_written_in_full_is_advised_against()
    {
        var home = portal.Host.Services.GetRequiredService<IOptions<PlatformOptions>>().Value.PublicUrl;
        var findings = await CheckAsync(
            Draft("nieuws", "nieuws-proef", "/nieuws/proef", News, $"[Deal With It]({home}/kennis/deal-with-it)\n"));
        Assert.Contains(findings, finding => finding.Level == FindingLevel.Advice
            && finding.Message.Contains("Schrijf /kennis/deal-with-it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_id_and_an_address_belong_to_one_document()
    {
        const string Front = "definition: Een zin.\n";
        var draft = Draft("begrip", "begrip-boa", "/begrippen/boa", Front, "Tekst.\n") with { IsNew = true };
        var stops = await StopsAsync(draft);
        Assert.Contains(stops, finding => finding is { Rule: "id", Key: "id" } && Says(finding, "'begrip-boa' in het portaal ook"));
        Assert.Contains(stops, finding => finding is { Rule: "address" } && Says(finding, "'begrip-boa' in het portaal ook"));
        Assert.Empty(await StopsAsync(draft with { IsNew = false }));

        var other = Draft("nieuws", "nieuws-b", "/nieuws/b", News, "Tekst.\n") with { FrontSource = draft.FrontSource };
        Assert.Contains(await StopsAsync(other), finding => finding is { Rule: "id", Key: "id" } && Says(finding, "verandert nooit"));
        Assert.Contains(await StopsAsync(other), finding => finding is { Rule: "id", Key: "type" } && Says(finding, "verandert nooit"));
    }

    [Fact]
    public async Task A_word_belongs_to_one_term()
    {
        var draft = Draft("begrip", "begrip-nieuw", "/begrippen/nieuw", "definition: Een zin.\nvariants: [BOA, x, x]\n", "Tekst.\n");
        Assert.Equal(["'BOA' hoort ook bij 'begrip-boa'.", "'x' staat er twee keer."],
            (await StopsAsync(draft)).Select(finding => finding.Message[..(finding.Message.IndexOf('.', StringComparison.Ordinal) + 1)]));
    }

    [Fact]
    public async Task An_id_of_a_block_belongs_to_one_block_in_the_whole_portal()
    {
        var chapter = (await DraftsAsync()).First(draft => draft.Body.Contains("::: exercise id=", StringComparison.Ordinal));
        var at = chapter.Body.IndexOf("::: exercise id=", StringComparison.Ordinal);
        var block = chapter.Body[at..(chapter.Body.IndexOf("\n:::\n", at, StringComparison.Ordinal) + 5)];
        var stops = await StopsAsync(Draft("nieuws", "nieuws-proef", "/nieuws/proef", News, $"Eerst.\n\n{block}\n"));
        Assert.Contains(stops, finding => finding is { Rule: "portal-id", Line: 3 } && Says(finding, $"'{chapter.Id}' in het portaal"));
        var other = block.Replace("id=m", "id=x", StringComparison.Ordinal);
        stops = await StopsAsync(Draft("nieuws", "nieuws-proef", "/nieuws/proef", News, $"{other}\n{other}"));
        Assert.Contains(stops, finding => finding is { Rule: "portal-id" } && Says(finding, "regel 1 van dit document"));
    }

    [Fact]
    public async Task An_area_cannot_be_part_of_itself_by_way_of_another()
    {
        var all = await DraftsAsync();
        var below = all.First(draft => draft.Type == "organisatie" && draft.FrontSource.Contains("\npart_of: ", StringComparison.Ordinal));
        var above = below.FrontSource.Split("\npart_of: ")[1].Split('\n')[0].Trim('"');
        var draft = all.First(draft => draft.Id == above);
        var front = string.Join('\n', draft.FrontSource.Split('\n').Where(line => !line.StartsWith("part_of", StringComparison.Ordinal)));
        Assert.Contains(await StopsAsync(draft with { FrontSource = $"{front}part_of: {below.Id}\n" }),
            finding => finding is { Rule: "cycle", Key: "part_of" } && Says(finding, "loopt rond"));
    }

    [Fact]
    public async Task A_chapter_that_breaks_its_module_is_told_where_it_is_written()
    {
        var all = await DraftsAsync();
        var test = all.First(draft => draft.FrontSource.Contains("kind: end_test", StringComparison.Ordinal));
        var broken = await StopsAsync(test with { Body = "Geen enkele vraag.\n" });
        Assert.Contains(broken, finding => finding is { Rule: "tree", Key: "kind" } && Says(finding, "geen vraag met een goed antwoord"));

        var orphan = Draft("hoofdstuk", "hoofdstuk-los", "/modules/los", "order: 1\n", "Tekst.\n");
        Assert.Contains(await StopsAsync(orphan), finding => finding is { Rule: "address" } && Says(finding, "Kies de module"));
    }

    [Fact]
    public async Task A_document_that_is_not_online_can_be_referred_to_and_the_writer_hears_what_readers_see()
    {
        await using var host = await PortalHost.StartAsync();
        using var desk = new Desk(host);
        desk.Write("nieuws/later.md", Given.Document("nieuws-later", "nieuws", News + "status: concept\n"));
        await desk.ImportAsync();
        var draft = Draft("nieuws", "nieuws-proef", "/nieuws/proef", News + "related: [nieuws-later]\n", "Lees [dit](doc:nieuws-later).\n");
        var findings = await CheckAsync(draft, host);
        Assert.Equal(["related", null], findings.Where(finding => finding.Rule == "link-offline").Select(finding => finding.Key));
        Assert.DoesNotContain(findings, finding => finding.Level == FindingLevel.Stop);
        Assert.Contains(await CheckAsync(draft with { Path = "/nieuws/later" }, host), finding => finding.Rule == "address");
    }

    [Fact]
    public async Task The_sites_own_texts_are_stopped_by_nothing_and_get_little_advice()
    {
        var (drafts, advice) = (await DraftsAsync(), new List<string>());
        foreach (var draft in drafts)
        {
            var findings = (await CheckAsync(draft)).ToLookup(finding => finding.Level, finding => $"{draft.Id}:{finding.Line}: {finding.Message}");
            Assert.Empty(findings[FindingLevel.Stop]);
            advice.AddRange(findings[FindingLevel.Advice]);
        }
        Assert.DoesNotContain(advice, line => line.StartsWith("zoekwoorden-", StringComparison.Ordinal)); // no text to write better
        Assert.True(advice.Count <= drafts.Count(draft => draft.Type != "zoekwoorden") / 10, string.Join('\n', advice));
    }

    [Fact]
    public async Task No_page_can_take_an_address_that_the_portal_answers_itself()
    {
        var routes = portal.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(route => route.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart part] }, ..] ? part.Content : null);
        var firsts = routes.OfType<string>().Where(Slug.IsSlug).Append("assets").Distinct().ToList();
        Assert.Contains("healthz", firsts);
        var ofDocuments = portal.Host.Services.GetServices<DocumentAddress>().Select(address => address.Path).ToList();
        Assert.Contains("/contact", ofDocuments);
        foreach (var first in firsts.Where(first => !ofDocuments.Contains("/" + first)))
        {
            var stops = await StopsAsync(Draft("pagina", "pagina-proef", "/" + first, "", "Tekst.\n"));
            Assert.Contains(stops, finding => finding is { Rule: "address" } && Says(finding, "gebruikt het portaal zelf"));
        }
        Assert.Empty(await StopsAsync(Draft("pagina", "pagina-proef", "/vrij", "", "Tekst.\n")));
        // A page that shows the document at its own address leaves that to a document, and nothing below it.
        foreach (var path in ofDocuments)
        {
            Assert.DoesNotContain(await ReservedAsync(path), finding => Says(finding, "gebruikt het portaal zelf"));
            Assert.Contains(await ReservedAsync(path + "/proef"), finding => Says(finding, "gebruikt het portaal zelf"));
        }

        Task<List<Finding>> ReservedAsync(string path) => StopsAsync(Draft("pagina", "pagina-proef", path, "", "Tekst.\n"));
    }

    private static bool Says(Finding finding, string words) => finding.Message.Contains(words, StringComparison.Ordinal);

    private static DraftText Draft(string type, string id, string path, string more, string body) => new(
        id, type, path[(path.LastIndexOf('/') + 1)..], null, path, false,
        $"id: {id}\ntype: {type}\ntitle: Titel\nsummary: Een korte samenvatting.\n{more}", body);

    private async Task<IReadOnlyList<Finding>> CheckAsync(DraftText draft, PortalHost? host = null)
    {
        host ??= portal.Host;
        var near = await host.WithAsync<NeighbourReader, INeighbours>(reader => reader.ReadAsync());
        return host.Services.GetRequiredService<DraftCheck>().Check(draft, near);
    }

    private async Task<List<Finding>> StopsAsync(DraftText draft) =>
        [.. (await CheckAsync(draft)).Where(finding => finding.Level == FindingLevel.Stop)];

    private Task<List<DraftText>> DraftsAsync() => portal.Host.WithAsync<DbSession, List<DraftText>>(session => session.ListAsync(
        """
        select d.ref, d.type, d.slug, p.ref, d.path, d.sample, v.front_source, v.body
        from content.documents d
        join content.versions v on v.id = d.live_version_id
        left join content.documents p on p.id = d.parent_id
        order by d.ref
        """,
        [], row => new DraftText(
            row.Text(0), row.Text(1), row.Text(2), row.TextOrNull(3), row.Text(4), row.Get<bool>(5), row.Text(6), row.Text(7))));
}
