using System.Buffers;
using System.IO.Compression;

namespace Portal.UmbracoBridge.Import;

/// <summary>
/// The values of a node, packed: a package is read before anything is made of it, and all of its texts at once would be more than a
/// portal has room for. Unpacked they stay for as long as the memory is not needed.
/// </summary>
internal sealed class PackedValues
{
    private const int Quality = 1, Window = 18;

    private static readonly IReadOnlyDictionary<string, string> Empty = new Dictionary<string, string>();

    private readonly WeakReference<IReadOnlyDictionary<string, string>> unpacked = new(Empty);
    private readonly byte[] packed;
    private readonly int length;

    private PackedValues(byte[] packed, int length) => (this.packed, this.length) = (packed, length);

    /// <summary>No values.</summary>
    public static PackedValues None { get; } = new([], 0);

    /// <summary>By alias.</summary>
    public IReadOnlyDictionary<string, string> Values
    {
        get
        {
            if (length == 0) return Empty;
            if (unpacked.TryGetTarget(out var known) && known.Count > 0) return known;
            var values = Unpack();
            unpacked.SetTarget(values);
            return values;
        }
    }

    /// <summary>Packs values.</summary>
    public static PackedValues Of(Dictionary<string, string> values)
    {
        if (values.Count == 0) return None;
        using var plain = new MemoryStream();
        using (var writer = new BinaryWriter(plain))
        {
            writer.Write(values.Count);
            foreach (var (alias, value) in values)
            {
                writer.Write(alias);
                writer.Write(value);
            }
            writer.Flush();
            var size = (int)plain.Length;
            var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(size));
            try
            {
                if (!BrotliEncoder.TryCompress(plain.GetBuffer().AsSpan(0, size), room, out var written, Quality, Window))
                    throw new InvalidOperationException("Values do not fit in the room that they need at most.");
                return new(room.AsSpan(0, written).ToArray(), size);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(room);
            }
        }
    }

    private Dictionary<string, string> Unpack()
    {
        var room = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            if (!BrotliDecoder.TryDecompress(packed, room, out var written) || written != length)
                throw new InvalidOperationException("Values that were packed cannot be unpacked.");
            using var reader = new BinaryReader(new MemoryStream(room, 0, length));
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var left = reader.ReadInt32(); left > 0; left--) values[reader.ReadString()] = reader.ReadString();
            return values;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
