using System.Globalization;
using Portal.Content.Types;
using Portal.Learning.Exercises;
using Portal.Learning.Types;

namespace Portal.Learning.Modules;

/// <summary>The parallel forms of an end test: who gets which, and what they are made of.</summary>
internal static class TestForms
{
    // Thirds of points are points too.
    private const double Nothing = 0.001;

    /// <summary>
    /// The form of a new attempt: one by lot, and after that the one they had least, so that before and after are two forms and a second
    /// try is another one. The same lot gives the same form.
    /// </summary>
    /// <param name="forms">Those there are, in order.</param>
    /// <param name="lot">The lot: id of the attempt.</param>
    /// <param name="had">Those of earlier attempts, in the pre-test too; null: of an attempt without form.</param>
    /// <returns>Null where there are no forms.</returns>
    public static string? Draw(IReadOnlyList<string> forms, Guid lot, IEnumerable<string?> had)
    {
        if (forms.Count == 0) return null;
        var times = had.OfType<string>().CountBy(form => form).ToDictionary();
        return Shuffle.By(lot.ToString(), forms, form => form).OrderBy(form => times.GetValueOrDefault(form)).First();
    }

    /// <summary>
    /// What keeps the forms of an end test from being what the module's blueprint says, and from being each other's twins.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="test">Id of the end test.</param>
    /// <param name="asked">Its exercises.</param>
    public static IEnumerable<TreeProblem> Problems(LearningModule module, string test, IReadOnlyList<Exercise> asked)
    {
        var forms = asked.Select(exercise => exercise.Place?.Form).OfType<string>().Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToList();
        if (forms.Count == 1)
            yield return new(test, "kind", $"Deze toets heeft alleen vorm {forms[0]}. Schrijf ook de andere, of haal 'form' weg.");
        if (forms.Count > 1 && forms.Select(form => PointsOf(asked, form)).Distinct().Count() > 1)
            yield return new(test, "kind",
                $"De vormen geven niet evenveel punten: {string.Join(", ", forms.Select(form => $"{form} {PointsOf(asked, form)}"))}. "
                + "Maak ze gelijk.");
        if (module.Blueprint.Count == 0) yield break;
        foreach (var form in forms.Count > 0 ? forms : [""])
            foreach (var problem in AgainstBlueprint(module, form, asked)) yield return new(test, "kind", problem);
    }

    private static double PointsOf(IEnumerable<Exercise> asked, string form) => InForm(asked, form).Sum(exercise => exercise.Max);

    private static IEnumerable<Exercise> InForm(IEnumerable<Exercise> asked, string form) =>
        asked.Where(exercise => exercise.IsAskedIn(form));

    private static IEnumerable<string> AgainstBlueprint(LearningModule module, string form, IReadOnlyList<Exercise> asked)
    {
        var where = form.Length > 0 ? $"Vorm {form}" : "Deze toets";
        var cells = InForm(asked, form).SelectMany(exercise => exercise.PointsByCell).ToList();
        foreach (var row in module.Blueprint)
        {
            foreach (var way in Enum.GetValues<AskedWay>())
            {
                var planned = (double)row.Of(way);
                var there = cells.Where(cell => cell.Goal == row.Goal && cell.Way == way).Sum(cell => cell.Points);
                if (Math.Abs(planned - there) > Nothing)
                    yield return $"{where}: leerdoel {row.Goal}, {way.Label().ToLowerInvariant()}, telt {Number(there)} punten, "
                        + $"en het toetsplan zegt {Number(planned)}. Maak ze gelijk.";
            }
        }
        if (cells.Find(cell => module.Blueprint.All(row => row.Goal != cell.Goal)) is { } stray)
            yield return $"{where} vraagt naar leerdoel {stray.Goal}, dat niet in het toetsplan staat.";
        var (all, placed) = (InForm(asked, form).Sum(exercise => exercise.Max), cells.Sum(cell => cell.Points));
        if (all - placed > Nothing)
            yield return $"{where}: {Number(all - placed)} punten horen bij geen leerdoel. Geef elke vraag 'goal' en 'way'.";
    }

    private static string Number(double points) => Math.Round(points, 2).ToString(CultureInfo.GetCultureInfo("nl-NL"));
}
