using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Platform.Data;

namespace Portal.Newsletters.Bounces;

/// <summary>
/// The mailbox that mail comes back to, read by IMAP (RFC 9051). What was handled goes, to a folder or for good; what a person should read
/// stays, with a flag, and is not read again.
/// </summary>
internal sealed class BounceMailbox(
    IOptions<NewslettersOptions> options, IServiceScopeFactory scopes, DbSession session, TimeProvider clock, ILogger<BounceMailbox> log)
{
    private readonly BounceOptions box = options.Value.Bounces;

    /// <summary>True when there is one to read.</summary>
    public bool IsSet => box.Host.Length > 0;

    /// <summary>
    /// Reads some of what is there (<see cref="BounceOptions.AtMost"/>); true when there may be more. A mailbox that cannot be reached is
    /// said once, and asked again next time.
    /// </summary>
    public async Task<bool> ReadAsync(CancellationToken stop)
    {
        try
        {
            var hasMore = await ReadSomeAsync(stop);
            if (await WriteDownAsync(null, stop) is not null) log.LogInformation("The mailbox of bounces can be read again");
            return hasMore;
        }
        catch (Exception e) when (IsTrouble(e) && !stop.IsCancellationRequested)
        {
            if (await WriteDownAsync(WordFor(e), stop) is null)
                log.LogWarning("The mailbox of bounces cannot be read ({Reason}: {Type})", WordFor(e), e.GetType().Name);
            return false;
        }
    }

    private async Task<bool> ReadSomeAsync(CancellationToken stop)
    {
        using var client = new ImapClient { CheckCertificateRevocation = false };
        await client.ConnectAsync(box.Host, box.Port, Security, stop);
        await client.AuthenticateAsync(box.User, box.Password, stop);
        var folder = await client.GetFolderAsync(box.Folder, stop);
        await folder.OpenAsync(FolderAccess.ReadWrite, stop);
        var all = await folder.SearchAsync(SearchQuery.NotFlagged.And(SearchQuery.NotDeleted), stop);
        var found = all.Take(box.AtMost).ToList();
        var (done, forPeople) = (new List<UniqueId>(), new List<UniqueId>());
        if (found.Count > 0)
        {
            foreach (var mail in await folder.FetchAsync(found, MessageSummaryItems.UniqueId | MessageSummaryItems.Size, stop))
            {
                var isDone = mail.Size <= BounceReader.Most && await TakeAsync(folder, mail.UniqueId, stop);
                (isDone ? done : forPeople).Add(mail.UniqueId);
            }
        }
        if (forPeople.Count > 0) await folder.AddFlagsAsync(forPeople, MessageFlags.Flagged, silent: true, stop);
        if (done.Count > 0) await PutAwayAsync(client, folder, done, stop);
        await client.DisconnectAsync(quit: true, stop);
        return all.Count > found.Count;
    }

    // True: nobody has to look at it. Each in a scope and a transaction of its own; one that we cannot take is for a person, and keeps no
    // other waiting. A database that is away takes none, and the job comes again.
    private async Task<bool> TakeAsync(IMailFolder folder, UniqueId id, CancellationToken stop)
    {
        byte[] raw;
        using (var all = new MemoryStream())
        {
            await using var stream = await folder.GetStreamAsync(id, stop);
            await stream.CopyToAsync(all, stop);
            raw = all.ToArray();
        }
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return (await scope.ServiceProvider.GetRequiredService<ReturnedMails>().TakeAsync(raw, stop)).IsDone;
        }
        catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException or CryptographicException))
        {
            log.LogError(e, "A mail in the mailbox of bounces cannot be read: it has a flag there now");
            return false;
        }
    }

    private async Task PutAwayAsync(ImapClient client, IMailFolder folder, List<UniqueId> done, CancellationToken stop)
    {
        if (box.Handled.Length == 0)
        {
            await folder.AddFlagsAsync(done, MessageFlags.Deleted, silent: true, stop);
            await folder.ExpungeAsync(done, stop);
            return;
        }
        await folder.MoveToAsync(done, await HandledAsync(client, stop), stop);
    }

    private async Task<IMailFolder> HandledAsync(ImapClient client, CancellationToken stop)
    {
        try
        {
            return await client.GetFolderAsync(box.Handled, stop);
        }
        catch (FolderNotFoundException)
        {
            var root = await client.GetFolderAsync(client.PersonalNamespaces[0].Path, stop);
            return await root.CreateAsync(box.Handled, isMessageFolder: true, stop)
                ?? throw new FolderNotFoundException(box.Handled);
        }
    }

    // In the clear to this machine itself only: there nobody stands between.
    private SecureSocketOptions Security => box.Port == 993 ? SecureSocketOptions.SslOnConnect
        : box.Host == "localhost" || (IPAddress.TryParse(box.Host, out var address) && IPAddress.IsLoopback(address))
            ? SecureSocketOptions.StartTlsWhenAvailable
            : SecureSocketOptions.StartTls;

    // Gives what stood in the way before; null: nothing did.
    private async Task<string?> WriteDownAsync(string? problem, CancellationToken stop) => await session.ValueAsync<string>(
        """
        with before as (select problem from newsletters.return_mailbox where id = 1)
        insert into newsletters.return_mailbox as known (id, read_at, problem) values (1, $1, $2)
        on conflict (id) do update set read_at = coalesce(excluded.read_at, known.read_at), problem = excluded.problem
        returning (select problem from before)
        """,
        [problem is null ? clock.GetUtcNow() : null, problem], stop);

    private static bool IsTrouble(Exception e) =>
        e is OperationCanceledException or TimeoutException or SocketException or IOException or ObjectDisposedException
            or SslHandshakeException or System.Security.Authentication.AuthenticationException or AuthenticationException
            or NotSupportedException or CommandException or ProtocolException or FolderNotFoundException
            or ServiceNotConnectedException or ServiceNotAuthenticatedException;

    private static string WordFor(Exception e) => e switch
    {
        TimeoutException or OperationCanceledException => "timeout",
        SocketException => "connect",
        SslHandshakeException or System.Security.Authentication.AuthenticationException or NotSupportedException => "tls",
        AuthenticationException => "login",
        FolderNotFoundException => "folder",
        _ => "closed",
    };
}
