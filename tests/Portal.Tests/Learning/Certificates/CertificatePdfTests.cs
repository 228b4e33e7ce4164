using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Learning.Certificates;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Workers;

namespace Portal.Tests.Learning.Certificates;

public sealed class CertificatePdfTests(CertificatePdfTests.Drawer drawer) : IClassFixture<CertificatePdfTests.Drawer>
{
    private const string Ref = "abcdefghjkmnpqrstuvwxyz234";

    [Fact]
    public async Task The_file_is_a_Dutch_tagged_document_with_a_title()
    {
        var file = new PdfLook(await MakeAsync(Given()));
        Assert.Equal("nl", file.Words(file.Catalog["Lang"]));
        Assert.Equal(new PdfWord("true"), file.Dictionary(file.Catalog["MarkInfo"])["Marked"]);
        Assert.Equal(new PdfWord("true"), file.Dictionary(file.Catalog["ViewerPreferences"])["DisplayDocTitle"]);
        Assert.Equal("Bewijs: Signalen zien: thuis, school, straat en online", file.Words(file.Information["Title"]));
        Assert.Equal(
            ["Document", "P", "H1", "P", "P", "H2", "H3", "L", "LI", "LBody", "LI", "LBody", "Figure", "P", "P", "Link", "P"], file.Structure().Take(17));
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", file.Metadata, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mark_is_read_aloud_or_passed_over_on_purpose()
    {
        var file = new PdfLook(await MakeAsync(Given()));
        Assert.Empty(file.MarksOutsideTheStructure());
        Assert.All(file.FontPrograms(), program => Assert.Equal("true", System.Text.Encoding.ASCII.GetString(program, 0, 4))); // TrueType
        Assert.Contains("QR-code", file.WordsOf("Figure"), StringComparison.Ordinal);
        var link = Assert.Single(file.Annotations);
        Assert.Equal($"https://weerbarejeugd.example/bewijs/{Ref}", file.Words(file.Dictionary(link["A"])["URI"]));
        Assert.Equal(["Controleer dit bewijs in de browser", "Controleer dit bewijs in de browser"], [file.Words(link["Contents"]), file.WordsOf("Link")]);
    }

    [Fact]
    public async Task Signs_of_XML_in_a_name_leave_the_metadata_whole()
    {
        var given = Given("Jan <b> & Zonen");
        var file = new PdfLook(await MakeAsync(given with { Snapshot = given.Snapshot with { Title = "Politie & jeugd" } }));
        var said = System.Xml.Linq.XDocument.Parse(file.Metadata).Root!.Value;
        Assert.Contains("Bewijs: Politie & jeugd", said, StringComparison.Ordinal);
        Assert.Contains("Jan <b> & Zonen", said, StringComparison.Ordinal);
        Assert.Equal("Bewijs: Politie & jeugd", file.Words(file.Information["Title"]));
    }

    [Fact]
    public async Task The_same_certificate_gives_the_same_bytes()
    {
        var given = Given();
        var first = await MakeAsync(given);
        await using var later = NewDrawer();
        Assert.Equal(first, await later.MakeAsync(given));
        Assert.NotEqual(new PdfLook(first).Identifier, new PdfLook(await MakeAsync(Given("Iemand Anders"))).Identifier);
    }

    [Theory]
    [InlineData("Zoë van ’t Hoff-Çelik")]
    [InlineData("Ayşe Şahin-Ğüneş")]
    [InlineData("Łukasz Żółć")]
    [InlineData("Đặng Thị Ấn")]
    [InlineData("Jiří Dvořák")]
    public async Task Letters_of_every_name_can_be_read_from_the_file(string holder)
    {
        var file = new PdfLook(await MakeAsync(Given(holder)));
        Assert.Contains(holder, file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_no_font_has_never_stops_the_file()
    {
        var file = new PdfLook(await MakeAsync(Given("Ивана 王小明 😀 Jansen")));
        Assert.Contains("Jansen", file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_the_certificate_says_stands_on_the_paper()
    {
        var file = new PdfLook(await MakeAsync(Given()));
        foreach (var words in new[] { "Sanne de Vries", "Signalen zien: thuis, school", "21 november 2026", "21 november 2028", "80% goed (nodig: 70%)", "SKJ", "3 punten, nummer 123456", CertificateRef.Shown(Ref) })
            Assert.Contains(words, file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_names_and_goals_stay_on_the_one_sheet()
    {
        var given = Given("Maximiliaan-Alexander Christoffel van Oranje-Nassau-Dillenburg van den Berghe tot Heeswijk-Dinther-Middelrode-Veghel");
        given = given with { Snapshot = given.Snapshot with { Title = string.Join(' ', Enumerable.Repeat("Jeugdcriminaliteitspreventiesamenwerkingsverband", 3)), Goals = [.. Enumerable.Range(1, 12).Select(n => $"Na deze module weet je {n}: {new string('a', 40)} {new string('b', 60)}.")] } };
        var file = new PdfLook(await MakeAsync(given));
        Assert.True(file.LowestText() > 40, $"Something stands at {file.LowestText():0} points from the lower edge.");
        Assert.Contains("weet je 12", file.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_files_at_once_are_each_whole()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => MakeAsync(Given($"Lerende {n}"))));
        for (var n = 0; n < made.Length; n++)
            Assert.Contains($"Lerende {n}", new PdfLook(made[n]).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_dies_once_is_asked_again()
    {
        using var script = WorkerScript.ThatDies(once: true);
        await using var pdf = NewDrawer(script.Path);
        Assert.Equal(WorkerScript.Answer, await pdf.MakeAsync(Given()));
    }

    [Fact]
    public async Task A_worker_that_dies_again_is_said_to()
    {
        using var script = WorkerScript.ThatDies();
        await using var pdf = NewDrawer(script.Path);
        await Assert.ThrowsAsync<WorkerFailure>(() => pdf.MakeAsync(Given()));
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
            Goals = ["Na deze module herken je signalen op zes plekken: school, straat, online, geld en spullen, thuis en gedrag.", "Na deze module weet je wat geen signaal is, en waarom dat telt."],
            IssuedOn = new DateOnly(2026, 11, 21),
            ValidUntil = new DateOnly(2028, 11, 21),
            FirstScore = 80,
            PassMark = 70,
            Accreditations = [new Accreditation { Register = "SKJ", Number = "123456", Points = 3 }],
            ModuleHash = "00",
        }, "", issued, null, null);
    }

    private Task<byte[]> MakeAsync(Certificate certificate) => drawer.MakeAsync(certificate);

    private static CertificatePdf NewDrawer(string? script = null)
    {
        var (theme, platform) = (new ThemeFiles(new ConfigurationBuilder().Build()), Options.Create(new PlatformOptions { PublicUrl = "https://weerbarejeugd.example" }));
        var log = NullLogger<CertificatePdf>.Instance;
        return script is null ? new CertificatePdf(theme, platform, log) : new CertificatePdf(theme, platform, log, script);
    }

    /// <summary>One worker for all tests.</summary>
    public sealed class Drawer : IAsyncLifetime
    {
        private readonly CertificatePdf pdf = NewDrawer();

        internal async Task<byte[]> MakeAsync(Certificate certificate)
        {
            var made = await pdf.MakeAsync(certificate);
            if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder) await File.WriteAllBytesAsync(Path.Combine(folder, $"{certificate.Snapshot.Holder.Length}.pdf"), made);
            return made;
        }

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync() => await pdf.DisposeAsync();
    }
}
