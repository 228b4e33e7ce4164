using System.Text.RegularExpressions;

namespace Portal.Newsletters.Bounces;

/// <summary>
/// What the codes of mail servers mean for an address: enhanced status codes (RFC 3463 and IANA's list), else those of SMTP (RFC 5321).
/// Only what says that the address itself is gone is hard. Whatever a server has against us, the mail or the way is not its doing.
/// </summary>
internal static partial class StatusCode
{
    // Below these nothing is said of the address but that it did not work.
    private static readonly string[] Gone =
    [
        "5.1.0", // other address status, as old servers say for "no such user"
        "5.1.1", // bad destination mailbox address
        "5.1.2", // bad destination system address
        "5.1.3", // bad destination mailbox address syntax
        "5.1.6", // mailbox has moved, and nobody says where
        "5.1.10", // the domain takes no mail (RFC 7505)
        "5.2.1", // mailbox disabled
    ];

    // About the sender, the mail, or a rule of theirs; never about who it is for.
    private static readonly string[] OfOurs =
    [
        "5.1.7", // bad sender's mailbox address syntax
        "5.1.8", // bad sender's system address
        "5.2.3", // longer than the mailbox takes
        "5.3.4", // longer than the system takes
    ];

    /// <summary>What a failure means.</summary>
    /// <param name="code">
    /// <c>5.1.1</c>, <c>550 5.1.1</c>, <c>550</c>, or one word of our own for a connection; null: nothing was told.
    /// </param>
    public static BounceKind Of(string? code)
    {
        if (EnhancedIn(code) is { } status) return OfEnhanced(status);
        return code is [>= '4' and <= '5', _, _] && code.All(char.IsAsciiDigit) ? BounceKind.Soft : BounceKind.Ours;
    }

    /// <summary>The enhanced status that stands in a text; null: none.</summary>
    public static string? EnhancedIn(string? text) =>
        text is not null && Enhanced().Match(text) is { Success: true } found ? found.Groups["status"].Value : null;

    /// <summary>
    /// The one of two that says more: many servers report <c>5.0.0</c>, and what the other one said stands in the diagnostic.
    /// </summary>
    public static string? Telling(string? status, string? diagnostic)
    {
        var (own, said) = (EnhancedIn(status), EnhancedIn(diagnostic));
        return own is null || (own.EndsWith(".0.0", StringComparison.Ordinal) && said is not null && said[0] == own[0]) ? said ?? own : own;
    }

    private static BounceKind OfEnhanced(string status) => status.Split('.') switch
    {
        ["2", _, _] => BounceKind.Delivered,
        ["4", _, _] => BounceKind.Soft, // they gave up trying
        ["5", "5" or "6" or "7", _] => BounceKind.Ours, // protocol, content, policy and reputation
        _ when Gone.Contains(status) => BounceKind.Hard,
        _ when OfOurs.Contains(status) => BounceKind.Ours,
        _ => BounceKind.Soft, // full, system, network and routing, unknown
    };

    [GeneratedRegex(@"(?<![\d.])(?<status>[245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Enhanced();
}
