using System.Globalization;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>A question as it stands.</summary>
internal sealed record Question
{
    /// <summary>The columns, in the order in which <see cref="Of"/> reads them.</summary>
    public const string Columns = """
        q.id, q.number, q.kind, q.asked_at, q.name, q.address, q.organisation, q.municipality, q.theme, q.subject, q.wish, q.page,
        q.reference, q.member_id, q.warned, q.assigned_to, q.version, q.waiting_since, q.answered_at, q.closed_at, q.due_on
        """;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What people call it by.</summary>
    public required long Number { get; init; }

    /// <summary>What it is for.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who asks; empty where they did not say.</summary>
    public required string Name { get; init; }

    /// <summary>Where an answer goes; null: nowhere.</summary>
    public string? Address { get; init; }

    /// <summary>Where they work.</summary>
    public string? Organisation { get; init; }

    /// <summary>Id of an organisatie document.</summary>
    public string? Municipality { get; init; }

    /// <summary>Id of a dossier.</summary>
    public string? Theme { get; init; }

    /// <summary>A few words.</summary>
    public required string Subject { get; init; }

    /// <summary>One of <see cref="QuestionWishes"/>.</summary>
    public string? Wish { get; init; }

    /// <summary>Where somebody saw a fault.</summary>
    public string? Page { get; init; }

    /// <summary>What an error page said.</summary>
    public string? Reference { get; init; }

    /// <summary>Who was signed in.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>Sent though the check saw what could be data of a youngster.</summary>
    public bool Warned { get; init; }

    /// <summary>The colleague who answers it.</summary>
    public Guid? AssignedTo { get; init; }

    /// <summary>How often something changed that another colleague must know of.</summary>
    public required int Version { get; init; }

    /// <summary>Since when who asked waits for us.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The last answer.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When it was closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The last day on which the law lets us answer.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>"V-1042".</summary>
    public string Code => CodeOf(Number);

    /// <summary>"V-1042".</summary>
    public static string CodeOf(long number) => string.Create(CultureInfo.InvariantCulture, $"V-{number}");

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    public static Question Of(Row row) => new()
    {
        Id = row.Id(0),
        Number = row.Get<long>(1),
        Kind = QuestionKinds.Of(row.Text(2))!.Value,
        AskedAt = row.Moment(3),
        Name = row.Text(4),
        Address = row.TextOrNull(5),
        Organisation = row.TextOrNull(6),
        Municipality = row.TextOrNull(7),
        Theme = row.TextOrNull(8),
        Subject = row.Text(9),
        Wish = row.TextOrNull(10),
        Page = row.TextOrNull(11),
        Reference = row.TextOrNull(12),
        MemberId = row.GetOrNull<Guid>(13),
        Warned = row.Get<bool>(14),
        AssignedTo = row.GetOrNull<Guid>(15),
        Version = row.Number(16),
        WaitingSince = row.GetOrNull<DateTimeOffset>(17),
        AnsweredAt = row.GetOrNull<DateTimeOffset>(18),
        ClosedAt = row.GetOrNull<DateTimeOffset>(19),
        DueOn = row.GetOrNull<DateOnly>(20),
    };
}

/// <summary>What can be said and done.</summary>
internal enum EntryKind
{
    /// <summary>What was asked.</summary>
    Question,

    /// <summary>What who asked wants to reach.</summary>
    Goal,

    /// <summary>What who asked wrote later, by the link in a mail.</summary>
    Addition,

    /// <summary>For colleagues only.</summary>
    Note,

    /// <summary>What was mailed to who asked.</summary>
    Answer,

    /// <summary>Somebody was asked to answer.</summary>
    Assigned,

    /// <summary>It is done.</summary>
    Closed,

    /// <summary>It is not done after all.</summary>
    Reopened,
}

/// <summary>Something that was said or done about a question.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When.</param>
/// <param name="Author">A colleague; null: who asked, the portal by itself, or somebody who is gone.</param>
/// <param name="Body">The words; to whom it was given, by id; empty where the kind says all.</param>
internal sealed record QuestionEntry(EntryKind Kind, DateTimeOffset At, Guid? Author, string Body);
