using System.IO.Compression;
using System.Text;
using Portal.UmbracoBridge.Tests.Support;

namespace Portal.UmbracoBridge.Tests;

/// <summary>Packages that somebody made to break something, or that broke by themselves: refused or told by name.</summary>
public sealed class HostilePackageTests
{
    private static readonly string Page = Packages.Document("x", "Pagina", [("tekst", "<p>Hier.</p>")]);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public async Task A_package_in_another_encoding_with_its_mark_is_read(string encoding)
    {
        var coding = Encoding.GetEncoding(encoding);
        var bytes = (byte[])[.. coding.GetPreamble(), .. coding.GetBytes(Packages.Xml(Page))];
        var landed = await Packages.LandAsync(Zip(("package.xml", bytes)));
        Assert.EndsWith("---\nHier.\n", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"bestaat-niet\"?>")]
    [InlineData("<?xml version=\"9.9\"?>")]
    [InlineData("\0\0\0\0")]
    [InlineData("<![CDATA[")]
    public async Task What_is_no_xml_is_refused(string before) => Assert.Contains(
        "geen geldige XML", await Packages.RefusalAsync(Packages.Zip(before + Packages.Xml(Page))), StringComparison.Ordinal);

    [Fact]
    public async Task A_name_that_stands_twice_in_the_zip_is_refused()
    {
        var xml = Encoding.UTF8.GetBytes(Packages.Xml(Page));
        Assert.Contains(
            "‘package.xml’ staat er twee keer in", await Packages.RefusalAsync(Zip(("package.xml", xml), ("package.xml", xml))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("media/a\0b.png")]
    [InlineData("media//a.png")]
    [InlineData("./media/a.png")]
    [InlineData("\\\\server\\map\\a.png")]
    public async Task A_name_that_no_folder_can_have_is_refused(string name) => Assert.Contains(
        "wil buiten de map staan", await Packages.RefusalAsync(Packages.Zip(Packages.Xml(Page), (name, [1]))), StringComparison.Ordinal);

    [Fact]
    public async Task A_picture_that_is_a_drawing_with_script_and_a_zip_in_the_zip_do_not_come_in()
    {
        var media = Packages.Picture("Tekening", "/a/tekening.jpg") + Packages.Picture("Bundel", "/a/bundel.zip")
            + Packages.Picture("Vector", "/a/vector.svg");
        var svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"u8.ToArray();
        var landed = await Packages.LandAsync(Packages.Zip(
            Packages.Xml(Page, "", media), ("media/a/tekening.jpg", svg), ("media/a/bundel.zip", Zip(("a", [1]))),
            ("media/a/vector.svg", svg)));
        Assert.Empty(landed.Site.Media);
        Assert.Contains(landed.Remarks, remark => remark.StartsWith("Bundel: bestanden van deze soort (.zip)", StringComparison.Ordinal));
        Assert.Contains(landed.Remarks, remark => remark.StartsWith("Vector: bestanden van deze soort (.svg)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_nodes_than_a_site_has_are_refused_also_when_they_have_no_name()
    {
        var many = string.Concat(Enumerable.Range(0, 60_000).Select(_ => $"<x isDoc=\"\" key=\"{Guid.NewGuid()}\"/>"));
        Assert.Contains("meer dan 50000", await Packages.RefusalAsync(Packages.Zip(Packages.Xml(many))), StringComparison.Ordinal);
        var none = string.Concat(Enumerable.Repeat("<x key=\"\"/>", 60_000));
        Assert.Contains("meer dan 50000", await Packages.RefusalAsync(Packages.Zip(Packages.Xml(none))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elements_in_elements_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000));
        Assert.Contains("lagen in elkaar", await Packages.RefusalAsync(Packages.Zip(Packages.Xml(deep))), StringComparison.Ordinal);
        Assert.Contains("ooit heeft", await Packages.RefusalAsync(Packages.Zip(Packages.Xml(Page, deep))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_more_values_than_any_type_has_is_refused()
    {
        var values = Enumerable.Range(0, 2_000).Select(at => ($"v{at}", "x")).ToArray();
        Assert.Contains(
            "‘Vol’ heeft meer dan 1000 waarden",
            await Packages.RefusalAsync(Packages.Zip(Packages.Xml(Packages.Document("x", "Vol", values)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_that_stand_on_one_another_without_end_are_no_accident()
    {
        var chain = string.Concat(Enumerable.Range(0, 1_900).Select(at => Packages.Type($"t{at}", [], at == 0 ? "" : $"t{at - 1}")));
        var landed = await Packages.LandAsync(Packages.Zip(Packages.Xml(
            Packages.Document("t1899", "Pagina", [("tekst", "<p>Hier.</p>")]), chain)));
        Assert.Single(landed.Remarks, remark => remark.Contains("t1899", StringComparison.Ordinal));
        var more = chain + string.Concat(Enumerable.Range(2_000, 500).Select(at => Packages.Type($"t{at}", [])));
        Assert.Contains(
            "meer dan 2000 soorten", await Packages.RefusalAsync(Packages.Zip(Packages.Xml(Page, more))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aliases_that_differ_in_capitals_alone_are_two_types()
    {
        var types = Packages.Type("pagina", [("tekst", "Umbraco.RichText"), ("Tekst", "Umbraco.RichText")]) + Packages.Type("Pagina", []);
        var landed = await Packages.LandAsync(Packages.Zip(Packages.Xml(
            Packages.Document("pagina", "Een", [("tekst", "<p>Een.</p>"), ("Tekst", "<p>Twee.</p>")])
            + Packages.Document("Pagina", "Twee", []), types)));
        Assert.EndsWith("---\nEen.\n\nTwee.\n", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("div")]
    [InlineData("ul")]
    [InlineData("table")]
    [InlineData("b")]
    [InlineData("span")]
    [InlineData("blockquote")]
    public async Task Markup_in_markup_without_end_is_told_and_its_words_come(string tag)
    {
        var html = string.Concat(Enumerable.Repeat($"<{tag}>", 50_000)) + "Woord.";
        var landed = await Packages.LandAsync(Packages.Zip(Packages.Xml(
            Packages.Document("x", "Diep", [("tekst", $"<p>Hier.</p>{html}")]))));
        Assert.Contains("Hier.", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
        Assert.Contains(landed.Remarks, remark => remark.Contains("lagen in elkaar", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<b>")]
    public async Task Half_a_tag_a_million_times_over_is_read_like_any_other_text(string before)
    {
        var html = string.Concat(Enumerable.Repeat(before, 501)) + string.Concat(Enumerable.Repeat("<a", 1_000_000));
        var landed = await Packages.LandAsync(Packages.Zip(Packages.Xml(
            Packages.Document("x", "Half", [("tekst", $"<p>Hier.</p>{html}")]))));
        Assert.Contains("Hier.", Assert.Single(landed.Texts).Value, StringComparison.Ordinal);
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }
}
