using Portal.Calendar.Announcements;
using Portal.Calendar.Types;
using Portal.Platform.Mail;

namespace Portal.Calendar.Registrations;

/// <summary>What became of a wish.</summary>
internal enum Verdict
{
    /// <summary>It is done; also when it was done before.</summary>
    Done,

    /// <summary>They are on this event already.</summary>
    Already,

    /// <summary>There is no such event or registration (any more).</summary>
    Unknown,

    /// <summary>The portal takes no registrations for this event.</summary>
    NotHere,

    /// <summary>Registration has not begun.</summary>
    NotYet,

    /// <summary>Registration is over.</summary>
    Closed,

    /// <summary>The event is called off, or taken offline.</summary>
    Off,

    /// <summary>It is for members, and this is none.</summary>
    MembersOnly,

    /// <summary>There is no place.</summary>
    Full,

    /// <summary>The place that was offered is no longer kept.</summary>
    TooLate,
}

/// <summary>What became of a wish, and of whom.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Registration">Their registration as it is now; null where there is none.</param>
internal sealed record Answer(Verdict Verdict, Registration? Registration = null);

/// <summary>What somebody tells when they register.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Address">Where mail goes.</param>
internal sealed record Entrant(string Name, Address Address)
{
    /// <summary>The id it gets: a form that comes twice is one registration.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Their account; null: they have none.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>Where they work.</summary>
    public string? Organisation { get; init; }

    /// <summary>What they do there.</summary>
    public string? Function { get; init; }

    /// <summary>The municipality they work in.</summary>
    public string? Municipality { get; init; }

    /// <summary>What they answered.</summary>
    public IReadOnlyList<RegistrationAnswer> Answers { get; init; } = [];

    /// <summary>What they need to take part, and to eat.</summary>
    public string? Needs { get; init; }

    /// <summary>Of an event on location and online: they come online.</summary>
    public bool Online { get; init; }

    /// <summary>Who registers them; null: themselves.</summary>
    public Registrar? By { get; init; }
}

/// <summary>Somebody who registers somebody else.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Name">As the mail says it.</param>
/// <param name="IsOffice">They organise it: opening times and members-only do not bind them.</param>
internal sealed record Registrar(Guid Id, string Name, bool IsOffice)
{
    /// <summary>The office gives a place where there is none.</summary>
    public bool GivesPlace { get; init; }
}

/// <summary>When an event takes registrations.</summary>
internal static class EntryRules
{
    /// <summary>
    /// Why it takes none at a moment; null: it does. In the second in which it opens it does, in that in which it closes not.
    /// </summary>
    /// <param name="item">The event.</param>
    /// <param name="isOff">It is called off, or taken offline.</param>
    /// <param name="now">The moment.</param>
    public static Verdict? WhyClosed(CalendarEvent item, bool isOff, DateTimeOffset now) =>
        isOff ? Verdict.Off
        : !item.TakesRegistrations ? Verdict.NotHere
        : now >= item.RegistrationClosesAt ? Verdict.Closed
        : now < item.RegistrationOpensAt ? Verdict.NotYet
        : null;

    /// <inheritdoc cref="WhyClosed(CalendarEvent, bool, DateTimeOffset)"/>
    public static Verdict? WhyClosed(Announcement found, DateTimeOffset now) =>
        WhyClosed(found.Event, found.CancelledAt is not null, now);
}
