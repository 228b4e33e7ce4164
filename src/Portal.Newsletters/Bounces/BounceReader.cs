using System.Text.RegularExpressions;
using MimeKit;
using MimeKit.Utils;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Bounces;

/// <summary>
/// Reads what comes to the bounce address: delivery status notifications (RFC 3464), complaints (ARF, RFC 5965), unsubscribes by mail
/// (RFC 2369), answers of programs (RFC 3834), and the words of servers that know none of these. It looks nothing up, and never fails:
/// what it cannot read is unknown.
/// </summary>
internal static partial class BounceReader
{
    /// <summary>The largest mail that is read, in bytes: a report with our own newsletter in it is far smaller.</summary>
    public const int Most = 1_000_000;

    private const int MostWords = 20_000;
    private const int MostOfAKind = 50;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = 20 };

    /// <summary>The mail; null: it is none (RFC 5322), or too large.</summary>
    public static MimeMessage? Parse(byte[] raw)
    {
        if (raw.Length is 0 or > Most) return null;
        try
        {
            return MimeMessage.Load(Options, new MemoryStream(raw, writable: false));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What a mail says.</summary>
    public static BounceReport Read(MimeMessage message)
    {
        try
        {
            var parts = PartsOf(message.Body).ToList();
            if (parts.OfType<MessageFeedbackReport>().FirstOrDefault() is { } feedback) return OfFeedback(message, feedback, parts);
            if (parts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status) return OfStatus(message, status, parts);
            if (KeysIn(message.Subject) is [_, ..] keys) return new BounceReport(BounceKind.Unsubscribe) { Keys = keys };
            if (IsAutomatic(message, parts)) return new BounceReport(BounceKind.AutoReply);
            return OfWords(message);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            return new BounceReport(BounceKind.Unknown);
        }
    }

    private static BounceReport OfStatus(MimeMessage message, MessageDeliveryStatus status, List<MimeEntity> parts)
    {
        // The first group is about the mail, each other about one address; some servers leave the first one out.
        var recipients = status.StatusGroups.Where(group => group["Final-Recipient"] is not null || group["Action"] is not null)
            .Take(MostOfAKind).Select(RecipientOf).ToList();
        if (recipients.Count == 0) return new BounceReport(BounceKind.Unknown);
        var (kind, code) = BounceReport.Kindest(recipients);
        return About(message, status.StatusGroups, parts, new BounceReport(kind) { Recipients = recipients, Status = code }) with
        {
            Addresses = [.. recipients.SelectMany(one => new[] { one.Original, one.Final }).OfType<string>().Distinct()],
        };
    }

    private static ReportedRecipient RecipientOf(HeaderList group)
    {
        var diagnostic = group["Diagnostic-Code"];
        var status = StatusCode.Telling(group["Status"], diagnostic);
        var kind = group["Action"]?.Trim().Split(' ', ';')[0].ToLowerInvariant() switch
        {
            "delivered" or "relayed" or "expanded" => BounceKind.Delivered,
            "delayed" => BounceKind.Delayed,
            // Without a word about what was done, only what is for good is sure.
            null or "" when status is not ['5', ..] => BounceKind.Delayed,
            _ when status is null => BounceKind.Soft,
            _ when StatusCode.Of(status) == BounceKind.Delivered => BounceKind.Soft, // failed, with a code of success
            _ => StatusCode.Of(status),
        };
        return new ReportedRecipient(AddressIn(group["Original-Recipient"]), AddressIn(group["Final-Recipient"]), kind, status, diagnostic);
    }

    private static BounceReport OfFeedback(MimeMessage message, MessageFeedbackReport feedback, List<MimeEntity> parts)
    {
        var kind = feedback.Fields["Feedback-Type"]?.Trim().ToLowerInvariant() switch
        {
            "abuse" or "fraud" => BounceKind.Complaint,
            "opt-out" or "opt-out-list" => BounceKind.Unsubscribe,
            _ => BounceKind.Unknown, // not-spam, virus, auth-failure: no person asked for anything
        };
        return About(message, [feedback.Fields], parts, new BounceReport(kind)) with
        {
            Addresses = [.. feedback.Fields.Where(field => field.Field.Equals("Original-Rcpt-To", StringComparison.OrdinalIgnoreCase))
                .Select(field => AddressIn(field.Value)).OfType<string>().Take(MostOfAKind)],
        };
    }

    // qmail, and whatever else writes "I wasn't able to deliver your message" in words alone.
    private static BounceReport OfWords(MimeMessage message)
    {
        var text = message.TextBody ?? "";
        var said = Refusal().Match(text.AtMost(MostWords));
        if (!said.Success || !IsFromServer(message)) return new BounceReport(BounceKind.Unknown);
        var status = said.Groups["status"].Value;
        return About(message, [], [], new BounceReport(StatusCode.Of(status)) { Status = status });
    }

    // By what a report may be known: where it was sent to, what its fields say, and the mail that it brings back.
    private static BounceReport About(
        MimeMessage message, IEnumerable<HeaderList> fields, List<MimeEntity> parts, BounceReport report)
    {
        var returned = ReturnedHeaders(parts);
        string?[] places =
        [
            .. ValuesOf(message.Headers, "Delivered-To", "X-Original-To", "Envelope-To", "To"),
            .. fields.SelectMany(field => ValuesOf(field, "Original-Mail-From", "X-Postfix-Sender")),
            .. ValuesOf(returned, "Return-Path"),
        ];
        string?[] ids = [.. ValuesOf(returned, "Message-ID"), .. ValuesOf(message.Headers, "In-Reply-To", "References")];
        return report with
        {
            Tokens = [.. places.OfType<string>().SelectMany(place => Token().Matches(place)).Select(found => found.Groups["token"].Value)
                .Distinct().Take(MostOfAKind)],
            Keys = [.. ValuesOf(returned, "List-Unsubscribe").SelectMany(KeysIn).Distinct().Take(MostOfAKind)],
            MessageIds = [.. ids.OfType<string>().SelectMany(MimeUtils.EnumerateReferences).Distinct().Take(MostOfAKind)],
        };
    }

    // The mail itself, or its headers alone (RFC 3462); text/rfc822-headers is read as a mail without a text.
    private static HeaderList ReturnedHeaders(List<MimeEntity> parts) =>
        parts.OfType<MessagePart>().Select(part => part.Message?.Headers).FirstOrDefault(headers => headers is not null) ?? [];

    private static bool IsAutomatic(MimeMessage message, List<MimeEntity> parts)
    {
        var headers = message.Headers;
        var said = headers["Auto-Submitted"]?.Trim();
        return (said is not null && !said.StartsWith("no", StringComparison.OrdinalIgnoreCase))
            || headers.Contains("X-Autoreply") || headers.Contains("X-Autorespond") || headers.Contains("X-Autoresponder")
            || string.Equals(headers["Precedence"]?.Trim(), "auto_reply", StringComparison.OrdinalIgnoreCase)
            || parts.OfType<MessageDispositionNotification>().Any()
            || AwaySubject().IsMatch(message.Subject ?? "");
    }

    private static bool IsFromServer(MimeMessage message) =>
        message.Headers["Return-Path"]?.Trim() == "<>"
        || message.From.Mailboxes.Any(box =>
            box.Address.Split('@')[0].ToLowerInvariant() is "mailer-daemon" or "postmaster");

    private static IEnumerable<MimeEntity> PartsOf(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart many => many.SelectMany(PartsOf),
        _ => [entity],
    };

    private static IEnumerable<string?> ValuesOf(HeaderList headers, params string[] names) =>
        headers.Where(header => names.Contains(header.Field, StringComparer.OrdinalIgnoreCase)).Take(MostOfAKind)
            .Select(header => header.Value);

    private static string[] KeysIn(string? text) =>
        text is null ? [] : [.. Key().Matches(text).Select(found => found.Groups["key"].Value).Take(MostOfAKind)];

    // "rfc822; jan@voorbeeld.nl", "utf-8;<zoë@voorbeeld.nl>".
    private static string? AddressIn(string? field)
    {
        var text = field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().TrimStart('<').TrimEnd('>').Trim();
        return string.IsNullOrEmpty(text) || text.Length > Address.Most ? null : text;
    }

    // 24 bytes as hexadecimal, see Secrets.ReturnTokenFor.
    [GeneratedRegex(@"\+(?<token>[0-9a-fA-F]{48})@", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    // 32 bytes as base64url, see Secrets.KeyFor.
    [GeneratedRegex(@"(?<![\w-])(?<key>[\w-]{43})(?![\w-])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\b5\d\d[ -]#?(?<status>5\.\d{1,3}\.\d{1,3})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"^\s*(automatic reply|automatisch antwoord|out of office|autoreply|auto:|afwezig|niet aanwezig)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AwaySubject();
}
