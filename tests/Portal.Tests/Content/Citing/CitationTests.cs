using System.Net;
using System.Text.RegularExpressions;
using Portal.Content.Citing;
using Portal.Content.Types;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Citing;

public sealed partial class CitationTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly Citation Study = new(
        "onzichtbare-beelden", ResearchKind.Study, "(On)zichtbare beelden: 100% & meer_", ["RIEC Midden-Nederland", "Gemeente {A}"],
        "RIEC Midden-Nederland", 2022, "https://www.straatwaarden.nl/a_b%20c");

    [Fact]
    public void A_program_for_references_reads_an_organisation_as_one_name()
    {
        Assert.Equal(
            """
            @techreport{onzichtbare-beelden,
              author = {{RIEC Midden-Nederland} and {Gemeente \{A\}}},
              title = {{(On)zichtbare beelden: 100\% \& meer\_}},
              institution = {RIEC Midden-Nederland},
              year = {2022},
              url = {https://www.straatwaarden.nl/a_b%20c},
              language = {dutch},
            }

            """,
            Study.ToBibTeX(), ignoreLineEndingDifferences: true);
        Assert.Equal(
            [
                "TY  - RPRT", "AU  - RIEC Midden-Nederland,", "AU  - Gemeente {A},", "TI  - (On)zichtbare beelden: 100% & meer_",
                "PB  - RIEC Midden-Nederland", "PY  - 2022", "UR  - https://www.straatwaarden.nl/a_b%20c", "LA  - nl", "ER  - ", "",
            ],
            Study.ToRis().Split("\r\n"));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var magazine = new Citation("deal-with-it", ResearchKind.Magazine, "Deal With It", [], null, null, null);
        Assert.Equal(["TY  - GEN", "TI  - Deal With It", "LA  - nl", "ER  - ", ""], magazine.ToRis().Split("\r\n"));
        Assert.StartsWith("@misc{deal-with-it,\n  title = {{Deal With It}},\n  language", magazine.ToBibTeX(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_product_offers_its_work_as_a_file()
    {
        var visitor = portal.Host.Client;
        foreach (var product in (await portal.Host.PageAsync("/kennis")).QuerySelectorAll(".wj-entry a[href^='/kennis/']")
            .Select(link => link.GetAttribute("href")!).Distinct())
        {
            var page = await portal.Host.PageAsync(product);
            var files = page.QuerySelectorAll(".wj-cite a[download]").Select(link => link.GetAttribute("href")!).ToList();
            Assert.Equal([$"{product}/verwijzing.ris", $"{product}/verwijzing.bib"], files);
            var (ris, bib) = (await visitor.GetAsync(files[0]), await visitor.GetAsync(files[1]));
            Assert.Equal("application/x-research-info-systems", ris.Content.Headers.ContentType!.MediaType);
            Assert.Equal("application/x-bibtex", bib.Content.Headers.ContentType!.MediaType);
            // The year and the authors are those of the line for a reader.
            var line = page.QuerySelector("#citaat")!.TextContent;
            var text = await ris.Content.ReadAsStringAsync();
            Assert.Contains(Year().Match(text).Groups["year"].Value, line, StringComparison.Ordinal);
            Assert.StartsWith(Author().Match(text).Groups["name"].Value, line, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/kennis/bestaat-niet/verwijzing.ris")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/kennis/onzichtbare-beelden/verwijzing.doc")).StatusCode);
    }

    [GeneratedRegex(@"^PY  - (?<year>\d{4})", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"^AU  - (?<name>[^\r\n]+),\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Author();
}
