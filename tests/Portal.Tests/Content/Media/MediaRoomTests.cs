using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Content.Media;
using Portal.Members.Access;
using Portal.Platform.Conditions;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Media;

/// <summary>The library has a limit, and what would be more is refused in words.</summary>
public sealed class MediaRoomTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    private const int Size = 1_000_000;

    private static int count;

    private PortalHost Host => portal.Host;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Limit(Host, 20_000);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Of_files_that_come_at_once_on_two_hosts_only_those_are_stored_that_fit()
    {
        await using var other = await PortalHost.StartAsync(Host.ConnectionString);
        await LeaveRoomForOneAsync(Host, other);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => SendAsync(number % 2 == 0 ? Host : other)));
        Assert.Single(outcomes, outcome => outcome.IsNew);
        Assert.All(outcomes.Where(outcome => !outcome.IsNew), outcome =>
            Assert.Contains("De mediabibliotheek is vol", outcome.Message, StringComparison.Ordinal));
        var used = await Host.WithAsync<MediaRoom, long>(room => room.UsedAsync(default));
        Assert.InRange(used, 1, await Host.WithAsync<MediaRoom, long>(room => Task.FromResult(room.Most)));
    }

    [Fact]
    public async Task What_is_there_already_takes_no_room_and_without_a_limit_all_fits()
    {
        var file = NewFile();
        Assert.True((await SendAsync(Host, file)).IsNew);
        Limit(Host, 1);
        Assert.Contains("stond er al", (await SendAsync(Host, file)).Message, StringComparison.Ordinal);
        Assert.False((await SendAsync(Host)).IsNew);
        Limit(Host, 0);
        Assert.True((await SendAsync(Host)).IsNew);
    }

    [Fact]
    public async Task An_import_that_does_not_fit_is_refused_with_the_name_of_the_file()
    {
        Limit(Host, 1);
        using var desk = new Desk(Host);
        desk.Write("media/groot.pdf", NewFile());
        desk.Write("media/groot.pdf.yml", "id: media-groot\ntitle: \"Groot\"\n");
        var result = await desk.TryImportAsync();
        Assert.Contains(result.Errors, error => error.Message.Contains("De mediabibliotheek is vol", StringComparison.Ordinal));
        Assert.Null(Host.Site.Current.Media("media-groot"));
    }

    [Fact]
    public async Task The_library_says_how_much_room_there_is()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync("/beheer/media");
        Assert.Contains("van 20,00 GB; er is", editor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(79, ConditionState.Good)]
    [InlineData(80, ConditionState.Attention)]
    [InlineData(98, ConditionState.Urgent)]
    public void From_four_fifths_on_an_administrator_is_warned(int percent, ConditionState state) =>
        Assert.Equal(state, MediaRoomCondition.Of(percent * 10_000_000L, 1_000_000_000).State);

    private static void Limit(PortalHost host, int megabytes) =>
        host.Services.GetRequiredService<IOptions<MediaOptions>>().Value.MostMegabytes = megabytes;

    // More than one file's worth, and less than two.
    private static async Task LeaveRoomForOneAsync(params PortalHost[] hosts)
    {
        var used = await hosts[0].WithAsync<MediaRoom, long>(room => room.UsedAsync(default));
        foreach (var host in hosts) Limit(host, (int)(used / Size) + 2);
    }

    private static byte[] NewFile()
    {
        var bytes = new byte[Size];
        Random.Shared.NextBytes(bytes);
        "%PDF-1.7\n"u8.CopyTo(bytes);
        return bytes;
    }

    private static Task<UploadOutcome> SendAsync(PortalHost host, byte[]? file = null) => host.WithAsync<Uploads, UploadOutcome>(uploads =>
    {
        var bytes = file ?? NewFile();
        var form = new FormFile(new MemoryStream(bytes), 0, bytes.Length, "bestand", $"ruimte-{Interlocked.Increment(ref count)}.pdf");
        return uploads.TakeAsync(form, "", decorative: false, null, "", Guid.NewGuid(), default);
    });
}
