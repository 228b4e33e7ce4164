using Portal.Newsletters.Subscribers;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Bounces;

/// <summary>What a mail that came to us says. Of the first five, an earlier one is the kinder one.</summary>
internal enum BounceKind
{
    /// <summary>The mail arrived, or went on to where no more is told.</summary>
    Delivered,

    /// <summary>It has not arrived yet; the mail server goes on trying.</summary>
    Delayed,

    /// <summary>It did not arrive, by what it is or whom it is from: the address has nothing to do with it.</summary>
    Ours,

    /// <summary>It did not arrive, and a next one may.</summary>
    Soft,

    /// <summary>It did not arrive, and nothing ever will: the address is gone.</summary>
    Hard,

    /// <summary>Somebody called it spam.</summary>
    Complaint,

    /// <summary>Somebody wants no more of it.</summary>
    Unsubscribe,

    /// <summary>A program answered for somebody: they are away, they got it, they read it. It arrived.</summary>
    AutoReply,

    /// <summary>Something else: for a person to read.</summary>
    Unknown,
}

/// <summary>What became of the mail for one address, by a delivery status notification (RFC 3464).</summary>
/// <param name="Original">The address as the sender wrote it; null: not told.</param>
/// <param name="Final">The address that it could not be brought to; null: not told. Another one than ours where mail is forwarded.</param>
/// <param name="Kind">What it means.</param>
/// <param name="Status">The enhanced status (RFC 3463), e.g. <c>5.1.1</c>; null: not told.</param>
/// <param name="Diagnostic">What the server said, which may name addresses: it is kept nowhere.</param>
internal sealed record ReportedRecipient(string? Original, string? Final, BounceKind Kind, string? Status, string? Diagnostic);

/// <summary>
/// What a mail says that came to the bounce address, and by what it may be known which mail of ours it is about. Nothing in it is shown to
/// be true: anybody can write it.
/// </summary>
/// <param name="Kind">What it says, over all its recipients the kindest.</param>
internal sealed record BounceReport(BounceKind Kind)
{
    /// <summary>What it says of each address; none where it is not such a report.</summary>
    public IReadOnlyList<ReportedRecipient> Recipients { get; init; } = [];

    /// <summary>The enhanced status (RFC 3463) behind <see cref="Kind"/>; null: not told.</summary>
    public string? Status { get; init; }

    /// <summary>Return tokens (<see cref="Secrets.ReturnTokenFor"/>) it was sent to or speaks of.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Keys of links (<see cref="Secrets.KeyFor"/>): in its subject, or in the mail it is about.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>The Message-IDs of mails it is about.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>Addresses it speaks of.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>
    /// What it says of one address. Where it speaks of other addresses only, that address forwards to them: it exists itself, so nothing it
    /// could not be brought to makes it gone.
    /// </summary>
    public (BounceKind Kind, string? Status) For(Address? address)
    {
        var own = Recipients.Where(one => address is not null && Address.Of(one.Final)?.Normal == address.Normal).ToList();
        if (own.Count > 0) return Kindest(own);
        return Kind == BounceKind.Hard && Recipients.Any(one => one.Final is not null) ? (BounceKind.Soft, Status) : (Kind, Status);
    }

    /// <summary>Of several, the kindest: one that arrived is enough.</summary>
    public static (BounceKind Kind, string? Status) Kindest(IEnumerable<ReportedRecipient> all)
    {
        var kindest = all.MinBy(one => one.Kind);
        return kindest is null ? (BounceKind.Unknown, null) : (kindest.Kind, kindest.Status);
    }
}
