using Portal.Content.Types;
using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Exercises.Types;

namespace Portal.Learning.ItemBank;

/// <content>Situations, forms beside each other, fairness.</content>
internal static partial class BankChecks
{
    private const int LeastInForm = 20, RunOfWords = 4;
    private const double Apart = 0.15, MostByWords = 0.62;

    // The youngsters and professionals of the lessons: who knows their story would know the answer.
    private static readonly HashSet<string> Cast =
    [
        "noor", "sem", "dean", "yara", "milan", "rick", "jayden", "lina", "bram", "fenna", "ravi", "kim", "anja",
        "marit", "joost", "sharon", "erik", "petra", "hans", "aylin", "wouter",
    ];

    private static readonly HashSet<string> Girl = ["zij", "ze", "haar", "meisje", "meisjes", "dochter", "zus", "zusje", "leerlinge"];
    private static readonly HashSet<string> Boy = ["hij", "hem", "zijn", "jongen", "jongens", "zoon", "broer", "broertje"];

    // C6
    private static void Situations(Bank bank, List<string> lines, List<BankFinding> findings)
    {
        foreach (var (module, form) in bank.Forms)
        {
            var cases = CasesIn(bank, module, form);
            var (signals, ordinary, where) = (cases.FindAll(IsSignal), cases.FindAll(one => !IsSignal(one)), $"{module} {form}");
            if (cases.Count < LeastInForm) findings.Add(new("C6", where, $"{cases.Count} situaties; minstens {LeastInForm}."));
            if (cases.Count == 0) continue;
            if (signals.Count * 1.0 / cases.Count is < 0.35 or > 0.45)
                findings.Add(new("C6", where, $"{signals.Count} van de {cases.Count} situaties zijn een signaal; 35 tot 45 %."));
            if (ordinary.Count(one => one.Vignette.Kind == CaseKind.LookAlike) < 0.4 * ordinary.Count)
                findings.Add(new("C6", where, "te weinig gewone situaties lijken op een signaal; minstens 40 %."));
            var (longer, shorter) = (signals.Average(Length), ordinary.Average(Length));
            if (Math.Abs(longer - shorter) > 0.1 * Math.Max(longer, shorter))
                findings.Add(new("C6", where, FormattableString.Invariant(
                    $"signalen hebben gemiddeld {longer:0.0} woorden, gewone situaties {shorter:0.0}; hoogstens 10 % verschil.")));
            Compare("C6", where, "woorden die iets uitleggen", signals, ordinary, one => Words.HasAny(one.Text, Words.Explaining),
                findings);
            if (PassesByOneAnswer(cases, out var says))
                findings.Add(new("C6", where, $"wie altijd '{says}' zegt, haalt meer dan 65 % van de situaties."));
        }
        var readable = new List<string>();
        foreach (var module in bank.Cases.GroupBy(one => one.Item.Module))
        {
            var (right, of) = LeaveOneOut([.. module]);
            if (of < 80) continue;
            readable.Add(FormattableString.Invariant($"{module.Key} {100.0 * right / of:0} %"));
            if (right > MostByWords * of)
                findings.Add(new("C6", module.Key, FormattableString.Invariant(
                    $"een lezer van losse woorden heeft {right} van de {of} situaties goed ({100.0 * right / of:0} %); hoogstens 62 %.")));
        }
        if (readable.Count > 0) lines.Add($"Situaties, door een lezer van losse woorden goed: {string.Join(", ", readable)}.");
    }

    private static bool PassesByOneAnswer(List<Case> cases, out string says)
    {
        var signals = cases.Count(IsSignal) * 1.0 / cases.Count;
        says = signals > 0.5 ? "signaal" : "gewoon";
        return Math.Max(signals, 1 - signals) > 0.65;
    }

    // Each situation is told apart by what is learned from all others, its twin of another form included.
    private static (int Right, int Of) LeaveOneOut(IReadOnlyList<Case> cases)
    {
        var model = new WordModel();
        foreach (var one in cases) model.Learn(one.Text, IsSignal(one));
        var right = 0;
        foreach (var one in cases)
        {
            model.Learn(one.Text, IsSignal(one), -1);
            if (model.Leaning(one.Text) > 0 == IsSignal(one)) right++;
            model.Learn(one.Text, IsSignal(one));
        }
        return (right, cases.Count);
    }

    // C7
    private static void ParallelForms(Bank bank, List<BankFinding> findings)
    {
        foreach (var module in bank.Forms.GroupBy(form => form.Module, form => form.Form))
        {
            var forms = module.ToList();
            if (forms.Count < 2) continue;
            var shapes = forms.ConvertAll(form => ShapeOf(bank, module.Key, form));
            for (var at = 1; at < forms.Count; at++)
            {
                var where = $"{module.Key} {forms[0]}/{forms[at]}";
                foreach (var different in shapes[0].Keys.Union(shapes[at].Keys)
                    .Where(key => shapes[0].GetValueOrDefault(key) != shapes[at].GetValueOrDefault(key)))
                {
                    var (one, other) = (shapes[0].GetValueOrDefault(different), shapes[at].GetValueOrDefault(different));
                    findings.Add(new("C7", where, $"{different}: {one} en {other}; maak ze gelijk."));
                }
                Twins(bank, module.Key, forms[0], forms[at], where, findings);
            }
            foreach (var item in bank.Tested.Where(item => item.Module == module.Key))
                foreach (var name in TextsOf(item.Exercise).SelectMany(Words.In).Where(Cast.Contains).Distinct())
                    findings.Add(new("C7", item.Exercise.Id, $"'{name}' is iemand uit de lessen; in een toets is een naam van niemand."));
        }
    }

    private static void Twins(Bank bank, string module, string first, string second, string where, List<BankFinding> findings)
    {
        var (a, b) = (TwinsIn(bank, module, first), TwinsIn(bank, module, second));
        foreach (var alone in a.Concat(b).Where(twin => twin.Name.Length == 0))
            findings.Add(new("C7", where, $"'twin' ontbreekt bij: {Begin(alone.Text)}"));
        foreach (var name in a.Concat(b).Select(twin => twin.Name).Where(name => name.Length > 0).Distinct()
            .Where(name => a.Count(twin => twin.Name == name) != 1 || b.Count(twin => twin.Name == name) != 1))
            findings.Add(new("C7", where, $"'{name}' staat niet precies een keer in elke vorm."));

        var (words, others) = (a.Sum(twin => Words.In(twin.Text).Count), b.Sum(twin => Words.In(twin.Text).Count));
        if (Math.Abs(words - others) > 0.1 * Math.Max(words, others))
            findings.Add(new("C7", where, $"{words} en {others} woorden; hoogstens 10 % verschil."));
        var runs = a.SelectMany(twin => Words.Runs(twin.Text, RunOfWords)).ToHashSet(StringComparer.Ordinal);
        foreach (var shared in b.SelectMany(twin => Words.Runs(twin.Text, RunOfWords)).Where(runs.Contains).Distinct())
            findings.Add(new("C7", where, $"staat in beide vormen: '{shared}'."));
    }

    // A situation, or an exercise that is none: its options and lines. What a detection says above its situations is an instruction.
    private static List<(string Name, string Text)> TwinsIn(Bank bank, string module, string form) =>
    [
        .. bank.Tested.Where(item => item.Module == module && item.Form == form).SelectMany(item => item.Exercise is Detection detection
            ? detection.Vignettes.Select(vignette => (vignette.Twin ?? "", vignette.Text.Plain))
            : [(item.Exercise.Place?.Twin ?? "", string.Join(" . ", TextsOf(item.Exercise)))]),
    ];

    private static Dictionary<string, int> ShapeOf(Bank bank, string module, string form)
    {
        var asked = bank.Tested.Where(item => item.Module == module && item.Form == form).Select(item => item.Exercise).ToList();
        return asked.SelectMany(exercise => exercise is Detection detection
                ? detection.Vignettes.Select(vignette =>
                    $"leerdoel {vignette.Goal ?? exercise.Place?.Goal}, situatie, {vignette.Kind?.ToString() ?? "?"}")
                : [$"leerdoel {exercise.Place?.Goal}, {exercise.Place?.Way?.Label()}, {exercise.Type}, {exercise.Max} punten"])
            .CountBy(shape => shape).ToDictionary();
    }

    // C8
    private static void Fairness(Bank bank, List<string> lines, List<BankFinding> findings)
    {
        foreach (var module in bank.Cases.Where(one => one.Item.IsTested && one.Item.Form.Length > 0).GroupBy(one => one.Item.Module))
        {
            var (signals, ordinary) = (module.Where(IsSignal).ToList(), module.Where(one => !IsSignal(one)).ToList());
            Compare("C8", module.Key, "een kenmerk", signals, ordinary, one => Words.HasAny(one.Text, Words.Traits), findings);
            var shares = module.GroupBy(SubjectOf).Where(group => group.Count() >= 6)
                .Select(group => (Who: group.Key, Share: group.Count(IsSignal) * 1.0 / group.Count())).ToList();
            var said = string.Join(", ", shares.OrderBy(one => one.Who)
                .Select(one => FormattableString.Invariant($"{one.Who} {100 * one.Share:0} %")));
            lines.Add($"{module.Key}: signalen bij {said}.");
            if (shares.Count > 1 && shares.Max(one => one.Share) - shares.Min(one => one.Share) > Apart)
                findings.Add(new("C8", module.Key, $"signalen zijn niet gelijk verdeeld: {said}; hoogstens 15 punten verschil."));
        }
        foreach (var item in bank.Items.Where(item => item.IsTested))
            if (TextsOf(item.Exercise).Append(item.Exercise.QuestionText)
                .Any(text => text.Contains("verzonnen", StringComparison.OrdinalIgnoreCase)))
                findings.Add(new("C8", item.Exercise.Id, "'verzonnen' staat al boven de les; haal het weg."));
    }

    private static string SubjectOf(Case one)
    {
        var words = Words.In(one.Text);
        var (girl, boy) = (words.Count(Girl.Contains), words.Count(Boy.Contains));
        return girl > boy ? "meisjes" : boy > girl ? "jongens" : "niet gezegd";
    }

    private static void Compare(
        string check, string where, string what, IReadOnlyCollection<Case> signals, IReadOnlyCollection<Case> ordinary,
        Func<Case, bool> has, List<BankFinding> findings)
    {
        if (signals.Count == 0 || ordinary.Count == 0) return;
        var (of, to) = (signals.Count(has) * 1.0 / signals.Count, ordinary.Count(has) * 1.0 / ordinary.Count);
        if (Math.Abs(of - to) > Apart)
            findings.Add(new(check, where, FormattableString.Invariant(
                $"{what}: bij {100 * of:0} % van de signalen en {100 * to:0} % van de gewone situaties; hoogstens 15 punten verschil.")));
    }

    private static List<Case> CasesIn(Bank bank, string module, string form) =>
        [.. bank.Cases.Where(one => one.Item.IsTested && one.Item.Module == module && one.Item.Exercise.IsAskedIn(form))];

    private static bool IsSignal(Case one) => one.Vignette.IsSignal;

    private static double Length(Case one) => Words.In(one.Text).Count;

    private static IEnumerable<string> TextsOf(Exercise exercise) => exercise switch
    {
        Detection detection => detection.Vignettes.Select(vignette => vignette.Text.Plain),
        Spot spot => spot.Items.Select(item => item.Text.Plain).Prepend(exercise.QuestionText),
        Exercises.Types.Single single => single.Options.Select(option => option.Text.Plain).Prepend(exercise.QuestionText),
        Multiple multiple => multiple.Options.Select(option => option.Text.Plain).Prepend(exercise.QuestionText),
        _ => [exercise.QuestionText],
    };
}
