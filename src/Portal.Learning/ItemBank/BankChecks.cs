using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Exercises.Types;

namespace Portal.Learning.ItemBank;

/// <summary>
/// Eight checks on the tests of modules, for what a careful author does not see: C1 a reader of words alone, C2 dull strategies,
/// C3 patterns, C4 postures, C5 where each key comes from, C6 situations, C7 parallel forms, C8 fairness and safety. (After flaws known
/// from research on
/// items: Downing 2005, Pham 2018, Rodriguez 2005; detection: Lorenzo 2024, Wolfe 2013.) Pure.
/// </summary>
internal static partial class BankChecks
{
    // A form of six questions cannot say more of postures than whole questions do.
    private const double MostOfOnePosture = 0.40, LeastActing = 0.15, LeastHolding = 0.15, LeastSoftWrong = 0.20;
    private static readonly string[] OwnRule = ["vuistregel", "deze module", "dit portaal", "eigen overzicht"];

    /// <summary>Looks at a bank.</summary>
    public static BankReport Of(Bank bank)
    {
        ArgumentNullException.ThrowIfNull(bank);
        var (lines, findings) = (new List<string>(), new List<BankFinding>());
        var tested = bank.Choices.Where(choice => choice.Item.IsTested).ToList();
        var strategies = Strategy.Dull.Append(BlindReader(bank)).ToList();
        var scores = strategies.ConvertAll(strategy => StrategyScore.From(strategy, tested));
        scores.Add(AlwaysUntrue(bank));
        findings.AddRange(scores.Where(score => score.Betrays).Select(score => new BankFinding(
            score.Name == BlindReaderName ? "C1" : "C2", "alle toetsen",
            FormattableString.Invariant($"'{score.Name}' heeft {100 * score.Share:0} % goed; gokken geeft {100 * score.Chance:0} %."))));
        foreach (var (module, form) in bank.Forms)
        {
            var asked = tested.Where(choice => choice.Item.Module == module && choice.Item.Exercise.IsAskedIn(form)).ToList();
            findings.AddRange(strategies.Select(strategy => StrategyScore.From(strategy, asked)).Where(score => score.Betrays)
                .Select(score =>
                new BankFinding(score.Name == BlindReaderName ? "C1" : "C2", $"{module} {form}",
                    FormattableString.Invariant($"'{score.Name}' heeft {score.Right:0.0} van de {score.Of} goed."))));
            Postures(asked, $"{module} {form}", findings);
        }
        Patterns(bank, tested, lines, findings);
        Traces(bank, findings);
        Situations(bank, lines, findings);
        ParallelForms(bank, findings);
        Fairness(bank, lines, findings);
        return new BankReport(scores, lines, findings);
    }

    private const string BlindReaderName = "een lezer van losse woorden, geoefend op de andere modules";

    // C1: it learns from the options of all other modules and never sees a question.
    private static Strategy BlindReader(Bank bank)
    {
        var models = bank.Choices.Select(choice => choice.Item.Module).Distinct().ToDictionary(module => module, module =>
        {
            var model = new WordModel();
            foreach (var choice in bank.Choices.Where(choice => choice.Item.Module != module))
                foreach (var option in choice.Options) model.Learn(option.Text.Plain, option.Right);
            return model;
        });
        return new(BlindReaderName, choice =>
            [.. choice.Options.Select(option => models[choice.Item.Module].Leaning(option.Text.Plain))]);
    }

    private static StrategyScore AlwaysUntrue(Bank bank)
    {
        var statements = bank.Items.Select(item => item.Exercise).OfType<TrueFalse>().ToList();
        return new("altijd 'niet waar'", statements.Count(statement => !statement.IsTrue), statements.Count, 0.5);
    }

    // C3
    private static void Patterns(Bank bank, List<Choice> tested, List<string> lines, List<BankFinding> findings)
    {
        var statements = bank.Items.Select(item => item.Exercise).OfType<TrueFalse>().ToList();
        var untrue = statements.Count(statement => !statement.IsTrue);
        lines.Add($"Stellingen: {statements.Count}, waarvan {untrue} niet waar.");
        if (statements.Count >= 10 && untrue * 1.0 / statements.Count is < 0.4 or > 0.6)
            findings.Add(new("C3", "alle modules",
                $"{untrue} van de {statements.Count} stellingen zijn niet waar; het moet 40 tot 60 % zijn."));

        var multiples = bank.Items.Select(item => item.Exercise).OfType<Multiple>().ToList();
        foreach (var ticks in multiples.CountBy(multiple => multiple.Choices.Count(choice => choice.IsRight)))
            if (multiples.Count >= 6 && ticks.Value > multiples.Count / 2.0)
                findings.Add(new("C3", "alle modules",
                    $"{ticks.Value} van de {multiples.Count} vragen met meer goede antwoorden hebben er precies {ticks.Key}; "
                    + "hoogstens de helft."));

        foreach (var size in tested.GroupBy(choice => choice.Options.Count).Where(size => size.Count() >= 20))
        {
            var shares = Enumerable.Range(0, size.Key).Select(at => size.Count(choice => choice.KeyAt == at) * 100 / size.Count()).ToList();
            var said = string.Join(", ", shares.Select(share => $"{share} %"));
            lines.Add($"Plaats van het goede antwoord bij {size.Key} antwoorden: {said}.");
            if (shares.Exists(share => Math.Abs(share - 100.0 / size.Key) > 10))
                findings.Add(new("C3", "alle toetsen",
                    $"Het goede antwoord staat bij {size.Key} antwoorden niet gelijk verdeeld in het bestand: {said}."));
        }
    }

    // C4
    private static void Postures(List<Choice> asked, string where, List<BankFinding> findings)
    {
        var acts = asked.Where(choice => choice.Item.Exercise.Place?.Way == AskedWay.Act).ToList();
        if (acts.Count == 0) return;
        foreach (var choice in acts.Where(choice => choice.Options.Any(option => option.Posture is null)))
            findings.Add(new("C4", choice.Item.Exercise.Id, "niet elk antwoord zegt wat iemand doet ('posture')."));
        var keys = acts.ConvertAll(choice => choice.Options[choice.KeyAt].Posture);
        foreach (var posture in keys.OfType<Posture>().CountBy(key => key))
            if (posture.Value > MostOfOnePosture * keys.Count)
                findings.Add(new("C4", where,
                    $"{posture.Value} van de {keys.Count} goede antwoorden zijn '{posture.Key}'; hoogstens 40 %."));
        if (keys.Count(key => key == Posture.Act) < LeastActing * keys.Count)
            findings.Add(new("C4", where, "bij geen van de vragen is meteen handelen goed; minstens 15 %."));
        if (keys.Count(key => key is Posture.Wait or Posture.Decline) < LeastHolding * keys.Count)
            findings.Add(new("C4", where, "bij geen van de vragen is afwachten of weigeren goed; minstens 15 %."));
        if (acts.Count(choice => choice.Options.Any(option => option is { IsSoft: true, Right: false })) < LeastSoftWrong * acts.Count)
            findings.Add(new("C4", where, "het zachtste antwoord is te weinig fout; minstens bij 20 %."));
        if (acts.Count(choice => choice.Options.Any(option => option is { IsSoft: true, Right: true })) > acts.Count / 2.0)
            findings.Add(new("C4", where, "het zachtste antwoord is bij meer dan de helft goed."));
    }

    // C5
    private static void Traces(Bank bank, List<BankFinding> findings)
    {
        foreach (var item in bank.Tested)
        {
            var (exercise, id) = (item.Exercise, item.Exercise.Id);
            if (exercise.Place is not { Way: not null } place || (place.Goal is null && exercise is not Detection))
                findings.Add(new("C5", id, "'goal' of 'way' ontbreekt."));
            if (exercise is Detection detection)
            {
                foreach (var vignette in detection.Vignettes.Where(vignette =>
                    vignette.SourceLine is null || vignette.Kind is null || (vignette.Goal ?? exercise.Place?.Goal) is null))
                    findings.Add(new("C5", id, $"'goal', 'kind' of 'source_line' ontbreekt bij: {Begin(vignette.Text.Plain)}"));
            }
            else if (exercise.SourceLine is null) findings.Add(new("C5", id, "'source_line' ontbreekt."));
            if (OwnRule.Any(rule => $"{exercise.Source?.Plain} {exercise.SourceLine}".Contains(rule, StringComparison.OrdinalIgnoreCase)))
                findings.Add(new("C5", id, "het antwoord rust op een regel van onszelf; een toets vraagt alleen wat in een bron staat."));
            if (exercise is Order or Estimate)
                findings.Add(new("C5", id, $"een vraag van het type {exercise.Type} hoort niet in een toets."));
            if (exercise is TrueFalse && exercise.Caveat is not null)
                findings.Add(new("C5", id, "een stelling met een kanttekening is geen toetsvraag."));
        }
        foreach (var (module, form) in bank.Forms)
        {
            var asked = bank.Tested.Where(item => item.Module == module && item.Exercise.IsAskedIn(form)).ToList();
            var (all, seen) = (asked.Sum(item => item.Exercise.Max), asked
                .Where(item => item.Exercise.Place?.Way is AskedWay.Recognise or AskedWay.Judge).Sum(item => item.Exercise.Max));
            if (seen < 0.6 * all)
                findings.Add(new("C5", $"{module} {form}", FormattableString.Invariant(
                    $"herkennen en materiaal wegen tellen samen {seen:0.#} van de {all:0.#} punten; minstens 60 %.")));
        }
        foreach (var zero in bank.Items.Where(item => item.Exercise is Estimate { Value: 0, Tolerance: > 0 }))
            findings.Add(new("C5", zero.Exercise.Id, "bij het antwoord 0 telt een afwijking ook als goed."));
    }

    private static string Begin(string text) => string.Join(' ', text.Split(' ').Take(8));
}
