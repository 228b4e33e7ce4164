using System.Reflection;
using System.Runtime.InteropServices;

namespace Portal.Platform.Pictures;

/// <summary>
/// Where pictures are made, and what that may cost. The host says which program it is; nothing here is a setting of the owner's.
/// </summary>
public sealed class PictureOptions
{
    /// <summary>The host's own program, whose first line answers <see cref="PictureWorker.Verb"/>.</summary>
    public Assembly? Program { get; set; }

    /// <summary>The most processor time one picture may take, in seconds. The heaviest that is taken takes some twenty.</summary>
    public int ProcessorSeconds { get; set; } = 120;

    /// <summary>The most memory one picture may take, in megabytes (2^20).</summary>
    public int Megabytes { get; set; } = 1024;

    /// <summary>True: a child runs when nobody else wants the processor, so that readers notice nothing of it.</summary>
    public bool GoesBehind { get; set; } = true;

    /// <summary>
    /// How long a child is waited for. It decides nothing about the picture: on a machine so busy that this passes, or with a child that
    /// stands still, the outcome is <see cref="ImageResult.Later"/>.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>The command that starts the host's own program with the hidden verb.</summary>
    internal IReadOnlyList<string> Command()
    {
        if (Program is null) throw new InvalidOperationException($"{nameof(PictureOptions)}.{nameof(Program)} is not set.");
        // The dotnet this host runs by, found from its runtime: a child has no environment that would tell. A host that carries its
        // runtime along is a program by itself.
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return Program.Location is { Length: > 0 } file && File.Exists(dotnet) ? [dotnet, file] : [Environment.ProcessPath!];
    }
}
