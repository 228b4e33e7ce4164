using Portal.Content.Types;
using Portal.Learning.Exercises;
using Portal.Learning.Types;

namespace Portal.Learning.Modules;

/// <summary>What must hold for a module with its chapters before somebody can do it.</summary>
internal sealed class ModuleRules(ExerciseReader exercises) : ITreeRule
{
    /// <inheritdoc/>
    public string Type => LearningModule.TypeName;

    /// <inheritdoc/>
    public IEnumerable<TreeProblem> Problems(WrittenDocument document, IReadOnlyList<WrittenDocument> below)
    {
        var chapters = below.Where(chapter => chapter.GoesOnline && chapter.Properties is Chapter).OrderBy(OrderOf).ToList();
        foreach (var kind in new[] { ChapterKind.PreTest, ChapterKind.EndTest })
        {
            var (name, tests) = (kind.Label().ToLowerInvariant(), chapters.FindAll(chapter => KindOf(chapter) == kind));
            foreach (var second in tests.Skip(1))
                yield return new(second.Properties.Id, "kind",
                    $"Deze module heeft al een {name}: '{tests[0].Properties.Id}'. Een module heeft er hoogstens één. Zet bij de andere "
                    + "'status: archived' of haal 'kind' weg.");
            foreach (var test in tests.Where(test => !exercises.Of(test.Body).Any(exercise => exercise.HasKey)
                && !(kind == ChapterKind.PreTest && chapters.Exists(HasForms))))
                yield return new(test.Properties.Id, "kind",
                    $"Deze {name} heeft geen vraag met een goed antwoord, dus niemand kan hem maken. Schrijf er minstens één.");
        }
        foreach (var chapter in below.Where(chapter => chapter.Properties is Chapter))
            foreach (var problem in ErrataIn(chapter)) yield return problem;
        if (document.Properties is LearningModule module)
        {
            var end = chapters.Find(chapter => KindOf(chapter) == ChapterKind.EndTest);
            foreach (var problem in end is null ? NoTest(module) : TestForms.Problems(module, end.Properties.Id, exercises.Of(end.Body)))
                yield return problem;
        }
        if (document.Properties is LearningModule { TestOut: not null }
            && !chapters.Exists(chapter => KindOf(chapter) == ChapterKind.PreTest))
            yield return new(document.Properties.Id, "test_out", "Zonder begintoets kan niemand 'test_out' halen. Haal de sleutel weg.");
    }

    private bool HasForms(WrittenDocument chapter) => KindOf(chapter) == ChapterKind.EndTest
        && exercises.Of(chapter.Body).Any(exercise => exercise.Place?.Form is not null);

    private static IEnumerable<TreeProblem> NoTest(LearningModule module) => module.Blueprint.Count == 0
        ? []
        : [new(module.Id, "blueprint", "Deze module heeft een toetsplan, maar geen eindtoets. Schrijf de toets, of haal 'blueprint' weg.")];

    // An erratum that names nothing would be passed over in silence, and nobody would be graded anew.
    private IEnumerable<TreeProblem> ErrataIn(WrittenDocument chapter)
    {
        var errata = ((Chapter)chapter.Properties).Errata;
        if (errata.Count == 0) yield break;
        if (KindOf(chapter) is ChapterKind.Chapter or ChapterKind.Practice)
        {
            yield return new(
                chapter.Properties.Id, "errata",
                "'errata' hoort bij een begintoets of eindtoets: alleen toetsen worden opnieuw nagekeken. Haal de sleutel weg.");
            yield break;
        }
        var keyed = exercises.Of(chapter.Body).Where(exercise => exercise.HasKey).Select(exercise => exercise.Id).ToHashSet();
        for (var at = 0; at < errata.Count; at++)
        {
            if (keyed.Contains(errata[at].Exercise)) continue;
            yield return new(
                chapter.Properties.Id, $"errata.{at}",
                $"'errata' noemt opdracht '{errata[at].Exercise}', maar deze toets heeft geen vraag met die id die wordt nagekeken. "
                    + "Controleer de id.");
        }
    }

    private static ChapterKind KindOf(WrittenDocument chapter) => ((Chapter)chapter.Properties).Kind;

    private static int OrderOf(WrittenDocument chapter) => ((Chapter)chapter.Properties).Order;
}
