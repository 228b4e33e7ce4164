using System.Globalization;
using System.Net;
using Portal.Content.Markdown;
using Portal.Content.Types;

namespace Portal.Learning.Exercises.Types;

/// <summary>A number to guess: near enough is right, twice as far is half right.</summary>
internal sealed record Estimate(
    ExerciseHead Head, decimal Value, decimal Least, decimal Most, decimal Step, decimal Tolerance, string Unit,
    RichText IfRight, RichText IfNear, RichText IfFar) : Exercise(Head)
{
    private const string Field = "getal";

    internal static ExerciseType Kind { get; } = new ExerciseType("estimate", "Schat het getal", Read) { Doing = "getallen raden" }
        .WrittenAs<Yaml>(
        "Een getal om te schatten.",
        """
        answer: 50
        min: 0
        max: 100
        step: 1
        tolerance: 5
        unit: "procent"
        if_right: ""
        if_near: ""
        if_far: ""
        """);

    private static Estimate Read(ExerciseHead head, YamlPart yaml)
    {
        var (answer, least, most) = (yaml.Number("answer"), yaml.Number("min"), yaml.Number("max"));
        var (step, tolerance) = (yaml.Number("step"), yaml.Number("tolerance"));
        if (least >= most) yaml.Report("min", $"'min' ({Words(least.Value)}) moet kleiner zijn dan 'max' ({Words(most.Value)}).");
        else if (answer < least || answer > most)
            yaml.Report("answer", $"Het antwoord {Words(answer.Value)} ligt niet tussen 'min' en 'max'.");
        if (step <= 0) yaml.Report("step", "'step' moet groter zijn dan 0.");
        if (tolerance < 0) yaml.Report("tolerance", "'tolerance' kan niet kleiner zijn dan 0.");
        if (answer is { } right && step > 0 && tolerance >= 0 && least is { } low && (right - low) % step.Value is var beside
            && Math.Min(beside, step.Value - beside) > tolerance)
            yaml.Report("step", $"Met de schuif is {Words(right)} niet te kiezen: stappen van {Words(step.Value)} vanaf {Words(low)} "
                + "slaan het over. Maak 'step' kleiner of 'tolerance' groter.");
        if (tolerance * 2 >= most - least) yaml.Report("tolerance", "Met deze 'tolerance' is bijna elk getal goed. Maak hem kleiner.");
        return new(head, answer ?? 0, least ?? 0, most ?? 1, step ?? 1, tolerance ?? 0, yaml.Plain("unit") ?? "",
            yaml.Text("if_right"), yaml.Text("if_near"), yaml.Text("if_far"));
    }

    /// <inheritdoc/>
    internal override Answer Perfect => Answer.Of((Field, [Value.ToString("0.000000", CultureInfo.InvariantCulture)]));

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (answer.One(Field) is not { } text) return Graded.Refused(Max, "Vul een getal in.");
        var read = Typed.Numbers(text, Unit);
        if (read.Count == 0) return Graded.Refused(Max, "Vul een getal in, in cijfers.");
        if (MeantOf(read) is not { } number) return Graded.Refused(Max, read.Any(Fits)
            ? $"Dit kun je op twee manieren lezen. Bedoel je {Typing(read[0])} of {Typing(read[1])}? Typ het zo."
            : $"Vul een getal in van {Words(Least)} tot en met {Words(Most)}.");
        var distance = Math.Abs(number - Value);
        var (share, why) = distance <= Tolerance ? (1, IfRight) : distance <= 2 * Tolerance ? (0.5, IfNear) : (0, IfFar);
        return Graded.Of(Max, share,
        [
            new(Field, true, share == 1 ? Outcome.Right : share > 0 ? Outcome.Partly : Outcome.Wrong, "Jouw schatting")
            {
                Given = WebUtility.HtmlEncode($"{Words(number)} {Unit}"),
                Expected = WebUtility.HtmlEncode($"{Words(Value)} {Unit}"),
                Feedback = why.Html,
            },
        ]);
    }

    internal override void WriteFields(Html html, ExerciseForm form)
    {
        var id = $"{Id}-getal";
        html.Add($"""<div class="wj-estimate" data-estimate="{Least} {Most} {Step}">""")
            .Add($"""<label class="utrecht-form-label" for="{id}">Jouw schatting</label>""");
        html.Add($"""<div class="utrecht-form-field-description" id="{id}-hulp">""")
            .Add($"""Een getal van {Words(Least)} tot en met {Words(Most)}</div><div class="wj-estimate__row">""");
        // No type=number: that makes 1.25 of "1,250" and nothing of "ongeveer 12" before anybody can ask what was meant.
        html.Add($"""<input class="utrecht-textbox utrecht-textbox--html-input wj-estimate__number" type="text" id="{id}" """)
            .Add($"""name="{Answer.FieldPrefix}{Field}" maxlength="30" inputmode="decimal" """)
            .Add($"""autocomplete="off" aria-describedby="{id}-hulp" value="{form.Answer.One(Field)}">""");
        html.Add($"""<span class="wj-estimate__unit">{Unit}</span></div></div>""");
    }

    // Of two readings the only one that can be meant; null where neither can, or both.
    private decimal? MeantOf(IReadOnlyList<decimal> read)
    {
        var fitting = read.Where(Fits).ToList();
        if (fitting.Count > 1 && fitting.Where(number => (number - Least) % Step == 0).ToList() is [var onStep]) return onStep;
        return fitting is [var only] ? only : null;
    }

    private bool Fits(decimal number) => number >= Least && number <= Most;

    // Without a mark before thousands, so that it is read one way: 12500 or 12,5.
    private static string Typing(decimal number) => number.ToString("0.######", Platform.DutchTime.Culture);

    private static string Words(decimal number) => number.ToString("#,0.####", Platform.DutchTime.Culture);

    /// <summary>Its YAML, for a form.</summary>
    private sealed record Yaml : SureKeys
    {
        [Property("Het goede getal", Required = true, Group = PropertyGroup.Main)]
        public required decimal Answer { get; init; }

        [Property("Kleinste getal om te kiezen", Required = true, Group = PropertyGroup.Main)]
        public required decimal Min { get; init; }

        [Property("Grootste getal om te kiezen", Required = true, Group = PropertyGroup.Main)]
        public required decimal Max { get; init; }

        [Property("Stappen van", Required = true, Group = PropertyGroup.Main)]
        public required decimal Step { get; init; }

        [Property("Goed gerekend tot zover ernaast", Required = true, Group = PropertyGroup.Main, Help = "Twee keer zo ver is half goed.")]
        public required decimal Tolerance { get; init; }

        [Property("Eenheid", Required = true, Group = PropertyGroup.Main, Help = "Zoals procent, euro of jongeren.")]
        public required string Unit { get; init; }

        [Property("Uitleg als het goed is", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfRight { get; init; }

        [Property("Uitleg als het in de buurt is", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfNear { get; init; }

        [Property("Uitleg als het ver weg is", Required = true, Long = true, Group = PropertyGroup.Main)]
        public required string IfFar { get; init; }
    }
}
