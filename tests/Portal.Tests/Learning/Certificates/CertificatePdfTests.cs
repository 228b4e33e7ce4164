using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Learning.Certificates;
using Portal.Learning.Certificates.Paper;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Ui;

namespace Portal.Tests.Learning.Certificates;

public sealed class CertificatePdfTests
{
    private const string Ref = "abcdefghjkmnpqrstuvwxyz234";
    private static readonly CertificatePdf Drawer = NewDrawer();

    [Fact]
    public void The_file_is_a_Dutch_tagged_document_with_a_title()
    {
        var file = new PdfLook(Make(Given()));
        Assert.Equal("nl", file.Words(file.Catalog["Lang"]));
        Assert.Equal(new PdfWord("true"), file.Dictionary(file.Catalog["MarkInfo"])["Marked"]);
        Assert.Equal(new PdfWord("true"), file.Dictionary(file.Catalog["ViewerPreferences"])["DisplayDocTitle"]);
        Assert.Equal("Bewijs: Signalen zien: thuis, school, straat en online", file.Words(file.Information["Title"]));
        string[] story = ["P", "H1", "P", "P", "H2", "H3", "L", "LI", "LBody", "LI", "LBody"];
        Assert.Equal(["Document", .. story, "Figure", "P", "P", "Link", "P"], file.Structure().Take(17));
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", file.Metadata, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mark_is_read_aloud_or_passed_over_on_purpose()
    {
        var file = new PdfLook(Make(Given()));
        Assert.Empty(file.MarksOutsideTheStructure());
        Assert.All(file.FontPrograms(), program => Assert.Equal([0, 1, 0, 0], program[..4])); // TrueType
        Assert.Contains("QR-code", file.WordsOf("Figure"), StringComparison.Ordinal);
        var link = Assert.Single(file.Annotations);
        Assert.Equal($"https://weerbarejeugd.example/bewijs/{Ref}", file.Words(file.Dictionary(link["A"])["URI"]));
        Assert.Equal("Controleer dit bewijs in de browser", file.Words(link["Contents"]));
        Assert.Equal("Controleer dit bewijs in de browser", file.WordsOf("Link"));
    }

    [Fact]
    public void Signs_of_XML_in_a_name_leave_the_metadata_whole()
    {
        var given = Given("Jan <b> & Zonen");
        var file = new PdfLook(Make(given with { Snapshot = given.Snapshot with { Title = "Politie & jeugd" } }));
        var said = System.Xml.Linq.XDocument.Parse(file.Metadata).Root!.Value;
        Assert.Contains("Bewijs: Politie & jeugd", said, StringComparison.Ordinal);
        Assert.Contains("Jan <b> & Zonen", said, StringComparison.Ordinal);
        Assert.Equal("Bewijs: Politie & jeugd", file.Words(file.Information["Title"]));
    }

    [Fact]
    public void The_same_certificate_gives_the_same_bytes()
    {
        var given = Given("Ивана Štěpán");
        var first = Make(given);
        Assert.Equal(first, NewDrawer().Make(given));
        Assert.NotEqual(new PdfLook(first).Identifier, new PdfLook(Make(Given("Iemand Anders"))).Identifier);
    }

    [Theory]
    [InlineData("Zoë van ’t Hoff-Çelik")]
    [InlineData("Ayşe Şahin-Ğüneş")]
    [InlineData("Łukasz Żółć")]
    [InlineData("Đặng Thị Ấn")]
    [InlineData("Jiří Dvořák")]
    [InlineData("Štěpán Ľudovít")]
    [InlineData("Ọlọ́runfẹ́mi Adéṣọlá")]
    [InlineData("Ғанибек Әлиұлы")]
    [InlineData("Ивана Јанковић")]
    [InlineData("Γιώργος Ἀνδρέου")]
    public void Letters_of_every_name_can_be_read_from_the_file(string holder)
    {
        var file = new PdfLook(Make(Given(holder)));
        Assert.Contains(holder, file.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ивана 王小明 Jansen", "Ивана […] Jansen")]
    [InlineData("王小明", "[…]")]
    [InlineData("أمينة 👩🏽‍🎓 بن علي", "[…]")]
    public void Letters_that_no_font_has_are_left_out_in_sight_and_still_read_aloud(string holder, string shown)
    {
        var file = new PdfLook(Make(Given(holder)));
        Assert.Contains(shown, file.Text().Split('\n'));
        Assert.DoesNotContain('?', file.Text());
        Assert.Equal([holder], file.ReadInstead());
        Assert.Contains("Op de controlepagina staat alles voluit", file.Text(), StringComparison.Ordinal);
        Assert.Empty(file.MarksOutsideTheStructure());
    }

    [Fact]
    public void A_name_that_can_be_written_needs_no_such_words()
    {
        var file = new PdfLook(Make(Given("Sanne\u200B de\u00ADVries")));
        Assert.Contains("Sanne deVries", file.Text(), StringComparison.Ordinal); // signs without a look are nothing to be missed
        Assert.Empty(file.ReadInstead());
        Assert.DoesNotContain("voluit", file.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AV")]
    [InlineData("To")]
    [InlineData("Ya")]
    public void Letters_that_lean_to_each_other_stand_closer(string pair)
    {
        foreach (var face in (Face[])[Fonts.Text, Fonts.Strong, Fonts.Heading])
        {
            var apart = face.Set(pair[..1]).Width + face.Set(pair[1..]).Width;
            Assert.True(face.Set(pair).Width < apart - 0.01, $"{pair} stands as wide as its letters do.");
        }
    }

    [Fact]
    public void A_mark_stands_on_its_letter_and_takes_no_room()
    {
        foreach (var face in (Face[])[Fonts.Text, Fonts.Strong, Fonts.Heading])
        {
            var (bare, marked) = (face.Set("ọ"), face.Set("ọ\u0301"));
            Assert.Equal(bare.Width, marked.Width);
            Assert.InRange(marked.Pieces[^1].At, -bare.Width, bare.Width);
            Assert.True(face.Set("Ọ\u0301").Pieces[^1].Up > marked.Pieces[^1].Up, "On a capital it stands higher.");
        }
    }

    [Fact]
    public void Everything_the_certificate_says_stands_on_the_paper()
    {
        var file = new PdfLook(Make(Given()));
        string[] said =
        [
            "Sanne de Vries", "Signalen zien: thuis, school", "21 november 2026", "21 november 2028", "SKJ",
            "3 punten, nummer 123456", CertificateRef.Shown(Ref),
        ];
        foreach (var words in said)
            Assert.Contains(words, file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_names_and_goals_stay_on_the_one_sheet()
    {
        var given = Given(
            "Maximiliaan-Alexander Christoffel van Oranje-Nassau-Dillenburg van den Berghe tot Heeswijk-Dinther-Middelrode-Veghel");
        var title = string.Join(' ', Enumerable.Repeat("Jeugdcriminaliteitspreventiesamenwerkingsverband", 3));
        var goals = Enumerable.Range(1, 12).Select(n => $"Na deze module weet je {n}: {new string('a', 40)} {new string('b', 60)}.");
        var file = new PdfLook(Make(given with { Snapshot = given.Snapshot with { Title = title, Goals = [.. goals] } }));
        Assert.True(file.LowestText() > 40, $"Something stands at {file.LowestText():0} points from the lower edge.");
        Assert.Contains("weet je 12", file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_facts_and_words_about_what_is_missing_stay_on_the_sheet()
    {
        var given = Given("王小明");
        var many = Enumerable.Range(1, 8).Select(n => new Accreditation { Register = $"Register {n}", Number = "123456", Points = n });
        var file = new PdfLook(Make(given with { Snapshot = given.Snapshot with { Accreditations = [.. many] } }));
        Assert.True(file.LowestText() > 40, $"Something stands at {file.LowestText():0} points from the lower edge.");
        Assert.Contains("8 punten", file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_made_at_once_are_as_they_are_one_by_one()
    {
        var holders = Enumerable.Range(0, 40).Select(n => $"Lerende {n} {"ŠěЖΩọ"[n % 5]}").ToList();
        var drawers = Enumerable.Range(0, 4).Select(_ => NewDrawer()).ToList();
        var made = new byte[holders.Count][];
        var eight = new ParallelOptions { MaxDegreeOfParallelism = 8 };
        Parallel.For(0, holders.Count, eight, n => made[n] = drawers[n % 4].Make(Given(holders[n])));
        for (var n = 0; n < made.Length; n++) Assert.Equal(Make(Given(holders[n])), made[n]);
    }

    private static Certificate Given(string holder = "Sanne de Vries")
    {
        var issued = new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);
        return new Certificate(Guid.NewGuid(), Guid.NewGuid(), new CertificateSnapshot
        {
            Ref = Ref,
            Holder = holder,
            Module = "module-signalen",
            Title = "Signalen zien: thuis, school, straat en online",
            Minutes = 40,
            Goals =
            [
                "Na deze module herken je signalen op zes plekken: school, straat, online, geld en spullen, thuis en gedrag.",
                "Na deze module weet je wat geen signaal is, en waarom dat telt.",
            ],
            IssuedOn = new DateOnly(2026, 11, 21),
            ValidUntil = new DateOnly(2028, 11, 21),
            FirstScore = 80,
            PassMark = 70,
            Accreditations = [new Accreditation { Register = "SKJ", Number = "123456", Points = 3 }],
            ModuleHash = "00",
        }, "", issued, null, null);
    }

    private static ThemeFiles Theme() =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Theme", "weerbare-jeugd")]).Build());

    private static PaperFonts Fonts { get; } = new(Theme());

    private static byte[] Make(Certificate certificate)
    {
        var made = Drawer.Make(certificate);
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, $"{certificate.Snapshot.Holder.Length}.pdf"), made);
        return made;
    }

    private static CertificatePdf NewDrawer()
    {
        var platform = Options.Create(new PlatformOptions { PublicUrl = "https://weerbarejeugd.example" });
        return new CertificatePdf(Theme(), platform);
    }
}
