using System.Globalization;
using Portal.Platform;

namespace Portal.Calendar.Attendance;

/// <summary>Somebody on the list of an event.</summary>
/// <param name="Id">The registration, or the row of who walked in.</param>
/// <param name="Name">As they wrote it; empty where it is forgotten.</param>
/// <param name="State">Of the registration, as stored; null: they have none (any more).</param>
/// <param name="Present">They are there; null: nobody said anything of them.</param>
internal sealed record Attendee(Guid Id, string Name, string? State, bool? Present)
{
    /// <summary>Where they work.</summary>
    public string? Organisation { get; init; }

    /// <summary>What they do there.</summary>
    public string? Function { get; init; }

    /// <summary>They come by the online room.</summary>
    public bool Online { get; init; }

    /// <summary>They came without a registration.</summary>
    public bool WalkedIn { get; init; }

    /// <summary>How it became known; null as <see cref="Present"/>.</summary>
    public string? How { get; init; }

    /// <summary>When it was tapped, UTC.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>They are there.</summary>
    public bool IsThere => Present == true;

    /// <summary>What to know at the door, Dutch; null where there is nothing.</summary>
    public string? Remark => State switch
    {
        "waiting" or "offered" => "staat op de wachtlijst",
        "unconfirmed" => "heeft de aanmelding niet bevestigd",
        "cancelled" => "had zich afgemeld",
        _ when WalkedIn => "zonder aanmelding",
        _ when Online => "doet online mee",
        _ => null,
    };

    /// <summary>True when a search for these words finds them, capitals and marks aside.</summary>
    public bool Fits(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word =>
        Has(Name, word) || Has(Organisation, word));

    private static bool Has(string? text, string word) => text is not null && DutchTime.Culture.CompareInfo.IndexOf(
        text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
}

/// <summary>Somebody who comes without a registration.</summary>
/// <param name="Id">Made where it was written down.</param>
/// <param name="Name">Their name.</param>
/// <param name="Address">Where mail goes; null: they gave none.</param>
/// <param name="Organisation">Where they work; null: they gave none.</param>
internal sealed record WalkIn(Guid Id, string Name, string? Address, string? Organisation)
{
    /// <summary>The most characters of a name, and of an organisation.</summary>
    public const int MostLetters = 100;
}
