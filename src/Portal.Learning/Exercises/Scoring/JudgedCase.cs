using System.Text.Json.Serialization;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Scoring;

/// <summary>What kind of situation is judged.</summary>
internal enum CaseKind
{
    /// <summary>A signal that anybody would see: several acts, changes or relations together.</summary>
    [JsonStringEnumMemberName(CaseKinds.Strong), Label("Duidelijk signaal")] Strong,

    /// <summary>A signal in one detail.</summary>
    [JsonStringEnumMemberName(CaseKinds.Subtle), Label("Signaal in één detail")] Subtle,

    /// <summary>Ordinary, with the surface of a signal.</summary>
    [JsonStringEnumMemberName(CaseKinds.LookAlike), Label("Lijkt op een signaal")] LookAlike,

    /// <summary>Ordinary.</summary>
    [JsonStringEnumMemberName(CaseKinds.Plain), Label("Gewoon")] Plain,

    /// <summary>Ordinary, with a characteristic that says nothing: neighbourhood, belief, family, clothes, music.</summary>
    [JsonStringEnumMemberName(CaseKinds.Trait), Label("Alleen een kenmerk")] Trait,
}

/// <summary>Names of the kinds as authors write them.</summary>
internal static class CaseKinds
{
    public const string Strong = "strong", Subtle = "subtle", LookAlike = "look_alike", Plain = "plain", Trait = "trait";

    /// <summary>Those of signals, and those of ordinary situations.</summary>
    public static IReadOnlyList<string> OfSignals { get; } = [Strong, Subtle];

    /// <inheritdoc cref="OfSignals"/>
    public static IReadOnlyList<string> OfOrdinary { get; } = [LookAlike, Plain, Trait];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static CaseKind? Of(string? name) => name switch
    {
        Strong => CaseKind.Strong,
        Subtle => CaseKind.Subtle,
        LookAlike => CaseKind.LookAlike,
        Plain => CaseKind.Plain,
        Trait => CaseKind.Trait,
        _ => null,
    };
}

/// <summary>A situation that somebody judged.</summary>
/// <param name="Kind">What kind it is; null: its author did not say.</param>
/// <param name="IsSignal">There is reason for concern.</param>
/// <param name="SaidSignal">They said so.</param>
/// <param name="Certainty">How sure they were, 1 to 3; null: not said.</param>
internal sealed record JudgedCase(CaseKind? Kind, bool IsSignal, bool SaidSignal, int? Certainty)
{
    /// <summary>What those that count are called, where that is no signal; null: a signal.</summary>
    public string? Asks { get; init; }

    /// <summary>They were right.</summary>
    public bool IsRight => IsSignal == SaidSignal;
}

/// <summary>What somebody made of the situations of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Right">How many they had right.</param>
/// <param name="All">How many there were.</param>
internal sealed record KindCount(CaseKind Kind, int Right, int All)
{
    /// <summary>Situations of this kind are signals.</summary>
    public bool IsSignal => Kind is CaseKind.Strong or CaseKind.Subtle;
}

/// <summary>How sure somebody was, beside how often that was right.</summary>
/// <param name="Certainty">1 to 3.</param>
/// <param name="Right">How many were right.</param>
/// <param name="All">How many there were.</param>
internal sealed record CertaintyCount(int Certainty, int Right, int All);

/// <summary>
/// What somebody recognises: counts by kind and by how sure they were, for their own eyes. Immutable. (Tables of certainty teach people
/// how sure to be, a score does not: Sieck and Arkes 2005.)
/// </summary>
/// <param name="Counts">Hits and false alarms.</param>
/// <param name="Kinds">By kind, those that occurred.</param>
/// <param name="Certainties">By how sure they were, those that occurred.</param>
internal sealed record Recognition(SignalDetection Counts, IReadOnlyList<KindCount> Kinds, IReadOnlyList<CertaintyCount> Certainties)
{
    /// <summary>What those that count are called, where all are something else than a signal; null: signals.</summary>
    public string? Asks { get; private init; }

    /// <summary>How many situations.</summary>
    public int All => Counts.Signals + Counts.Noise;

    /// <summary>What came of situations; null where there are none.</summary>
    public static Recognition? Of(IReadOnlyCollection<JudgedCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (cases.Count == 0) return null;
        return new(
            SignalDetection.Of(cases),
            [
                .. cases.Where(one => one.Kind is not null).GroupBy(one => one.Kind!.Value).OrderBy(group => group.Key)
                    .Select(group => new KindCount(group.Key, group.Count(one => one.IsRight), group.Count())),
            ],
            [
                .. cases.Where(one => one.Certainty is not null).GroupBy(one => one.Certainty!.Value).OrderByDescending(group => group.Key)
                    .Select(group => new CertaintyCount(group.Key, group.Count(one => one.IsRight), group.Count())),
            ])
        {
            Asks = cases.Select(one => one.Asks).Distinct().Count() == 1 ? cases.First().Asks : null,
        };
    }
}
