using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Portal.Tests.Web.Fuzz;

/// <summary>A request byte by byte: what an HTTP client would tidy, refuse or never think of can be sent too.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The address, as it goes over the line.</param>
/// <param name="Headers">Whole lines, without their ends.</param>
/// <param name="Body">The body, or what of it is sent.</param>
internal sealed record RawRequest(string Method, string Target, IReadOnlyList<string> Headers, byte[] Body)
{
    /// <summary>The sender hangs up before it sent what it promised: nobody waits for an answer.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>What it was, short enough to read in a failure.</summary>
    public override string ToString()
    {
        static string Short(string text) => text.Length <= 300 ? text : $"{text[..300]}... ({text.Length})";
        var headers = Headers.Where(line => !line.StartsWith("Cookie", StringComparison.Ordinal));
        return Short($"{Method} {Target}") + " | " + Short(string.Join(" | ", headers))
            + " | " + Short(Encoding.Latin1.GetString(Body).ReplaceLineEndings("~"));
    }
}

/// <summary>What came back.</summary>
/// <param name="Status">The status; 0 when the line was closed without one.</param>
/// <param name="Headers">The headers, names in lower case.</param>
/// <param name="Body">The body as text.</param>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Body)
{
    /// <summary>Sends a request on a line of its own and reads to the end.</summary>
    public static async Task<RawAnswer> OfAsync(Uri host, RawRequest request)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(host.Host, host.Port);
        await using var stream = line.GetStream();
        var head = new StringBuilder($"{request.Method} {request.Target} HTTP/1.1\r\nHost: {host.Authority}\r\nConnection: close\r\n");
        foreach (var header in request.Headers) head.Append(header).Append("\r\n");
        head.Append("\r\n");
        var read = new MemoryStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()));
            await stream.WriteAsync(request.Body);
            if (request.BreaksOff) line.Client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(read);
        }
        catch (IOException)
        {
            // A server may answer and hang up before it was sent everything; what it said counts.
        }
        return Read(read.ToArray());
    }

    private static RawAnswer Read(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0) return new RawAnswer(0, Array.Empty<string>().ToLookup(line => line), "");
        if (bytes.AsSpan().StartsWith("HTTP/1.1 1"u8)) return Read(bytes[(end + 4)..]); // 100 Continue
        var lines = Encoding.Latin1.GetString(bytes, 0, end).Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).ToLookup(
            parts => parts[0].ToLowerInvariant(), parts => parts[^1].Trim());
        var body = bytes[(end + 4)..];
        if (headers["transfer-encoding"].Contains("chunked")) body = Unchunked(body);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, Encoding.UTF8.GetString(body));
    }

    private static byte[] Unchunked(byte[] bytes)
    {
        var whole = new MemoryStream();
        for (var at = 0; ;)
        {
            var end = bytes.AsSpan(at).IndexOf("\r\n"u8);
            if (end < 0) return whole.ToArray();
            var size = int.Parse(Encoding.ASCII.GetString(bytes, at, end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            at += end + 2;
            if (size == 0 || at + size > bytes.Length) return whole.ToArray();
            whole.Write(bytes, at, size);
            at += size + 2;
        }
    }
}
