using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Modules;

namespace Portal.Learning.Pages.Modules;

/// <summary>What is said of tests, in more than one place.</summary>
internal static class TestWords
{
    /// <summary>What the situations in lessons and tests are: said once, and not in every question.</summary>
    public const string Invented = "Alle situaties en mensen hier zijn verzonnen.";

    /// <summary>
    /// ", als je ook minstens 60% van de signalen en 55% van de gewone situaties goed hebt"; empty where that is not asked.
    /// </summary>
    public static string AndOfEachKind(PassShares? shares) => shares switch
    {
        { Signals: { } signals, Ordinary: { } ordinary } =>
            $", als je ook minstens {signals}% van de signalen en {ordinary}% van de gewone situaties goed hebt",
        { Signals: { } signals } => $", als je ook minstens {signals}% van de signalen herkent",
        { Ordinary: { } ordinary } => $", als je ook minstens {ordinary}% van de gewone situaties goed hebt",
        _ => "",
    };

    /// <summary>Why a test was not passed though its score was enough; null where that was not so.</summary>
    public static string? WhatLacked(PassShares? shares, SignalDetection? seen)
    {
        if (shares is null || seen is null || shares.AreReached(seen)) return null;
        return (shares with { Ordinary = null }).AreReached(seen)
            ? "Je zag te vaak een signaal waar het gewoon was. Wie overal een signaal ziet, haalt de toets niet: achter zo'n vergissing "
                + "zit ook een jongere."
            : "Je miste te veel signalen. Wie zelden een signaal ziet, haalt de toets niet.";
    }

    /// <summary>"Duidelijk signaal: 4 van de 4 herkend."</summary>
    public static string Of(KindCount kind) => kind.IsSignal
        ? $"{kind.Right} van {kind.All} herkend"
        : kind.Right == kind.All ? $"alle {kind.All} gewoon gelaten"
            : $"bij {kind.All - kind.Right} van {kind.All} toch een signaal gezien";

    /// <summary>How sure somebody was.</summary>
    public static string Of(int certainty) => certainty switch
    {
        3 => "Heel zeker",
        2 => "Vrij zeker",
        _ => "Ik gok",
    };
}
