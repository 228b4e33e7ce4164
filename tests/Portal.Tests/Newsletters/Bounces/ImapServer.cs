using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MimeKit;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Bounces;

/// <summary>A real IMAP server: Debian's Dovecot (package <c>dovecot-imapd</c>), on a folder of its own.</summary>
internal sealed class ImapServer : IAsyncDisposable
{
    public const string User = "terug";
    public const string Password = "goed";
    private const string Program = "/usr/sbin/dovecot";

    private readonly string folder;
    private Process? process;

    private ImapServer(string folder, int port) => (this.folder, Port) = (folder, port);

    public int Port { get; }

    /// <summary>Starts one, with an empty mailbox.</summary>
    public static async Task<ImapServer> StartAsync()
    {
        Assert.True(File.Exists(Program), "An IMAP server is needed: the Debian package dovecot-imapd.");
        var home = Directory.CreateTempSubdirectory("imap").FullName;
        File.SetUnixFileMode(home, (UnixFileMode)0b111_101_101);
        var server = new ImapServer(home, FreePort());
        Directory.CreateDirectory(Path.Combine(home, "run"));
        Directory.CreateDirectory(Path.Combine(home, "mail"));
        // Root may not own mail; anybody else runs all of it as they are.
        var isRoot = Environment.UserName == "root";
        var (user, group) = isRoot ? ("nobody", "nogroup") : (await SaidAsync("id", "-un"), await SaidAsync("id", "-gn"));
        if (isRoot) await SaidAsync("chown", "nobody:nogroup", Path.Combine(home, "mail"));
        await File.WriteAllTextAsync(Path.Combine(home, "dovecot.conf"), $$"""
            base_dir = {{home}}/run
            state_dir = {{home}}/run
            log_path = {{home}}/log
            protocols = imap
            listen = 127.0.0.1
            ssl = no
            disable_plaintext_auth = no
            first_valid_uid = 1
            mail_location = maildir:{{home}}/mail/%u
            {{(isRoot ? "" : $"default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}")}}
            service imap-login {
              inet_listener imap {
                port = {{server.Port}}
              }
              inet_listener imaps {
                port = 0
              }
              chroot =
            }
            service anvil {
              chroot =
            }
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{user}} gid={{group}} home={{home}}/mail/%u
            }
            namespace inbox {
              inbox = yes
              separator = /
            }

            """);
        await server.ResumeAsync();
        return server;
    }

    /// <summary>Puts a mail in the mailbox.</summary>
    public Task PutAsync(params byte[][] mails) => WithInboxAsync(async inbox =>
    {
        foreach (var raw in mails)
        {
            using var message = await MimeMessage.LoadAsync(new MemoryStream(raw));
            await inbox.AppendAsync(message);
        }
        return true;
    });

    /// <summary>The subjects in a folder, those with a flag with a star before them.</summary>
    public Task<IReadOnlyList<string>> SubjectsAsync(string? name = null) => WithInboxAsync<IReadOnlyList<string>>(
        async inbox => [.. (await inbox.FetchAsync(0, -1, MessageSummaryItems.Envelope | MessageSummaryItems.Flags))
            .Select(mail => (mail.Flags!.Value.HasFlag(MessageFlags.Flagged) ? "*" : "") + mail.Envelope!.Subject)],
        name);

    /// <summary>Ends; who asks then finds nobody.</summary>
    public async Task StopAsync()
    {
        if (process is not { HasExited: false } running) return;
        await SaidAsync("kill", "-TERM", running.Id.ToString(CultureInfo.InvariantCulture));
        await running.WaitForExitAsync();
    }

    /// <summary>Starts on what there was.</summary>
    public async Task ResumeAsync()
    {
        var running = Process.Start(new ProcessStartInfo(Program, ["-F", "-c", Path.Combine(folder, "dovecot.conf")])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        process = running;
        await Eventually.Async(
            async () =>
            {
                if (running.HasExited) Assert.Fail($"Dovecot did not start: {await running.StandardError.ReadToEndAsync()}{Log()}");
                return await AnswersAsync();
            },
            "Dovecot answers");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Log() => File.Exists(Path.Combine(folder, "log")) ? File.ReadAllText(Path.Combine(folder, "log")) : "";

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<T> WithInboxAsync<T>(Func<IMailFolder, Task<T>> work, string? name = null)
    {
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", Port, SecureSocketOptions.None);
        await client.AuthenticateAsync(User, Password);
        var inbox = name is null ? client.Inbox! : await client.GetFolderAsync(name);
        await inbox.OpenAsync(FolderAccess.ReadWrite);
        var made = await work(inbox);
        await client.DisconnectAsync(quit: true);
        return made;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> SaidAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        using var running = Process.Start(start)!;
        var said = await running.StandardOutput.ReadToEndAsync();
        await running.WaitForExitAsync();
        Assert.Equal(0, running.ExitCode);
        return said.Trim();
    }
}
