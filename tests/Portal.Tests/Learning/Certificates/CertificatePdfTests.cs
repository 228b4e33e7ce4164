using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Learning.Certificates;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Ui;

namespace Portal.Tests.Learning.Certificates;

public sealed class CertificatePdfTests
{
    private const string Ref = "abcdefghjkmnpqrstuvwxyz234";

    [Fact]
    public void The_file_is_a_Dutch_tagged_document_with_a_title()
    {
        var file = new PdfLook(Make(Given()));
        var catalog = file.Catalog;
        Assert.Contains("/Lang(nl)", catalog, StringComparison.Ordinal);
        Assert.Contains("/MarkInfo<</Marked true>>", catalog, StringComparison.Ordinal);
        Assert.Contains("/DisplayDocTitle true", catalog, StringComparison.Ordinal);
        Assert.Equal("Bewijs: Signalen zien: thuis, school, straat en online", file.Title);
        Assert.Equal(
            ["Document", "P", "H1", "P", "P", "H2", "H3", "L", "LI", "LBody", "LI", "LBody", "Figure", "P", "P", "Link", "P"], file.Structure().Take(17));
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", file.Metadata, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mark_is_read_aloud_or_passed_over_on_purpose()
    {
        var file = new PdfLook(Make(Given()));
        Assert.Empty(file.MarksOutsideTheStructure());
        Assert.All(file.FontPrograms(), program => Assert.Equal([0, 1, 0, 0], program[..4]));
        Assert.Contains("QR-code", file.WordsOf("Figure"), StringComparison.Ordinal);
        Assert.Contains($"/URI(https://weerbarejeugd.example/bewijs/{Ref})", file.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_at_the_end_finds_every_object()
    {
        var bytes = Make(Given());
        var raw = System.Text.Encoding.Latin1.GetString(bytes);
        var table = raw[int.Parse(raw[(raw.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..raw.LastIndexOf("\n%%EOF", StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture)..].Split('\n');
        Assert.Equal("xref", table[0]);
        var count = int.Parse(table[1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        for (var number = 1; number < count; number++)
            Assert.StartsWith($"{number} 0 obj\n", raw[int.Parse(table[2 + number].AsSpan(0, 10), System.Globalization.CultureInfo.InvariantCulture)..], StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_certificate_gives_the_same_bytes()
    {
        var given = Given();
        Assert.Equal(Make(given), Make(given));
    }

    [Theory]
    [InlineData("Zoë van ’t Hoff-Çelik")]
    [InlineData("Ayşe Şahin-Ğüneş")]
    [InlineData("Łukasz Żółć")]
    [InlineData("Đặng Thị Ấn")]
    [InlineData("Jiří Dvořák")]
    public void Letters_of_every_name_can_be_read_from_the_file(string holder)
    {
        var file = new PdfLook(Make(Given(holder)));
        Assert.Contains(holder, file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_letter_that_no_font_has_never_stops_the_file()
    {
        var file = new PdfLook(Make(Given("Ивана 王小明 😀 Jansen")));
        Assert.Contains("Jansen", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_the_certificate_says_stands_on_the_paper()
    {
        var file = new PdfLook(Make(Given()));
        foreach (var words in new[] { "Sanne de Vries", "Signalen zien: thuis, school", "21 november 2026", "21 november 2028", "80% goed (nodig: 70%)", "SKJ", "3 punten, nummer 123456", CertificateRef.Shown(Ref) })
            Assert.Contains(words, file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_names_and_goals_stay_on_the_one_sheet()
    {
        var given = Given("Maximiliaan-Alexander Christoffel van Oranje-Nassau-Dillenburg van den Berghe tot Heeswijk-Dinther-Middelrode-Veghel");
        given = given with { Snapshot = given.Snapshot with { Title = string.Join(' ', Enumerable.Repeat("Jeugdcriminaliteitspreventiesamenwerkingsverband", 3)), Goals = [.. Enumerable.Range(1, 12).Select(n => $"Na deze module weet je {n}: {new string('a', 40)} {new string('b', 60)}.")] } };
        var file = new PdfLook(Make(given));
        Assert.Contains("/Count 1", file.Raw, StringComparison.Ordinal);
        Assert.True(file.LowestText > 40, $"Something stands at {file.LowestText} points from the lower edge.");
        Assert.Contains("weet je 12", file.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_files_at_once_are_each_whole()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Make(Given($"Lerende {n}")))));
        for (var n = 0; n < made.Length; n++)
            Assert.Contains($"Lerende {n}", new PdfLook(made[n]).Text, StringComparison.Ordinal);
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

    private static byte[] Make(Certificate certificate)
    {
        var made = new CertificatePdf(new ThemeFiles(new ConfigurationBuilder().Build()), Options.Create(new PlatformOptions { PublicUrl = "https://weerbarejeugd.example" })).Make(certificate);
        if (Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder) File.WriteAllBytes(Path.Combine(folder, $"{certificate.Snapshot.Holder.Length}.pdf"), made);
        return made;
    }
}
