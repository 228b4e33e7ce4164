namespace Portal.Learning.Exercises.Scoring;

/// <summary>
/// How well somebody tells signals from ordinary situations, apart from how soon one is worried (signal detection theory).
/// Immutable; add those of several exercises with <see cref="Plus"/> before looking at the figures.
/// </summary>
/// <param name="Hits">Signals that were seen.</param>
/// <param name="Signals">All signals.</param>
/// <param name="FalseAlarms">Ordinary situations taken for a signal.</param>
/// <param name="Noise">All ordinary situations.</param>
internal sealed record SignalDetection(int Hits, int Signals, int FalseAlarms, int Noise)
{
    /// <summary>From so many situations on, d' and c say something of one person: their standard errors are 0.44 and 0.22 then.</summary>
    public const int LeastForFigures = 40;

    // Of each kind, before anything is said of a leaning.
    private const int LeastOfEach = 10;

    // What chance does in four cases of five, in standard errors.
    private const double Clear = 1.28;

    /// <summary>Share of the signals that was seen, with the log-linear correction: never 0 or 1 (Hautus 1995).</summary>
    public double HitRate => (Hits + 0.5) / (Signals + 1);

    /// <summary>Share of the ordinary situations taken for a signal, corrected likewise.</summary>
    public double FalseAlarmRate => (FalseAlarms + 0.5) / (Noise + 1);

    /// <summary>d': how far signals and ordinary situations lie apart for this person. 0 is guessing.</summary>
    public double Sensitivity => Normal.Quantile(HitRate) - Normal.Quantile(FalseAlarmRate);

    /// <summary>c: above 0 is reluctant to see a signal, below 0 eager.</summary>
    public double Criterion => -0.5 * (Normal.Quantile(HitRate) + Normal.Quantile(FalseAlarmRate));

    /// <summary>
    /// Standard error of <see cref="Sensitivity"/>, from the corrected rates; that of <see cref="Criterion"/> is half of it (Gourevitch and
    /// Galanter 1967; Macmillan and Creelman 2005).
    /// </summary>
    public double SensitivityError => Math.Sqrt(ErrorOf(HitRate, Signals) + ErrorOf(FalseAlarmRate, Noise));

    /// <summary>How far chance alone moves <see cref="Sensitivity"/> in four cases of five, up or down.</summary>
    public double SensitivityMargin => Clear * SensitivityError;

    /// <summary>How far chance alone moves <see cref="Criterion"/> in four cases of five, up or down: further is a leaning.</summary>
    public double CriterionMargin => SensitivityMargin / 2;

    /// <summary>There are enough situations to say d' and c of one person.</summary>
    public bool TellsFigures => Signals + Noise >= LeastForFigures && Signals >= LeastOfEach && Noise >= LeastOfEach;

    /// <summary>The counts of situations that were judged.</summary>
    public static SignalDetection Of(IReadOnlyCollection<JudgedCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        return new(
            cases.Count(one => one is { IsSignal: true, SaidSignal: true }), cases.Count(one => one.IsSignal),
            cases.Count(one => one is { IsSignal: false, SaidSignal: true }), cases.Count(one => !one.IsSignal));
    }

    /// <summary>Both counts together.</summary>
    public SignalDetection Plus(SignalDetection other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Hits + other.Hits, Signals + other.Signals, FalseAlarms + other.FalseAlarms, Noise + other.Noise);
    }

    /// <summary>What it means, in plain Dutch sentences: counts always, more only where there are enough situations.</summary>
    /// <param name="asks">What those that count are called, where that is no signal.</param>
    public IReadOnlyList<string> InWords(string? asks = null)
    {
        if (asks is not null)
            return
            [
                $"Bij {Hits} van de {Signals} situaties koos je terecht voor '{asks}'.",
                $"Bij {FalseAlarms} van de andere {Noise} koos je er ook voor, en was het niet nodig.",
            ];
        var sentences = new List<string>();
        if (Signals > 0)
            sentences.Add(
                Hits == Signals ? $"Je herkent {All(Signals, "signaal", "signalen")}." : $"Je herkent {Hits} van de {Signals} signalen.");
        if (Noise > 0) sentences.Add(FalseAlarms == 0
            ? "Bij geen van de gewone situaties zag je een signaal. Dat is goed."
            : $"Bij {FalseAlarms} van de {Noise} gewone situaties zag je ook een signaal.");
        if (!TellsFigures) return sentences;
        sentences.Add(Sensitivity switch
        {
            < 0.5 => "Het verschil tussen een signaal en een gewone situatie is voor jou nog lastig te zien.",
            < 1.5 => "Je ziet het verschil tussen een signaal en een gewone situatie redelijk.",
            _ => "Je ziet het verschil tussen een signaal en een gewone situatie goed.",
        });
        if (Criterion > CriterionMargin)
            sentences.Add(
                "Je bent terughoudend: je mist eerder een signaal dan dat je te snel zorgen hebt. Bespreek je twijfel met een collega.");
        else if (Criterion < -CriterionMargin)
            sentences.Add("Je ziet snel een reden tot zorg. Dan mis je weinig, maar het raakt ook jongeren met wie niets aan de hand is.");
        else
            sentences.Add("Je leunt niet duidelijk naar een kant: je mist niet vaker een signaal dan dat je er een te veel ziet.");
        return sentences;
    }

    private static double ErrorOf(double rate, int count) =>
        rate * (1 - rate) / ((count + 1) * Math.Pow(Normal.Density(Normal.Quantile(rate)), 2));

    private static string All(int count, string one, string many) => count == 1 ? $"het ene {one}" : $"alle {count} {many}";
}
