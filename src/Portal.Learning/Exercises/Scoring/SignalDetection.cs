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
    /// <summary>Fewer of either kind say nothing of how soon somebody is worried.</summary>
    private const int LeastForWords = 3;

    /// <summary>Share of the signals that was seen, with the log-linear correction: never 0 or 1 (Hautus 1995).</summary>
    public double HitRate => (Hits + 0.5) / (Signals + 1);

    /// <summary>Share of the ordinary situations taken for a signal, corrected likewise.</summary>
    public double FalseAlarmRate => (FalseAlarms + 0.5) / (Noise + 1);

    /// <summary>d': how far signals and ordinary situations lie apart for this person. 0 is guessing.</summary>
    public double Sensitivity => Normal.Quantile(HitRate) - Normal.Quantile(FalseAlarmRate);

    /// <summary>c: above 0 is reluctant to see a signal, below 0 eager.</summary>
    public double Criterion => -0.5 * (Normal.Quantile(HitRate) + Normal.Quantile(FalseAlarmRate));

    /// <summary>Both counts together.</summary>
    public SignalDetection Plus(SignalDetection other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Hits + other.Hits, Signals + other.Signals, FalseAlarms + other.FalseAlarms, Noise + other.Noise);
    }

    /// <summary>What it means, in plain Dutch sentences.</summary>
    public IReadOnlyList<string> InWords()
    {
        var sentences = new List<string>();
        if (Signals > 0)
            sentences.Add(
                Hits == Signals ? $"Je herkent {All(Signals, "signaal", "signalen")}." : $"Je herkent {Hits} van de {Signals} signalen.");
        if (Noise > 0) sentences.Add(FalseAlarms == 0
            ? "Bij geen van de gewone situaties zag je een signaal. Dat is goed."
            : $"Bij {FalseAlarms} van de {Noise} gewone situaties zag je ook een signaal.");
        if (Signals < LeastForWords || Noise < LeastForWords) return sentences;
        sentences.Add(Sensitivity switch
        {
            < 0.5 => "Het verschil tussen een signaal en een gewone situatie is voor jou nog lastig te zien.",
            < 1.5 => "Je ziet het verschil tussen een signaal en een gewone situatie redelijk.",
            _ => "Je ziet het verschil tussen een signaal en een gewone situatie goed.",
        });
        if (Criterion > 0.3)
            sentences.Add(
                "Je bent terughoudend: je mist eerder een signaal dan dat je te snel zorgen hebt. Bespreek je twijfel met een collega.");
        if (Criterion < -0.3)
            sentences.Add("Je ziet snel een reden tot zorg. Dan mis je weinig, maar het raakt ook jongeren met wie niets aan de hand is.");
        return sentences;
    }

    private static string All(int count, string one, string many) => count == 1 ? $"het ene {one}" : $"alle {count} {many}";
}
