using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Portal.Content.Import;
using Portal.Content.Media;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Media;

/// <summary>Files to download: read from the database a piece at a time, whole or in parts, a few at a time for one address.</summary>
public sealed class MediaFileTests : IAsyncLifetime
{
    private readonly byte[] file = PdfOf(300_000);
    private PortalHost host = null!;
    private Desk desk = null!;

    private Uri Address => new(host.Site.Current.Media("media-brief")!.Url, UriKind.Relative);

    public async Task InitializeAsync()
    {
        host = await PortalHost.StartAsync(kestrel: true);
        desk = new Desk(host);
        await ImportAsync(file);
    }

    public async Task DisposeAsync()
    {
        desk.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_file_comes_whole_with_its_name_and_an_ETag()
    {
        using var answer = await host.Client.GetAsync(Address);
        Assert.Equal(file, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("brief.pdf", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(file.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(["bytes"], answer.Headers.AcceptRanges);

        using var again = await AskAsync(request => request.Headers.IfNoneMatch.Add(answer.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(MediaStream.Piece - 1, MediaStream.Piece)]
    [InlineData(100_000, 299_999)]
    [InlineData(299_999, null)]
    [InlineData(null, 10)]
    public async Task A_part_that_is_asked_for_comes_alone(int? from, int? to)
    {
        using var answer = await AskAsync(request => request.Headers.Range = new RangeHeaderValue(from, to));
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        var (first, last) = from is { } start ? (start, to ?? file.Length - 1) : (file.Length - to!.Value, file.Length - 1);
        Assert.Equal(file[first..(last + 1)], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(file.Length, answer.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task A_part_that_is_not_there_is_refused()
    {
        using var answer = await AskAsync(request => request.Headers.Range = new RangeHeaderValue(300_000, null));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, answer.StatusCode);
    }

    [Fact]
    public async Task A_part_of_a_file_that_was_replaced_meanwhile_is_the_whole_new_one()
    {
        using var first = await host.Client.GetAsync(Address);
        var tag = first.Headers.ETag!;
        using var part = await AskAsync(request =>
        {
            request.Headers.Range = new RangeHeaderValue(100, 199);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        });
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        await ImportAsync(PdfOf(5_000));
        using var whole = await AskAsync(request =>
        {
            request.Headers.Range = new RangeHeaderValue(100, 199);
            request.Headers.IfRange = new RangeConditionHeaderValue(tag);
        });
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        Assert.Equal(PdfOf(5_000), await whole.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task HEAD_tells_how_long_it_is_and_reads_nothing()
    {
        using var statements = Statements.Of(host);
        using var answer = await host.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Address));
        Assert.Equal(file.Length, answer.Content.Headers.ContentLength);
        Assert.DoesNotContain(statements.All, statement => statement.Contains("substring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_takes_their_time_holds_no_more_than_what_is_on_its_way_to_them()
    {
        const int large = 24_000_000, readers = 6;
        await ImportAsync(PdfOf(large));
        using var statements = Statements.Of(host);
        var lines = new List<TcpClient>();
        for (var reader = 0; reader < readers; reader++) lines.Add(await BeginAsync());
        foreach (var line in lines) await SkipAsync(line, 1_000);
        // Whoever reads nothing is sent nothing but what the line itself holds: some megabytes.
        var pieces = statements.All.Count(statement => statement.Contains("substring", StringComparison.Ordinal));
        Assert.InRange(pieces, readers, readers * large / MediaStream.Piece / 2);

        var (rest, whole) = (0, 0L);
        var buffer = new byte[200_000];
        while ((rest = await lines[0].GetStream().ReadAsync(buffer)) > 0) whole += rest;
        Assert.InRange(whole, large - 1_000, large + 1_000);
        lines.ForEach(line => line.Dispose());
    }

    [Fact]
    public async Task One_address_gets_some_files_at_once_the_rest_wait_and_too_many_are_told_so()
    {
        await ImportAsync(PdfOf(24_000_000));
        var held = new List<TcpClient>();
        for (var reader = 0; reader < MediaFiles.AtOnce; reader++) held.Add(await BeginAsync());
        foreach (var line in held) await SkipAsync(line, 100);
        var others = new List<TcpClient>();
        for (var reader = 0; reader < MediaFiles.MayWait + 5; reader++) others.Add(await BeginAsync());
        await Eventually.Async(() => others.Count(line => line.Available > 0) == 5, "those who come last are told that it is too much");
        foreach (var line in others.Where(line => line.Available > 0)) await SkipAsync(line, 20, "HTTP/1.1 429");

        held.ForEach(line => line.Dispose());
        await Eventually.Async(() => others.Count(line => line.Available > 0) >= MediaFiles.AtOnce, "it is the turn of those who waited");
        others.ForEach(line => line.Dispose());
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_taken_in_is_refused_and_nothing_happened()
    {
        desk.Clear();
        desk.Write("media/ander.pdf", file);
        desk.Write("media/ander.pdf.yml", "id: media-ander\ntitle: Ander\n");
        var types = (Portal.Content.Types.DocumentTypes)host.Services.GetService(typeof(Portal.Content.Types.DocumentTypes))!;
        var read = ContentFolder.Read(desk.Folder, types).Media;
        desk.Write("media/ander.pdf", PdfOf(1_000));
        await Assert.ThrowsAsync<Portal.Platform.RuleBroken>(
            () => host.WithAsync<MediaLibrary>(library => library.StoreAsync(read, new ImportResult(), default)));
    }

    [Theory]
    [InlineData("/beheer/inlezen")]
    [InlineData("/beheer/inhoud/media")]
    public async Task Two_GB_of_whoever_is_not_signed_in_are_not_read(string path)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(host.Address.Host, host.Address.Port);
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
                + "Content-Length: 2147483648\r\nConnection: close\r\n\r\n--x\r\n"));
        await SkipAsync(line, 20, "HTTP/1.1 302"); // to sign in, before anything came
    }

    private async Task ImportAsync(byte[] bytes)
    {
        desk.Write("media/brief.pdf", bytes);
        desk.Write("media/brief.pdf.yml", "id: media-brief\ntitle: Brief\n");
        await desk.ImportAsync();
    }

    private async Task<TcpClient> BeginAsync()
    {
        var line = new TcpClient { ReceiveBufferSize = 4_096 };
        await line.ConnectAsync(host.Address.Host, host.Address.Port);
        await line.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"GET {Address} HTTP/1.1\r\nHost: {host.Address.Authority}\r\nConnection: close\r\n\r\n"));
        return line;
    }

    private static async Task SkipAsync(TcpClient line, int bytes, string status = "HTTP/1.1 200")
    {
        var buffer = new byte[bytes];
        await line.GetStream().ReadExactlyAsync(buffer);
        Assert.StartsWith(status, Encoding.ASCII.GetString(buffer), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(Action<HttpRequestMessage> change)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address);
        change(request);
        return await host.Client.SendAsync(request);
    }

    // Bytes that do not repeat, so that a part can only come from its own place.
    private static byte[] PdfOf(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        "%PDF-1.7\n"u8.CopyTo(bytes);
        return bytes;
    }
}
