using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Editing;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Subscribers;
using Portal.Newsletters.Types;
using Portal.Platform.Mail;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Editions;

/// <summary>A newsletter as a mail.</summary>
public sealed class EditionTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Everything = """
        Een **vet** woord, een *schuin* woord en een [link](doc:dossier-ouders) in een zin.

        ## Onderzoek

        ::: teaser document=dossier-ouders title="Wat ouders & wij zien"
        Eigen woorden over dit stuk.
        :::

        - een
        - twee

        3. drie
        4. vier

        ::: quote by="Een docent"
        Ik vroeg het gewoon.
        :::

        | Wat | Hoeveel |
        | --- | --- |
        | Een | 1 |

        ::: button label="Meld je aan" url=https://voorbeeld.example/aanmelden
        :::

        ::: callout kind=tip
        Een tip in een blok.
        :::

        ::: related
        - dossier-ouders
        :::
        """;

    [Fact]
    public async Task Every_block_keeps_its_words_and_every_address_is_whole()
    {
        var mail = await MailOfAsync(Everything);
        var page = new HtmlParser().ParseDocument(mail.Html!);
        Assert.Equal("nl", page.DocumentElement.GetAttribute("lang"));
        Assert.Empty(page.QuerySelectorAll("script, form, iframe, input"));
        Assert.All(page.QuerySelectorAll("a[href]"), link => Assert.Matches("^https?://|^mailto:", link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll("img"), image => Assert.Matches("^https?://", image.GetAttribute("src")));
        Assert.All(page.QuerySelectorAll("img"), image => Assert.True(image.HasAttribute("alt")));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal(["Onderzoek"], page.QuerySelectorAll("h2").Select(heading => heading.TextContent.Trim()));
        Assert.Equal("Wat ouders & wij zien", page.QuerySelector("h3 a")!.TextContent);
        string[] all =
        [
            "vet", "schuin", "Eigen woorden over dit stuk.", "twee", "vier", "Ik vroeg het gewoon.", "Een docent", "Hoeveel", "Meld je aan",
            "Een tip in een blok.",
        ];
        foreach (var words in all)
        {
            Assert.Contains(words, page.Body!.TextContent, StringComparison.Ordinal);
            Assert.Contains(words, mail.Text, StringComparison.Ordinal);
        }
        Assert.Contains("https://voorbeeld.example/aanmelden", mail.Text, StringComparison.Ordinal);
        Assert.Contains("3. drie\n4. vier", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headings_never_skip_a_level_also_when_a_teaser_comes_first()
    {
        const string teaser = "::: teaser document=dossier-ouders\n:::\n";
        var mail = await MailOfAsync($"{teaser}\n## Onderzoek\n\n{teaser}");
        var headings = new HtmlParser().ParseDocument(mail.Html!).QuerySelectorAll("h1, h2, h3, h4").Select(heading => heading.LocalName);
        Assert.Equal(["h1", "h2", "h2", "h3"], headings);
    }

    [Fact]
    public async Task The_text_part_is_read_in_short_lines_and_its_addresses_stand_below_what_names_them()
    {
        var mail = await MailOfAsync(
            """
            Een zin die zo lang is dat zij op een scherm nooit op één regel past, met een [link naar ouders](doc:dossier-ouders) erin.

            - een punt
              - een punt daarbinnen dat ook weer zo lang is dat het nooit op één regel past en dus verder gaat
            - nog een punt

            [Naar de ouders](doc:dossier-ouders)

            Met een bron.[^een]

            [^een]: De bron.
            """);
        var lines = mail.Text.Split('\n');
        Assert.All(lines.Where(line => line.Contains(' ', StringComparison.Ordinal)), line => Assert.True(
            line.Length <= PlainText.Width || line.StartsWith('['), line));
        Assert.Contains("regel past,\nmet een link naar", mail.Text, StringComparison.Ordinal);
        Assert.Contains("link naar ouders [1] erin.\n[1] http", mail.Text, StringComparison.Ordinal);
        Assert.Contains("- een punt\n  - een punt daarbinnen", mail.Text, StringComparison.Ordinal);
        Assert.Contains("nooit op één\n    regel past en dus verder gaat\n- nog een punt\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Met een bron. (noot 1)\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("\n\nNaar de ouders:\nhttp", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Meld je af:\nhttps://weerbaar.example/nieuwsbrieven/afmelden?sleutel=x\n", mail.Text, StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(mail.Html!);
        Assert.Equal("een punt daarbinnen", page.QuerySelector("li > ul > li")!.TextContent[..19]);
    }

    [Fact]
    public async Task What_is_wrong_with_it_as_a_mail_is_said()
    {
        Assert.Contains(
            await FindingsAsync("## Onderzoek\n"), finding => finding.Stops && finding.Message.Contains("link", StringComparison.Ordinal));
        var large = string.Concat(
            Enumerable.Repeat("Een [link](doc:dossier-ouders) in een zin die gewoon is en ook nog verder gaat.\n\n", 1000));
        Assert.Contains(
            await FindingsAsync(large), finding => finding.Stops && finding.Message.Contains("Gmail", StringComparison.Ordinal));
        Assert.Contains(
            await FindingsAsync("Klik [hier](doc:dossier-ouders).\n"), finding =>
                finding.Message.Contains("‘hier’", StringComparison.Ordinal));
        Assert.DoesNotContain(await FindingsAsync(Everything), finding => finding.Stops);
    }

    [Fact]
    public async Task A_proposal_has_what_is_new_in_its_part_and_can_be_put_online_as_it_is()
    {
        var text = await portal.Host.WithAsync<Proposals, string>(proposals =>
            Task.FromResult(Proposals.TextOf(proposals.NewSince(new DateOnly(2020, 1, 1)))));
        var headings = text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).ToList();
        Assert.Equal(EditionSection.All.Select(section => section.Heading).Where(headings.Contains), headings);
        Assert.Contains("Onderzoek", headings);
        var stops = await portal.Host.WithAsync<DocumentDesk, IReadOnlyList<string>>(async desk =>
        {
            var (id, problem) = await desk.BeginAsync(
                Newsletter.TypeName, "Voorstel",
                new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["summary"] = "Wat er nieuw is." },
                text, Guid.NewGuid(), default);
            Assert.Equal("", problem);
            return await desk.StopsAsync(id!, default);
        });
        Assert.Empty(stops);
    }

    [Fact]
    public async Task Nothing_is_proposed_that_is_not_new() => Assert.Empty(await portal.Host.WithAsync<Proposals, IReadOnlyList<Proposed>>(
        proposals => Task.FromResult<IReadOnlyList<Proposed>>(
            [
                .. proposals.NewSince(new DateOnly(2100, 1, 1))
                    .Where(found => found.Section.Key is "onderzoek" or "interventies" or "ontwikkelingen"),
            ])));

    private async Task<IReadOnlyList<EditionFinding>> FindingsAsync(string text)
    {
        var (edition, writer) = await EditionOfAsync(text);
        return [.. EditionChecks.Of(edition, writer.MailTo(edition, "lezer@lezers.example", Links, "toets"))];
    }

    private async Task<Mail> MailOfAsync(string text)
    {
        var (edition, writer) = await EditionOfAsync(text);
        var mail = writer.MailTo(edition, "lezer@lezers.example", Links, "toets");
        return mail with { Text = mail.Text.ReplaceLineEndings("\n") };
    }

    private async Task<(Edition, EditionWriter)> EditionOfAsync(string text)
    {
        var written = await portal.Host.WithAsync<DocumentDesk, WrittenDocument>(async desk =>
        {
            var (id, problem) = await desk.BeginAsync(
                Newsletter.TypeName, "Toets", new Dictionary<string, System.Text.Json.Nodes.JsonNode?> { ["summary"] = "Wat er nieuw is." },
                text,
                Guid.NewGuid(), default);
            Assert.Equal("", problem);
            return (await desk.ReadAsync(id!, default))!;
        });
        var writer = portal.Host.Services.GetRequiredService<EditionWriter>();
        return (writer.Of(written)!, writer);
    }

    private static readonly SubscriberLinks Links = new(
        "https://weerbaar.example/nieuwsbrieven/voorkeuren?sleutel=x", "https://weerbaar.example/nieuwsbrieven/afmelden?sleutel=x",
        "https://weerbaar.example/nieuwsbrieven/blijven?sleutel=x", []);
}
