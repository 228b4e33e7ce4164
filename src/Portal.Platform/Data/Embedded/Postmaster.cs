using System.Globalization;

namespace Portal.Platform.Data.Embedded;

/// <summary>A server that really runs on a data folder.</summary>
internal sealed record Postmaster(int ProcessId)
{
    /// <summary>
    /// Reads <c>postmaster.pid</c> and asks the kernel whether that process works in this folder: after a crash or in a copy
    /// the file is stale, and its number may be anybody's.
    /// </summary>
    public static Postmaster? Of(string data)
    {
        var note = Path.Combine(data, "postmaster.pid");
        try
        {
            if (!int.TryParse(File.ReadLines(note).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid)) return null;
            using var file = File.OpenHandle(note);
            var here = Path.GetDirectoryName(File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", returnFinalTarget: false)!.FullName);
            var there = File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName;
            return here == there ? new Postmaster(pid) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Removes a note whose process lives but is another program's: PostgreSQL would take it for a running server. It still
    /// protects itself from its own orphans by the shared memory of this folder.
    /// </summary>
    public static void RemoveStaleNote(string data)
    {
        if (Of(data) is null) File.Delete(Path.Combine(data, "postmaster.pid"));
    }
}
