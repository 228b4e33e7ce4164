using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Portal.Content.Import;

/// <summary>
/// Tells a plain file from a pipe, a socket and a device: opening one of those may wait for ever, or never come to an end.
/// .NET does not tell.
/// </summary>
internal static class PlainFile
{
    private const int Here = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint Type = 1; // STATX_TYPE
    private const int ModeAt = 28; // of stx_mode in struct statx, which is the same on every machine
    private const int TypeBits = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>True when it is there and is a plain file, and no link to one.</summary>
    public static bool Is(string path)
    {
        Span<byte> said = stackalloc byte[256];
        if (Ask(Here, path, NoFollow, Type, ref MemoryMarshal.GetReference(said)) != 0) return false;
        return (BinaryPrimitives.ReadUInt16LittleEndian(said[ModeAt..]) & TypeBits) == Regular;
    }

    [DllImport("libc", EntryPoint = "statx")]
    private static extern int Ask(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte said);
}
