using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Platform.Backup;

/// <summary>
/// A file that only who has the secret can read, and nobody can change unseen. It is a header of 84 bytes and chunks.
/// <para>
/// Header: the sixteen letters <c>PORTAAL-BACKUP-1</c>; the rounds of PBKDF2 (four bytes, most significant first); 32 bytes of salt; the
/// HMAC-SHA256 of all these. From secret and salt PBKDF2 with HMAC-SHA512 (RFC 8018) makes 32 bytes, and from those HKDF-Expand with
/// SHA-256 (RFC 5869) two keys of 32: <c>header</c> for the HMAC, <c>chunks</c> for the rest.
/// </para>
/// <para>
/// Chunks: 65,536 bytes each, the last one fewer, by AES-256-GCM with its tag of 16 bytes behind it. The nonce is the chunk's number in
/// eleven bytes, most significant first, and one byte that is 1 for the last: so none can be moved, left out or added (STREAM: Hoang,
/// Reyhanitabar, Rogaway, Vizár, 2015; as age and Tink have it). A key is used for one file, so no nonce comes twice.
/// </para>
/// </summary>
internal static class SealedFile
{
    internal const int ChunkLength = 64 * 1024;
    internal const int TagLength = 16;
    internal const int HeaderLength = 84;

    private const int Rounds = 210_000; // OWASP, for PBKDF2 with HMAC-SHA512
    private const int MostRounds = 10_000_000; // a header that asks for hours is no header of ours
    private const int MacLength = 32;

    private static ReadOnlySpan<byte> Magic => "PORTAAL-BACKUP-1"u8;

    /// <summary>Writes the header; what is written to the stream it gives, is sealed. Dispose of that to end the file.</summary>
    public static Stream Seal(Stream file, byte[] secret)
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(16), Rounds);
        RandomNumberGenerator.Fill(header.AsSpan(20, 32));
        var (mac, chunks) = KeysOf(secret, header);
        HMACSHA256.HashData(mac, header.AsSpan(0, HeaderLength - MacLength), header.AsSpan(HeaderLength - MacLength));
        file.Write(header);
        return new SealingStream(file, new AesGcm(chunks, TagLength));
    }

    /// <summary>Whether a file begins as a sealed one; leaves it at its beginning.</summary>
    public static bool IsSealed(Stream file)
    {
        var begin = new byte[Magic.Length];
        file.Position = 0;
        var read = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == begin.Length && Magic.SequenceEqual(begin);
    }

    /// <summary>What was written to <see cref="Seal"/>; seeks.</summary>
    /// <exception cref="RuleBroken">The secret is another one, or the header is damaged: the two cannot be told apart.</exception>
    public static Stream Open(Stream file, byte[] secret)
    {
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength) throw new RuleBroken(Damaged.Message);
        if (BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16)) is < 1 or > MostRounds) throw new RuleBroken(Damaged.Message);
        var (mac, chunks) = KeysOf(secret, header);
        var expected = HMACSHA256.HashData(mac, header.AsSpan(0, HeaderLength - MacLength));
        if (!CryptographicOperations.FixedTimeEquals(expected, header.AsSpan(HeaderLength - MacLength)))
        {
            throw new RuleBroken(
                "Het wachtwoord of de sleutel past niet bij deze kopie (of haar begin is beschadigd). Er is niets teruggezet.");
        }
        return new OpeningStream(file, new AesGcm(chunks, TagLength));
    }

    /// <summary>The nonce of a chunk.</summary>
    internal static void WriteNonce(Span<byte> nonce, long chunk, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce[3..], chunk);
        nonce[11] = isLast ? (byte)1 : (byte)0;
    }

    private static (byte[] Mac, byte[] Chunks) KeysOf(byte[] secret, byte[] header)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16));
        var made = Rfc2898DeriveBytes.Pbkdf2(secret, header.AsSpan(20, 32), rounds, HashAlgorithmName.SHA512, 32);
        return (
            HKDF.Expand(HashAlgorithmName.SHA256, made, 32, "header"u8.ToArray()),
            HKDF.Expand(HashAlgorithmName.SHA256, made, 32, "chunks"u8.ToArray()));
    }
}

/// <summary>Seals what is written to it, a chunk at a time.</summary>
internal sealed class SealingStream(Stream file, AesGcm cipher) : WriteOnlyStream
{
    private readonly byte[] plain = new byte[SealedFile.ChunkLength];
    private readonly byte[] secret = new byte[SealedFile.ChunkLength + SealedFile.TagLength];
    private int filled;
    private long chunk;
    private bool ended;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // Only now it is known that the full chunk before is not the last.
            if (filled == plain.Length) WriteChunk(isLast: false);
            var part = Math.Min(plain.Length - filled, buffer.Length);
            buffer[..part].CopyTo(plain.AsSpan(filled));
            filled += part;
            buffer = buffer[part..];
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes nothing: a chunk is written when it is full, the last at <see cref="End"/>.</summary>
    public override void Flush()
    {
    }

    /// <summary>Writes the last chunk. Without it the file is not whole, and is refused: so it is left out when something failed.</summary>
    public void End()
    {
        WriteChunk(isLast: true);
        ended = true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) cipher.Dispose();
        base.Dispose(disposing);
    }

    private void WriteChunk(bool isLast)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.WriteNonce(nonce, chunk++, isLast);
        cipher.Encrypt(nonce, plain.AsSpan(0, filled), secret.AsSpan(0, filled), secret.AsSpan(filled, SealedFile.TagLength));
        file.Write(secret, 0, filled + SealedFile.TagLength);
        filled = 0;
    }
}

/// <summary>Opens a sealed file where it is read.</summary>
internal sealed class OpeningStream : ReadOnlyStream
{
    private readonly Stream file;
    private readonly AesGcm cipher;
    private readonly long chunks;
    private readonly byte[] secret = new byte[SealedFile.ChunkLength + SealedFile.TagLength];
    private readonly byte[] plain = new byte[SealedFile.ChunkLength];
    private long open = -1; // the chunk in plain
    private int opened;

    public OpeningStream(Stream file, AesGcm cipher)
        : base(Math.Max(0, file.Length - SealedFile.HeaderLength - (ChunksOf(file) * SealedFile.TagLength)))
    {
        (this.file, this.cipher, chunks) = (file, cipher, ChunksOf(file));
        Load(chunks - 1); // only the last chunk tells that nothing is missing
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (buffer.Length == 0 || Position >= Length) return 0;
        Load(Position / SealedFile.ChunkLength);
        var from = (int)(Position % SealedFile.ChunkLength);
        var part = Math.Min(opened - from, buffer.Length);
        plain.AsSpan(from, part).CopyTo(buffer);
        Position += part;
        return part;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) cipher.Dispose();
        base.Dispose(disposing);
    }

    private static long ChunksOf(Stream file) => Math.Max(
        1, (file.Length - SealedFile.HeaderLength + SealedFile.ChunkLength + SealedFile.TagLength - 1)
            / (SealedFile.ChunkLength + SealedFile.TagLength));

    private void Load(long chunk)
    {
        if (chunk == open) return;
        open = -1;
        file.Position = SealedFile.HeaderLength + (chunk * secret.Length);
        var read = file.ReadAtLeast(secret, secret.Length, throwOnEndOfStream: false);
        if (read < SealedFile.TagLength) throw new RuleBroken(Damaged.Message);
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.WriteNonce(nonce, chunk, isLast: chunk == chunks - 1);
        opened = read - SealedFile.TagLength;
        try
        {
            cipher.Decrypt(nonce, secret.AsSpan(0, opened), secret.AsSpan(opened, SealedFile.TagLength), plain.AsSpan(0, opened));
        }
        catch (CryptographicException)
        {
            throw new RuleBroken(Damaged.Message);
        }
        open = chunk;
    }
}
