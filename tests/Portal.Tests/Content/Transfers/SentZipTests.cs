using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Portal.Content.Transfers;
using Portal.Platform;

namespace Portal.Tests.Content.Transfers;

/// <summary>Zips that nobody packs by mistake, or only on a bad day: refused with a sentence, before they cost anything.</summary>
public sealed class SentZipTests
{
    private static readonly HashSet<string> Places = ["nieuws", "kennis", "media", "voorbeeld"];

    [Fact]
    public async Task The_folder_that_all_of_it_stands_in_is_left_off_and_what_a_system_adds_as_well()
    {
        var sent = await ReadAsync(Zip(
            ("inhoud/nieuws/a.md", "a"), ("inhoud/media/b.pdf", "b"), ("inhoud/.DS_Store", "x"), ("__MACOSX/inhoud/._a.md", "x"),
            ("inhoud/nieuws/", "")));
        Assert.Equal(["nieuws/a.md", "media/b.pdf"], sent.Files.Select(file => file.Path));
        Assert.Empty(sent.Refused);
    }

    [Fact]
    public async Task A_folder_of_a_type_alone_keeps_its_name() =>
        Assert.Equal(["nieuws/a.md"], (await ReadAsync(Zip(("nieuws/a.md", "a")))).Files.Select(file => file.Path));

    [Theory]
    [InlineData("../nieuws/a.md", "buiten de map")]
    [InlineData("nieuws/../../a.md", "buiten de map")]
    [InlineData("/etc/passwd", "buiten de map")]
    [InlineData("C:/Windows/a.md", "buiten de map")]
    [InlineData("c:a.md", "buiten de map")]
    [InlineData("..\\a.md", "buiten de map")]
    [InlineData("\\\\server\\a.md", "buiten de map")]
    [InlineData("nieuws\\a.md", "backslash")]
    [InlineData("nieuws//a.md", "buiten de map")]
    [InlineData("nieuws/./a.md", "buiten de map")]
    [InlineData("nieuws/a\nb.md", "niet te lezen")]
    [InlineData("a/b/c/d/e/f/g/h/i.md", "te veel mappen")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name, string why)
    {
        var sent = await ReadAsync(Zip(("nieuws/goed.md", "goed"), (name, "fout")));
        Assert.Contains(why, Assert.Single(sent.Refused).Message, StringComparison.Ordinal);
        Assert.Equal(["nieuws/goed.md"], sent.Files.Select(file => file.Path));
    }

    [Fact]
    public async Task A_name_in_another_encoding_is_said_to_be_unreadable()
    {
        var zip = Zip(("nieuws/cafe.md", "a"));
        for (var at = 0; at < zip.Length - 4; at++) // é in code page 437, in both places where the name stands
            if (zip.AsSpan(at).StartsWith("cafe"u8)) zip[at + 3] = 0x82;
        Assert.Contains("niet te lezen", Assert.Single((await ReadAsync(zip)).Refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_of_one_name_are_told_also_where_only_capitals_differ()
    {
        var sent = await ReadAsync(Zip(("nieuws/a.md", "a"), ("nieuws/A.md", "b"), ("nieuws/b", "c"), ("nieuws/b/c.md", "d")));
        Assert.Equal(["nieuws/A.md", "nieuws/b"], sent.Refused.Select(error => error.File));
    }

    [Fact]
    public async Task A_link_is_refused()
    {
        var zip = Zip(archive => Add(archive, "nieuws/a.md", "/etc/passwd").ExternalAttributes = unchecked((int)0xA1FF0000));
        Assert.Contains("verwijzing", Assert.Single((await ReadAsync(zip)).Refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_more_than_25_MB_is_refused_unread()
    {
        var zip = Zip(archive => Add(archive, "media/groot.pdf", new byte[26_000_000]));
        Assert.Contains("hoogstens 25 MB", Assert.Single((await ReadAsync(zip)).Refused).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_that_says_how_large_it_becomes_is_refused_unread()
    {
        var zeros = new byte[20_000_000];
        var bomb = Zip(archive =>
        {
            for (var i = 0; i < 30; i++) Add(archive, $"media/{i}.pdf", zeros);
        });
        Assert.InRange(bomb.Length, 0, 1_000_000);
        await RefusedAsync(bomb, "Uitgepakt wordt dit 600 MB; hoogstens 500 MB past.");
    }

    [Fact]
    public async Task A_bomb_that_says_it_is_small_is_read_no_further_than_it_said_and_refused()
    {
        var bomb = Zip(archive => Add(archive, "media/bom.pdf", new byte[24_000_000]));
        foreach (var (mark, at) in new[] { (0x02014b50u, 24), (0x04034b50u, 22) })
            BinaryPrimitives.WriteUInt32LittleEndian(bomb.AsSpan(IndexOf(bomb, mark) + at), 100);
        await RefusedAsync(bomb, "‘bom.pdf’ is een ander bestand dan het zip-bestand zegt");
    }

    [Fact]
    public async Task Too_many_files_are_refused_before_their_names_are_read()
    {
        var zip = Zip(archive =>
        {
            for (var i = 0; i <= SentFiles.MostFiles; i++) archive.CreateEntry($"nieuws/{i}.md");
        });
        await RefusedAsync(zip, "hoogstens 20.000 bestanden");
        // A list that says it is short, and goes on.
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(zip.Length - 12), 1);
        await RefusedAsync(zip, "beschadigd");
    }

    [Fact]
    public async Task What_is_no_zip_is_refused()
    {
        await RefusedAsync([], "geen zip-bestand");
        await RefusedAsync("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(), "geen zip-bestand");
        await RefusedAsync(Zip(("nieuws/a.md", new string('a', 5_000)))[..60], "geen zip-bestand");
        var damaged = Zip(("nieuws/a.md", Guid.NewGuid().ToString()));
        damaged[50] ^= 0xFF;
        await RefusedAsync(damaged, "beschadigd");
    }

    private static async Task<SentFiles> ReadAsync(byte[] zip)
    {
        await using var sent = await SentZip.OpenAsync(new MemoryStream(zip), default);
        var files = SentFiles.Of(sent.Files, Places);
        foreach (var file in files.Files) await file.File.ReadAsync(default);
        return files;
    }

    private static async Task RefusedAsync(byte[] zip, string why) => Assert.Contains(
        why, (await Assert.ThrowsAsync<RuleBroken>(() => ReadAsync(zip))).Message, StringComparison.Ordinal);

    private static byte[] Zip(params (string Name, string Text)[] files) => Zip(archive =>
    {
        foreach (var (name, text) in files) Add(archive, name, text);
    });

    private static byte[] Zip(Action<ZipArchive> fill)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true)) fill(archive);
        return stream.ToArray();
    }

    private static ZipArchiveEntry Add(ZipArchive archive, string name, string text) => Add(archive, name, Encoding.UTF8.GetBytes(text));

    private static ZipArchiveEntry Add(ZipArchive archive, string name, byte[] bytes)
    {
        var entry = archive.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(bytes);
        return entry;
    }

    private static int IndexOf(byte[] zip, uint mark)
    {
        Span<byte> sought = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(sought, mark);
        return zip.AsSpan().LastIndexOf(sought);
    }
}
