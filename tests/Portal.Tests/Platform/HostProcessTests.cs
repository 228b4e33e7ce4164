using System.Diagnostics;
using System.Globalization;
using System.Net;
using Portal.Platform.Data.Embedded;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class HostProcessTests(HostProcessTests.DataOfYesterday yesterday)
    : IClassFixture<HostProcessTests.DataOfYesterday>, IDisposable
{
    private static readonly HttpClient Http = new();
    private readonly string home = StartedFolder.Passable();

    public void Dispose() => Directory.Delete(home, recursive: true);

    private string Data => Path.Combine(home, ".data");

    [Fact]
    public async Task A_killed_host_is_followed_by_one_that_joins_its_database_and_Ctrl_C_stops_both()
    {
        yesterday.CopyTo(Data);
        await using (var killed = await HostProcess.StartAsync(Data)) await killed.KillAsync();
        var database = Postmaster.Of(Path.Combine(Data, "postgres"));
        Assert.NotNull(database);

        await using var host = await HostProcess.StartAsync(Data);
        Assert.Equal(database, Postmaster.Of(Path.Combine(Data, "postgres")));
        Assert.Equal("ok", await Http.GetStringAsync(new Uri(host.Address, "/healthz")));

        Assert.Equal(0, await host.InterruptAsync());
        Assert.Null(Postmaster.Of(Path.Combine(Data, "postgres")));
    }

    [Fact]
    public async Task After_a_power_cut_the_next_start_recovers()
    {
        yesterday.CopyTo(Data);
        await using (var killed = await HostProcess.StartAsync(Data))
        {
            var database = Postmaster.Of(Path.Combine(Data, "postgres"));
            await killed.KillAsync();
            Process.GetProcessById(database!.ProcessId).Kill();
        }

        await using var host = await HostProcess.StartAsync(Data);

        var ready = await Http.GetAsync(new Uri(host.Address, "/readyz"));
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("no-store", ready.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_verb_joins_a_running_host_and_leaves_it_running()
    {
        yesterday.CopyTo(Data);
        await using var host = await HostProcess.StartAsync(Data);

        var export = await HostProcess.RunAsync(Data, HostProcess.FreePort(), "export", Path.Combine(home, "export"));

        Assert.True(export.ExitCode == 0, export.Errors);
        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(Path.Combine(home, "export")));
        Assert.Equal("ok", await Http.GetStringAsync(new Uri(host.Address, "/healthz")));

        var second = await HostProcess.RunAsync(Data, host.Port);
        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"Poort {host.Port} is al in gebruik", second.Errors);
        Assert.NotNull(Postmaster.Of(Path.Combine(Data, "postgres")));
    }

    [Fact]
    public async Task A_verb_alone_starts_the_database_for_as_long_as_it_takes()
    {
        yesterday.CopyTo(Data);
        var export = await HostProcess.RunAsync(Data, HostProcess.FreePort(), "export", Path.Combine(home, "export"));

        Assert.True(export.ExitCode == 0, export.Errors);
        Assert.Null(Postmaster.Of(Path.Combine(Data, "postgres")));
    }

    [Fact]
    public async Task A_running_portal_is_backed_up_and_comes_back_in_an_empty_data_folder()
    {
        yesterday.CopyTo(Data);
        var (file, key, other) = (Path.Combine(home, "portaal.backup"), Path.Combine(home, "key"), Path.Combine(home, "other"));
        await File.WriteAllTextAsync(key, "een-sleutel-die-lang-genoeg-is\n");
        await using (var host = await HostProcess.StartAsync(Data))
        {
            var backup = await HostProcess.RunAsync(Data, host.Port, "backup", file, "--key-file", key);
            Assert.True(backup.ExitCode == 0, backup.Errors);
            Assert.Contains($"De kopie staat in {file}", backup.Output);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            var again = await HostProcess.RunAsync(Data, host.Port, "backup", file, "--key-file", key);
            Assert.Contains("bestaat al", again.Errors);
            var inUse = await HostProcess.RunAsync(Data, host.Port, "restore", file, "--key-file", key);
            Assert.Contains("De database is niet leeg", inUse.Errors);
            Assert.Equal(1, inUse.ExitCode);
        }

        var wrong = await HostProcess.RunAsync(other, HostProcess.FreePort(), "restore", file, "--key-file", file);
        Assert.Contains("past niet bij deze kopie", wrong.Errors);
        var restore = await HostProcess.RunAsync(other, HostProcess.FreePort(), "restore", file, "--key-file", key);
        Assert.True(restore.ExitCode == 0, restore.Errors);
        await using var restored = await HostProcess.StartAsync(other);
        Assert.Contains("Weerbare Jeugd", await Http.GetStringAsync(new Uri(restored.Address, "/")));
    }

    [Fact]
    public async Task An_unknown_verb_lists_all_and_touches_nothing()
    {
        var asked = await HostProcess.RunAsync(Data, HostProcess.FreePort(), "inport", "content");

        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("'inport' bestaat niet", asked.Errors);
        Assert.Contains("import <map>", asked.Errors);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_port_that_is_none_is_said_before_anything_starts()
    {
        var refused = await HostProcess.RunAsync(Data, 70_000);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("PORT must be a number from 1 to 65535", refused.Errors);
        Assert.False(Directory.Exists(Data));
    }

    /// <summary>The data folder of a portal that was started once and stopped: filling it takes some seconds of work.</summary>
    public sealed class DataOfYesterday : StartedFolder
    {
        /// <inheritdoc/>
        protected override async Task FillAsync(string data) => await (await HostProcess.StartAsync(data)).DisposeAsync();
    }
}
