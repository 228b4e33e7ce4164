using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Bench;

/// <summary>What a load run measured.</summary>
/// <param name="PerSecond">Answers a second.</param>
/// <param name="P50">Median, ms.</param>
/// <param name="P95">ms.</param>
/// <param name="P99">ms.</param>
/// <param name="Errors">Answers with another status than expected.</param>
internal sealed record LoadResult(double PerSecond, double P50, double P95, double P99, int Errors);

/// <summary>
/// Keeps a number of connections busy over raw sockets, one request at a time on each. Written by hand because on two cores a full
/// HTTP client costs more than the server it measures.
/// </summary>
internal static class Load
{
    public static async Task<LoadResult> RunAsync(int port, string request, int status, int connections, TimeSpan time)
    {
        var bytes = Encoding.ASCII.GetBytes(request);
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectionAsync(port, bytes, status, until))));
        var seconds = watch.Elapsed.TotalSeconds;
        var times = all.SelectMany(connection => connection.Times).Order().ToList();
        double At(double share) => times.Count == 0 ? 0 : times[Math.Min(times.Count - 1, (int)(times.Count * share))];
        return new LoadResult(times.Count / seconds, At(.5), At(.95), At(.99), all.Sum(connection => connection.Errors));
    }

    private static async Task<(List<double> Times, int Errors)> ConnectionAsync(int port, byte[] request, int status, long until)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[256 * 1024];
        var (times, errors) = (new List<double>(100_000), 0);
        while (Stopwatch.GetTimestamp() < until)
        {
            var started = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            if (await AnswerAsync(socket, buffer) != status) errors++;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
        return (times, errors);
    }

    private static async Task<int> AnswerAsync(Socket socket, byte[] buffer)
    {
        var (have, head) = (0, -1);
        while (head < 0)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(have));
            if (read == 0) throw new IOException("The server closed the connection.");
            have += read;
            head = buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8);
        }
        var text = Encoding.ASCII.GetString(buffer, 0, head);
        var length = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
        var body = length < 0 ? 0 : int.Parse(text.AsSpan(length + 16, text.IndexOf('\r', length) is var end && end < 0 ? text.Length - length - 16 : end - length - 16), CultureInfo.InvariantCulture);
        for (var left = head + 4 + body - have; left > 0;)
        {
            var read = await socket.ReceiveAsync(buffer);
            if (read == 0) throw new IOException("The server closed the connection.");
            left -= read;
        }
        return int.Parse(text.AsSpan(9, 3), CultureInfo.InvariantCulture);
    }
}
