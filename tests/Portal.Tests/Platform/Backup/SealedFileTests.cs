using Portal.Platform;
using Portal.Platform.Backup;

namespace Portal.Tests.Platform.Backup;

public sealed class SealedFileTests
{
    private static readonly byte[] Secret = "een lang wachtwoord"u8.ToArray();

    // Around the length of a chunk, where most goes wrong.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SealedFile.ChunkLength - 1)]
    [InlineData(SealedFile.ChunkLength)]
    [InlineData(SealedFile.ChunkLength + 1)]
    [InlineData((3 * SealedFile.ChunkLength) + 5)]
    public void What_was_sealed_comes_out_again(int length)
    {
        var written = Bytes(length);
        var file = Seal(written);

        Assert.Equal(written, Open(file));
        using var stream = SealedFile.Open(new MemoryStream(file), Secret);
        Assert.Equal(length, stream.Length);
        stream.Seek(-Math.Min(10, length), SeekOrigin.End);
        var end = new byte[Math.Min(10, length)];
        stream.ReadExactly(end);
        Assert.Equal(written[^end.Length..], end);
    }

    [Fact]
    public void The_same_is_never_sealed_alike() => Assert.NotEqual(Seal(Bytes(100)), Seal(Bytes(100)));

    [Fact]
    public void It_does_not_show_what_is_in_it()
    {
        var text = "Noor Voorbeeld noor@voorbeeld.nl"u8.ToArray();
        Assert.Equal(-1, Seal(text).AsSpan().IndexOf(text.AsSpan(0, 8)));
    }

    [Fact]
    public void Another_secret_opens_nothing()
    {
        var file = Seal(Bytes(100));
        var refused = Assert.Throws<RuleBroken>(() => SealedFile.Open(new MemoryStream(file), "een ander wachtwoord"u8.ToArray()));
        Assert.Contains("past niet bij deze kopie", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_a_byte_of_it_can_be_changed()
    {
        var file = Seal(Bytes(SealedFile.ChunkLength + 1000));
        // Not the high byte of the rounds, which would make reading it take minutes before it is refused.
        foreach (var at in (int[])[18, 25, 60, 84, 5000, 84 + SealedFile.ChunkLength + 3, file.Length - 17, file.Length - 1])
        {
            var changed = file.ToArray();
            changed[at] ^= 4;
            Assert.Throws<RuleBroken>(() => Open(changed));
        }
    }

    [Fact]
    public void Nothing_can_be_cut_off_added_moved_or_left_out()
    {
        const int Whole = SealedFile.ChunkLength + SealedFile.TagLength;
        var file = Seal(Bytes(3 * SealedFile.ChunkLength));
        byte[] Chunk(int number) => file[(SealedFile.HeaderLength + (number * Whole))..(SealedFile.HeaderLength + ((number + 1) * Whole))];
        var header = file[..SealedFile.HeaderLength];
        byte[][] others =
        [
            file[..^1], file[..^Whole], header, file[..10], [.. file, 0], [.. file, .. Chunk(2)],
            [.. header, .. Chunk(1), .. Chunk(0), .. Chunk(2)], [.. header, .. Chunk(0), .. Chunk(2)], [.. header, .. Chunk(2)],
        ];
        foreach (var other in others) Assert.Throws<RuleBroken>(() => Open(other));
        Assert.Equal(Bytes(3 * SealedFile.ChunkLength), Open(file));
    }

    [Fact]
    public void A_file_that_was_not_ended_is_not_whole()
    {
        var file = new MemoryStream();
        using (var stream = SealedFile.Seal(file, Secret)) stream.Write(Bytes(SealedFile.ChunkLength * 2));
        Assert.Throws<RuleBroken>(() => Open(file.ToArray()));
    }

    private static byte[] Seal(byte[] bytes)
    {
        var file = new MemoryStream();
        using var stream = (SealingStream)SealedFile.Seal(file, Secret);
        foreach (var part in bytes.Chunk(50_000)) stream.Write(part);
        stream.End();
        return file.ToArray();
    }

    private static byte[] Open(byte[] file)
    {
        using var stream = SealedFile.Open(new MemoryStream(file), Secret);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
