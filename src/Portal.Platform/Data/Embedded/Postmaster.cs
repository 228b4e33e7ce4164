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
            var here = Path.GetDirectoryName(
                File.ResolveLinkTarget($"/proc/self/fd/{file.DangerousGetHandle()}", returnFinalTarget: false)!.FullName);
            var there = File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName;
            return here == there ? new Postmaster(pid) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Removes the notes of a server that is gone: if their process number lives on as somebody else's (or as a zombie), PostgreSQL
    /// would take it for a running server. It still protects itself from its own orphans by the shared memory of this folder.
    /// </summary>
    public static void RemoveStaleNotes(ServerHome home)
    {
        if (Of(home.Data) is not null) return;
        File.Delete(Path.Combine(home.Data, "postmaster.pid"));
        File.Delete(Path.Combine(home.SocketFolder, ".s.PGSQL.5432.lock"));
    }
}
