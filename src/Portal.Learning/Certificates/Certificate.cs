using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Calendar.Types;
using Portal.Learning.Types;
using Portal.Platform;

namespace Portal.Learning.Certificates;

/// <summary>
/// What was granted, in the words of that moment: title, rules and name are copied, never looked up, so that a certificate says in
/// five years what it says today (SKJ re-registration runs over five years).
/// </summary>
internal sealed record CertificateSnapshot
{
    /// <summary>The public reference, in the address of the check page.</summary>
    public required string Ref { get; init; }

    /// <summary>Name of the learner.</summary>
    public required string Holder { get; init; }

    /// <summary>Id of the document of what was learned: a module, a training, or an event that is a training by itself.</summary>
    public required string Module { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>How long it takes, in minutes.</summary>
    public required int Minutes { get; init; }

    /// <summary>What one can do afterwards.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>Date of completion, Europe/Amsterdam; of a training that was attended: of when that was recorded.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The day of the training that was attended; null for a module that was passed.</summary>
    public DateOnly? AttendedOn { get; init; }

    /// <summary>Last day on which it is valid; null: it does not expire.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>
    /// Score of the first end test since the last pass, per cent: the one registers ask for. The holder's alone: a certificate shows that
    /// the module was passed, not how. Null for a module without a test.
    /// </summary>
    public int? FirstScore { get; init; }

    /// <summary>Pass mark then, per cent; null for a module without a test.</summary>
    public int? PassMark { get; init; }

    /// <summary>
    /// What the test that was passed measured, for the holder alone; null for one without forms, and of certificates of before there were
    /// any.
    /// </summary>
    public TestMeasured? Measured { get; init; }

    /// <summary>Points in registers.</summary>
    public IReadOnlyList<Accreditation> Accreditations { get; init; } = [];

    /// <summary>SHA-256 of the module as it was done, hex; null for a training that was attended.</summary>
    public string? ModuleHash { get; init; }

    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>True for a training that was attended.</summary>
    [JsonIgnore]
    public bool IsOfTraining => AttendedOn is not null;

    /// <summary>What the holder did, between their name and the title.</summary>
    [JsonIgnore]
    public string Did => IsOfTraining ? "was bij deze training" : "heeft deze module gehaald";

    /// <summary>What stands above the goals.</summary>
    [JsonIgnore]
    public string GoalsTitle =>
        (Measured is not null, GoalsShareBeginning) switch
        {
            (true, true) => $"Daarover ging de toets: {char.ToLowerInvariant(SharedBeginning[0])}{SharedBeginning[1..].Trim()}",
            (true, false) => "Daarover ging de toets",
            (false, true) => SharedBeginning.Trim(),
            _ => "Wat je leerde",
        };

    /// <summary>What a test like this says and does not say; null for a certificate that never said what was measured.</summary>
    [JsonIgnore]
    public string? Limits => Measured is null ? null
        : "De toets gebruikt verzonnen situaties. Hij toont kennis en herkennen op papier, en zegt niet hoe iemand in het werk handelt. "
            + "Dit bewijs geeft geen bevoegdheid.";

    /// <summary>The goals without the words they all begin with, which stand above them.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> GoalWords => GoalsShareBeginning ? [.. Goals.Select(goal => goal[SharedBeginning.Length..])] : Goals;

    /// <summary>Name and value of what everyone who has the certificate may know of it, in words.</summary>
    [JsonIgnore]
    public IReadOnlyList<(string Name, string Value)> Facts
    {
        get
        {
            var all = new List<(string, string)>
            {
                AttendedOn is { } day ? ("Bijgewoond op", day.Long()) : ("Gehaald op", IssuedOn.Long()),
                ("Geldig tot en met", ValidUntil?.Long() ?? "Dit bewijs verloopt niet"),
            };
            if (Minutes > 0) all.Add(("Duur", IsOfTraining ? Training.LengthOf(Minutes)! : $"{Minutes} minuten"));
            all.AddRange(Accreditations.Select(accreditation => (
                $"Accreditatie {accreditation.Register}", $"{accreditation.Points} {(accreditation.Points == 1 ? "punt" : "punten")}, "
                    + $"nummer {accreditation.Number}")));
            return all;
        }
    }

    private string SharedBeginning => IsOfTraining ? "Na deze training " : "Na deze module ";

    private bool GoalsShareBeginning => Goals.All(goal => goal.StartsWith(SharedBeginning, StringComparison.Ordinal));

    /// <summary>The text that is stored and signed.</summary>
    internal string Write() => JsonSerializer.Serialize(this, Json);

    // Months are clamped to the month's end: 29 February and twelve months is 28 February.
    internal static DateOnly? LastDay(DateOnly issuedOn, int? months) => months is { } count ? issuedOn.AddMonths(count) : null;
}

/// <summary>What a passed test measured.</summary>
/// <param name="Form">Which form was asked.</param>
/// <param name="Score">Points.</param>
/// <param name="Max">The most points.</param>
/// <param name="Hits">Signals that were seen; null where it asked for none.</param>
/// <param name="Signals">All signals.</param>
/// <param name="FalseAlarms">Ordinary situations taken for a signal.</param>
/// <param name="Ordinary">All ordinary situations.</param>
internal sealed record TestMeasured(
    string Form, double Score, double Max, int? Hits = null, int? Signals = null, int? FalseAlarms = null, int? Ordinary = null)
{
    /// <summary>"Vorm B: 19 van 24 punten; 8 van 8 signalen herkend, 3 van 12 gewone situaties ook voor signaal gehouden."</summary>
    [JsonIgnore]
    public string InWords => string.Create(DutchTime.Culture, $"Vorm {Form}: {Score:0.#} van {Max:0.#} punten")
        + (Signals is null ? "."
            : $"; {Hits} van {Signals} signalen herkend, {FalseAlarms} van {Ordinary} gewone situaties ook voor signaal gehouden.");
}

/// <summary>A certificate as it stands now.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="MemberId">The learner.</param>
/// <param name="Snapshot">What it says.</param>
/// <param name="Signature">JWS (RS256) over the snapshot.</param>
/// <param name="IssuedAt">UTC.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null while it stands.</param>
/// <param name="RevokedReason">Why it was revoked.</param>
internal sealed record Certificate(
    Guid Id, Guid MemberId, CertificateSnapshot Snapshot, string Signature, DateTimeOffset IssuedAt, DateTimeOffset? RevokedAt,
    string? RevokedReason)
{
    /// <summary>Whether it counts on a day.</summary>
    public CertificateState StateOn(DateOnly day) =>
        RevokedAt is not null ? CertificateState.Revoked
        : Snapshot.ValidUntil is { } last && day > last ? CertificateState.Expired
        : CertificateState.Valid;
}

/// <summary>Whether a certificate counts.</summary>
internal enum CertificateState
{
    /// <summary>It counts.</summary>
    Valid,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was taken back, with a reason.</summary>
    Revoked,
}
