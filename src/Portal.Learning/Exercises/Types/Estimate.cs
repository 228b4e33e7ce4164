using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Portal.Content.Markdown;

namespace Portal.Learning.Exercises.Types;

/// <summary>A number to guess: near enough is right, twice as far is half right.</summary>
internal sealed partial record Estimate(
    ExerciseHead Head, decimal Value, decimal Least, decimal Most, decimal Step, decimal Tolerance, string Unit,
    RichText IfRight, RichText IfNear, RichText IfFar) : Exercise(Head)
{
    private const string Field = "getal";

    internal static ExerciseType Kind { get; } = new("estimate", "Schat het getal", Read);

    private static Estimate Read(ExerciseHead head, YamlPart yaml)
    {
        var (answer, least, most) = (yaml.Number("answer"), yaml.Number("min"), yaml.Number("max"));
        var (step, tolerance) = (yaml.Number("step"), yaml.Number("tolerance"));
        if (least >= most) yaml.Report("min", $"'min' ({Words(least.Value)}) moet kleiner zijn dan 'max' ({Words(most.Value)}).");
        else if (answer < least || answer > most)
            yaml.Report("answer", $"Het antwoord {Words(answer.Value)} ligt niet tussen 'min' en 'max'.");
        if (step <= 0) yaml.Report("step", "'step' moet groter zijn dan 0.");
        if (tolerance < 0) yaml.Report("tolerance", "'tolerance' kan niet kleiner zijn dan 0.");
        if (tolerance * 2 >= most - least) yaml.Report("tolerance", "Met deze 'tolerance' is bijna elk getal goed. Maak hem kleiner.");
        return new(head, answer ?? 0, least ?? 0, most ?? 1, step ?? 1, tolerance ?? 0, yaml.Plain("unit") ?? "",
            yaml.Text("if_right"), yaml.Text("if_near"), yaml.Text("if_far"));
    }

    /// <inheritdoc/>
    protected override Graded Judge(Answer answer)
    {
        if (answer.One(Field) is not { } text) return Graded.Refused(Max, "Vul een getal in.");
        if (NumberIn(text) is not { } number) return Graded.Refused(Max, "Vul een getal in, in cijfers.");
        if (number < Least || number > Most) return Graded.Refused(Max, $"Vul een getal in van {Words(Least)} tot en met {Words(Most)}.");
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
        html.Add($"""<div class="wj-estimate" data-estimate><label class="utrecht-form-label" for="{id}">Jouw schatting</label>""");
        html.Add($"""<div class="utrecht-form-field-description" id="{id}-hulp">""")
            .Add($"""Een getal van {Words(Least)} tot en met {Words(Most)}</div><div class="wj-estimate__row">""");
        html.Add($"""<input class="utrecht-textbox utrecht-textbox--html-input wj-estimate__number" type="number" id="{id}" """)
            .Add($"""name="{Answer.FieldPrefix}{Field}" min="{Least}" max="{Most}" step="{Step}" inputmode="decimal" """)
            .Add($"""autocomplete="off" aria-describedby="{id}-hulp" value="{form.Answer.One(Field)}">""");
        html.Add($"""<span class="wj-estimate__unit">{Unit}</span></div></div>""");
    }

    private static string Words(decimal number) => number.ToString("#,0.####", Platform.DutchTime.Culture);

    /// <summary>Reads a number as people here type it: "12,5", "12.5", "1.250".</summary>
    private static decimal? NumberIn(string text)
    {
        var plain = Thousands().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal) : text;
        return plain.Length <= 20 && decimal.TryParse(
            plain.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) ? number : null;
    }

    [GeneratedRegex(@"^-?\d{1,3}(\.\d{3})+(,\d+)?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Thousands();
}
