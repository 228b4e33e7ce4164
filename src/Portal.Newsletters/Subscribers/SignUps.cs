using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Subscribers;

/// <summary>How it stands with the link in a mail.</summary>
internal enum SignUpState
{
    /// <summary>It is none of ours, or too old.</summary>
    Unknown,

    /// <summary>It can be confirmed.</summary>
    Open,

    /// <summary>It was.</summary>
    Confirmed,
}

/// <summary>
/// Signing up in two steps (double opt-in): a form writes what was asked and sends a link, the page of that link has a button that confirms
/// it. Nobody is looked up before that, so no answer, mail or moment tells whether an address is known.
/// </summary>
internal sealed class SignUps(
    DbSession session, SecretStore store, Subscriptions subscriptions, SubscriberMails mails, IOptions<PlatformOptions> platform,
    TimeProvider clock)
{
    /// <summary>How long a link can be confirmed.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    /// <summary>Mails to one address within <see cref="Window"/>, whoever asks.</summary>
    public const int MostMails = 3;

    /// <inheritdoc cref="MostMails"/>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private const int SecretBytes = 32;

    /// <summary>Asks; sends the link unless the address had enough of them for now, which whoever asks does not notice.</summary>
    public async Task RequestAsync(Address address, Interests interests, string form, CancellationToken stop)
    {
        var (now, hash) = (clock.GetUtcNow(), (await store.GetAsync(stop)).HashOf(address));
        var (id, secret) = (Guid.CreateVersion7(now), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));
        await session.InTransactionAsync(
            async () =>
            {
                var written = await session.ExecuteAsync(
                    """
                    insert into newsletters.sign_ups
                        (id, secret_hash, address, address_hash, themes, regions, functions, form, text_version, asked_at, expires_at)
                    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::timestamptz, $11::timestamptz
                    where (select count(*) from newsletters.sign_ups where address_hash = $4 and asked_at > $12) < $13
                    """,
                    [
                        id, HashOf(secret), address.Text, hash, interests.Themes, interests.Regions, interests.Functions, form,
                        ConsentText.Current, now, now + Life, now - Window, MostMails,
                    ],
                    stop);
                if (written == 0) return;
                await mails.ConfirmAsync(id, address, $"{platform.Value.PublicUrl}/nieuwsbrieven/bevestigen?sleutel={secret}", stop);
            },
            stop);
    }

    /// <summary>How it stands with a link. Looking changes nothing, for mail scanners look.</summary>
    public async Task<SignUpState> StateOfAsync(string? secret, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(secret)) return SignUpState.Unknown;
        var known = await session.FirstAsync(
            "select confirmed_at is not null, expires_at > $2 from newsletters.sign_ups where secret_hash = $1",
            [HashOf(secret), clock.GetUtcNow()], row => new { IsConfirmed = row.Get<bool>(0), IsValid = row.Get<bool>(1) }, stop);
        return known is null ? SignUpState.Unknown
            : known.IsConfirmed ? SignUpState.Confirmed
            : known.IsValid ? SignUpState.Open : SignUpState.Unknown;
    }

    /// <summary>
    /// Confirms what was asked and welcomes who is new; null when there is nothing to confirm (any more). Of two at once one does it.
    /// </summary>
    public Task<Subscriber?> ConfirmAsync(string secret, CancellationToken stop) => session.InTransactionAsync<Subscriber?>(
        async () =>
        {
            var now = clock.GetUtcNow();
            var asked = await session.FirstAsync(
                """
                update newsletters.sign_ups set confirmed_at = $2 where secret_hash = $1 and confirmed_at is null and expires_at > $2
                returning address, themes, regions, functions, form, text_version, asked_at
                """,
                [HashOf(secret), now],
                row => new
                {
                    Address = row.Text(0),
                    Consent = new Consent(
                        Consent.BySignUp, row.Text(4), row.Number(5), row.Moment(6), now,
                        new Interests(row.Get<string[]>(1), row.Get<string[]>(2), row.Get<string[]>(3))),
                },
                stop);
            if (asked is null) return null;
            return await subscriptions.StartAsync(Address.Of(asked.Address)!, asked.Consent, stop);
        },
        stop);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
