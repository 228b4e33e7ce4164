using System.Diagnostics;

namespace Portal.Tests.Platform;

/// <summary>A data folder that was made once by something that was started on it and stopped; tests begin with a copy.</summary>
public abstract class StartedFolder : IAsyncLifetime
{
    private readonly string home = Passable();

    /// <summary>A folder that root's server, which runs as another user, can pass.</summary>
    internal static string Passable()
    {
        var folder = Directory.CreateTempSubdirectory("portal-test-").FullName;
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(folder, mine | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return folder;
    }

    /// <summary>Starts it on the folder, and stops it.</summary>
    protected abstract Task FillAsync(string data);

    /// <inheritdoc/>
    public Task InitializeAsync() => FillAsync(Path.Combine(home, ".data"));

    /// <summary>Gives a test a folder of its own with the same in it.</summary>
    public void CopyTo(string folder)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var copy = Process.Start("cp", ["--archive", Path.Combine(home, ".data"), folder]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(home, recursive: true);
        return Task.CompletedTask;
    }
}
