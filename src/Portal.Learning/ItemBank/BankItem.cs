using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Types;

namespace Portal.Learning.ItemBank;

/// <summary>An exercise of a module, with where it is asked.</summary>
/// <param name="Module">The module's slug.</param>
/// <param name="Kind">In what kind of chapter.</param>
/// <param name="Exercise">The exercise.</param>
internal sealed record BankItem(string Module, ChapterKind Kind, Exercise Exercise)
{
    /// <summary>It decides whether somebody passes.</summary>
    public bool IsTested => Kind is ChapterKind.PreTest or ChapterKind.EndTest;

    /// <summary>The form that asks it; empty: every form.</summary>
    public string Form => Exercise.Place?.Form ?? "";
}

/// <summary>A question with one right answer among a few, as a strategy sees it: in the order of the file.</summary>
/// <param name="Item">Where it is asked.</param>
/// <param name="Stem">The question's words.</param>
/// <param name="Options">The options.</param>
internal sealed record Choice(BankItem Item, string Stem, IReadOnlyList<Option> Options)
{
    /// <summary>The chance of who guesses.</summary>
    public double Chance => 1.0 / Options.Count;

    /// <summary>Where the key stands in the file, from 0.</summary>
    public int KeyAt => Options.ToList().FindIndex(option => option.Right);
}

/// <summary>A situation to be judged, with where it is asked.</summary>
/// <param name="Item">Where it is asked.</param>
/// <param name="Vignette">The situation.</param>
internal sealed record Case(BankItem Item, Detection.Vignette Vignette)
{
    /// <summary>Its words.</summary>
    public string Text => Vignette.Text.Plain;
}

/// <summary>All exercises of modules.</summary>
/// <param name="Items">The exercises, in the order of the files.</param>
internal sealed record Bank(IReadOnlyList<BankItem> Items)
{
    /// <summary>Those of tests.</summary>
    public IReadOnlyList<BankItem> Tested { get; } = [.. Items.Where(item => item.IsTested)];

    /// <summary>Questions with one right answer, in tests and in chapters.</summary>
    public IReadOnlyList<Choice> Choices { get; } =
    [
        .. Items.Where(item => item.Exercise is Exercises.Types.Single)
            .Select(item => new Choice(item, item.Exercise.QuestionText, ((Exercises.Types.Single)item.Exercise).Options)),
    ];

    /// <summary>Situations to be judged, in tests and for practice.</summary>
    public IReadOnlyList<Case> Cases { get; } =
    [
        .. Items.Where(item => item.Exercise is Detection)
            .SelectMany(item => ((Detection)item.Exercise).Vignettes.Select(vignette => new Case(item, vignette))),
    ];

    /// <summary>Each form of each end test.</summary>
    public IReadOnlyList<(string Module, string Form)> Forms =>
        [.. Tested.Where(item => item.Form.Length > 0).Select(item => (item.Module, item.Form)).Distinct().Order()];
}
