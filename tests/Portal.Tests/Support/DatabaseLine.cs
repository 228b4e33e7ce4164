using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Portal.Tests.Support;

/// <summary>The line between a host and its database, which a test can cut: the database is away then, for this host alone.</summary>
public sealed class DatabaseLine : IAsyncDisposable
{
    private readonly EndPoint database;
    private readonly HashSet<Socket> open = [];
    private readonly Lock gate = new();
    private Socket? door;
    private int port;

    private DatabaseLine(EndPoint database) => this.database = database;

    /// <summary>Opens the database over this line.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>Lays a line to a database.</summary>
    public static DatabaseLine To(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        var line = new DatabaseLine(settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new DnsEndPoint(settings.Host, settings.Port));
        line.Mend();
        (settings.Host, settings.Port) = ("127.0.0.1", line.port);
        line.ConnectionString = settings.ConnectionString;
        return line;
    }

    /// <summary>Nothing comes through any more, also not what was under way.</summary>
    public void Cut()
    {
        lock (gate)
        {
            door?.Dispose();
            door = null;
            foreach (var socket in open) socket.Dispose();
            open.Clear();
        }
    }

    /// <summary>It is whole again.</summary>
    public void Mend()
    {
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        made.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        made.Bind(new IPEndPoint(IPAddress.Loopback, port));
        made.Listen();
        port = ((IPEndPoint)made.LocalEndPoint!).Port;
        lock (gate) door = made;
        _ = ServeAsync(made);
    }

    public ValueTask DisposeAsync()
    {
        Cut();
        return ValueTask.CompletedTask;
    }

    private async Task ServeAsync(Socket at)
    {
        try
        {
            while (true) _ = CarryAsync(at, await at.AcceptAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // cut
        }
    }

    private async Task CarryAsync(Socket at, Socket host)
    {
        using (host)
        using (var server = database is UnixDomainSocketEndPoint
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                await server.ConnectAsync(database);
                lock (gate)
                {
                    if (door != at) return;
                    open.UnionWith([host, server]);
                }
                await Task.WhenAny(CopyAsync(host, server), CopyAsync(server, host));
            }
            catch (SocketException)
            {
                // the database itself is away
            }
            finally
            {
                lock (gate) open.ExceptWith([host, server]);
            }
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        try
        {
            await using var source = new NetworkStream(from);
            await using var target = new NetworkStream(to);
            await source.CopyToAsync(target);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // cut
        }
    }
}
