using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Attachments;
using Portal.Platform.Pictures;
using Portal.Tests.Support;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;
using PageSize = UglyToad.PdfPig.Content.PageSize;

namespace Portal.Tests.Content.Media;

/// <summary>What stands in a document to download is found, page by page, with the page that offers it.</summary>
public sealed class FileTextTests(RunningPortal portal) : IClassFixture<RunningPortal>, IDisposable
{
    private const string News = "published: 2026-01-01\n";

    private readonly Desk desk = new(portal.Host);

    private PortalHost Host => portal.Host;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_word_on_the_second_page_of_a_pdf_leads_to_the_page_that_offers_it()
    {
        Write("brief", PdfOf("Eerste bladzijde over voetbal.", "Tweede bladzijde over kwispelstaarten."));
        desk.Write(
            "nieuws/met-brief.md",
            Given.Document("nieuws-met-brief", "nieuws", News, "Zie de brief.\n\n::: file media=media-brief\nEen brief.\n:::\n"));
        await desk.ImportAsync();
        await Host.WorkAsync();
        var hit = (await FindAsync("kwispelstaarten"))[0]!;
        Assert.Equal(("/nieuws/met-brief", "bestand-media-brief"), (hit["url"]!.ToString(), hit["anchor"]!.ToString()));
        var card = (await Host.PageAsync("/nieuws/met-brief")).QuerySelector("#bestand-media-brief")!;
        Assert.Contains("pdf", card.TextContent, StringComparison.Ordinal);

        // A rebuilt index has it too; a replaced file is found by its new words alone.
        await Host.SqlAsync("update search.state set analyzer = 0; delete from search.documents");
        Write("brief", PdfOf("Nu over regenjassenwinkels."));
        await desk.ImportAsync();
        await Host.WorkAsync();
        Assert.Empty(await FindAsync("kwispelstaarten"));
        Assert.Equal("/nieuws/met-brief", (await FindAsync("regenjassenwinkels"))[0]!["url"]!.ToString());

        // Who takes the file out of the text takes its words out of the index.
        desk.Write("nieuws/met-brief.md", Given.Document("nieuws-met-brief", "nieuws", News, "Zonder brief.\n"));
        await desk.ImportAsync();
        Assert.Empty(await FindAsync("regenjassenwinkels"));
    }

    [Fact]
    public async Task A_file_that_was_there_before_is_read_by_night()
    {
        Write("oud", PdfOf("Iets over boterhamzakjes."));
        desk.Write(
            "nieuws/oude-brief.md", Given.Document("nieuws-oude-brief", "nieuws", News, "Lees [de brief](media:media-oud).\n"));
        await desk.ImportAsync();
        await Host.WorkAsync();
        await Host.SqlAsync("delete from content.media_texts");
        await Host.RunJobAsync(new ReadMissingTexts());
        Assert.Equal("/nieuws/oude-brief", (await FindAsync("boterhamzakjes"))[0]!["url"]!.ToString());
    }

    [Fact]
    public async Task A_Word_document_is_read_page_by_page()
    {
        var read = await ReadAsync(WordOf("Eerste regel", "Tweede regel", null, "Op de volgende bladzijde"));
        Assert.Equal(["Eerste regel\nTweede regel", "Op de volgende bladzijde"], read.Pages);
    }

    [Fact]
    public async Task What_cannot_be_read_has_no_words_and_is_not_tried_for_ever()
    {
        foreach (var bytes in new byte[][]
        {
            "%PDF-1.7\nen verder niets"u8.ToArray(), [.. "PK\u0003\u0004"u8, .. new byte[200]], PdfOf("Half")[..300], [],
        })
        {
            var read = await ReadAsync(bytes);
            Assert.Empty(read.Pages);
            Assert.Null(read.Later);
        }
    }

    private Task<FileText> ReadAsync(byte[] bytes) => Host.Services.GetRequiredService<FileTexts>().ReadAsync(bytes, default);

    private void Write(string name, byte[] bytes)
    {
        desk.Write($"media/{name}.pdf", bytes);
        desk.Write($"media/{name}.pdf.yml", $"id: media-{name}\ntitle: Brief\n");
    }

    private async Task<JsonArray> FindAsync(string word)
    {
        JsonArray? hits = null;
        await Eventually.Async(
            async () =>
            {
                using var answer = await Host.Client.GetAsync(new Uri($"/api/zoeken?q={word}", UriKind.Relative));
                hits = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["hits"]!.AsArray();
                return answer.IsSuccessStatusCode;
            },
            "search answers");
        return hits!;
    }

    private static byte[] PdfOf(params string[] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var words in pages) builder.AddPage(PageSize.A4).AddText(words, 12, new PdfPoint(50, 700), font);
        return builder.Build();
    }

    // Null begins a page.
    private static byte[] WordOf(params string?[] lines)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var body = new Body();
            foreach (var line in lines)
                body.Append(new Paragraph(new Run(line is null ? new Break { Type = BreakValues.Page } : new Text(line))));
            document.AddMainDocumentPart().Document = new Document(body);
        }
        return stream.ToArray();
    }
}
