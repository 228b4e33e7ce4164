using Portal.Platform.Data;

namespace Portal.Newsletters.Subscribers;

/// <summary>Somebody who gets the newsletter, or got it not long ago.</summary>
/// <param name="Id">Stays when somebody comes back.</param>
/// <param name="Address">As mail is sent to it.</param>
/// <param name="MemberId">Whose account has this address; null: nobody's.</param>
/// <param name="Interests">What they want to read about.</param>
/// <param name="SubscribedAt">Since when, this time.</param>
/// <param name="ConsentAt">When they last said that they want it.</param>
/// <param name="AskedAgainAt">When they were asked whether they still do, and did not answer yet.</param>
/// <param name="EndedAt">Since when they get nothing.</param>
/// <param name="EndReason">Why: one of <see cref="EndReasons"/>.</param>
internal sealed record Subscriber(
    Guid Id, string Address, Guid? MemberId, Interests Interests, DateTimeOffset SubscribedAt, DateTimeOffset ConsentAt,
    DateTimeOffset? AskedAgainAt, DateTimeOffset? EndedAt, string? EndReason)
{
    /// <summary>How long after unsubscribing it can be undone by the link: whoever has an old mail cannot sign somebody up.</summary>
    public static readonly TimeSpan Undo = TimeSpan.FromDays(1);

    /// <summary>True when they get it.</summary>
    public bool IsActive => EndedAt is null;

    /// <summary>True when they unsubscribed themselves, just now.</summary>
    public bool MayReturn(DateTimeOffset now) => EndReason == EndReasons.Unsubscribed && EndedAt > now - Undo;

    /// <summary>The columns that <see cref="Of"/> reads.</summary>
    public const string Columns =
        "id, address, member_id, themes, regions, functions, subscribed_at, consent_at, asked_again_at, ended_at, end_reason";

    /// <summary>The row of <see cref="Columns"/>.</summary>
    public static Subscriber Of(Row row) => new(
        row.Id(0), row.Text(1), row.GetOrNull<Guid>(2), new Interests(row.Get<string[]>(3), row.Get<string[]>(4), row.Get<string[]>(5)),
        row.Moment(6), row.Moment(7), row.GetOrNull<DateTimeOffset>(8), row.GetOrNull<DateTimeOffset>(9), row.TextOrNull(10));
}

/// <summary>Why a subscription ended, and why an address gets nothing.</summary>
internal static class EndReasons
{
    public const string Unsubscribed = "unsubscribed";
    public const string NotRenewed = "not-renewed";
    public const string Bounced = "bounced";
    public const string Complained = "complained";

    /// <summary>The office did it, because somebody asked.</summary>
    public const string Office = "office";

    /// <summary>Whoever it was is forgotten; only that nothing may be sent is not.</summary>
    public const string Erased = "erased";

    /// <summary>In Dutch.</summary>
    public static string Label(string reason) => reason switch
    {
        Unsubscribed => "afgemeld",
        NotRenewed => "niet opnieuw bevestigd",
        Bounced => "mail kwam terug",
        Complained => "klaagde over de mail",
        Office => "afgemeld door beheer",
        Erased => "gegevens verwijderd",
        _ => reason,
    };
}

/// <summary>How somebody said yes.</summary>
/// <param name="Kind">sign-up, account, import, stay or return.</param>
/// <param name="Form">On which page.</param>
/// <param name="TextVersion">Which <see cref="ConsentText"/> stood there; null: it was given elsewhere.</param>
/// <param name="AskedAt">When they filled it in.</param>
/// <param name="GivenAt">When they confirmed it.</param>
/// <param name="Interests">What they chose.</param>
internal sealed record Consent(
    string Kind, string Form, int? TextVersion, DateTimeOffset AskedAt, DateTimeOffset GivenAt, Interests Interests)
{
    public const string BySignUp = "sign-up";
    public const string ByAccount = "account";
    public const string ByImport = "import";
    public const string ByStaying = "stay";
    public const string ByReturning = "return";

    /// <summary>Who asked for it elsewhere; for an import only.</summary>
    public string? Source { get; init; }

    /// <summary>How it was asked there.</summary>
    public string? How { get; init; }

    /// <summary>Who brought it in.</summary>
    public Guid? RecordedBy { get; init; }

    /// <summary>How, in Dutch.</summary>
    public string Label => Kind switch
    {
        BySignUp => "formulier, bevestigd met een link",
        ByAccount => "in het account",
        ByImport => "lijst van een organisatie",
        ByStaying => "opnieuw bevestigd",
        ByReturning => "afmelden ongedaan gemaakt",
        _ => Kind,
    };
}
