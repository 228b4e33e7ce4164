using Portal.Content.Markdown;
using Portal.Content.Pages;

namespace Portal.Learning.Exercises;

/// <summary>What the HTML of all exercises has in common; the contract is themes/MARKUP.md.</summary>
internal static class ExerciseMarkup
{
    private static readonly string[] Certainties = ["Ik gok", "Vrij zeker", "Heel zeker"];

    public static string Section(Exercise exercise, string content, int number)
    {
        var html = new Html();
        html.Add($"""<section class="wj-exercise wj-exercise--{exercise.Type}" id="{exercise.Id}" """)
            .Add($"""aria-label="{NameOf(exercise.KindLabel, number)}">""");
        html.Add($"""<p class="wj-exercise__kind">{exercise.KindLabel}</p>""");
        WriteFeed(html, exercise.Feed);
        html.Add($"""<div class="wj-exercise__question" id="{QuestionId(exercise.Id)}">{new Html.Raw(exercise.Question)}</div>""");
        html.Add($"{new Html.Raw(content)}</section>");
        return html.ToString();
    }

    public static string NameOf(string label, int number) =>
        $"{(number == 1 ? "Opdracht" : $"Opdracht {number}")}: {char.ToLowerInvariant(label[0])}{label[1..].TrimEnd('?')}";

    public static string QuestionId(string exercise) => exercise + "-vraag";

    public static string Form(Exercise exercise, ExerciseForm form)
    {
        if (!exercise.HasForm) return exercise.WithoutForm;
        var html = new Html();
        var errorId = form.Error is null ? null : exercise.Id + "-fout";
        html.Add($"""<form class="wj-exercise__answer" method="post" action="{form.Action}" """)
            .Add($"""{(form.Steps.Count > 0 ? "data-question" : "data-answer")}="{exercise.Id}" """)
            .If(form.Keep is not null, $"data-keep=\"{form.Keep}\" ").Add($"novalidate>");
        foreach (var (name, value) in form.Hidden) html.Add($"<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
        if (form.Error is not null)
            html.Add($"""<div class="utrecht-form-field-error-message wj-exercise__error" id="{errorId}" role="alert" """)
                .Add($"""tabindex="-1" data-focus>{form.Error}</div>""");
        html.Add($"<div role=\"group\" aria-labelledby=\"{QuestionId(exercise.Id)}\"")
            .If(errorId is not null, $" aria-describedby=\"{errorId}\"").Add($">");
        exercise.WriteFields(html, form);
        html.Add($"</div>");
        if (exercise.Certainty) WriteCertainty(html, "zeker", form);
        if (form.Steps.Count == 0)
            html.Add($"""<button class="nl-button nl-button--primary wj-exercise__send" type="submit">Kijk na</button>""");
        else WriteSteps(html, form.Steps);
        return html.Add($"</form>").ToString();
    }

    public static string Feedback(Exercise exercise, Answer answer, Graded graded, int headingLevel, bool isNew)
    {
        var html = new Html();
        var (verdict, className) = VerdictOf(exercise, graded);
        html.Add($"""<div class="wj-exercise__feedback{className}" id="{exercise.Id}-uitleg">""");
        html.Add($"<h{headingLevel} class=\"wj-exercise__verdict\"").If(isNew, " tabindex=\"-1\" data-focus")
            .Add($">{verdict}</h{headingLevel}>");
        foreach (var sentence in graded.Says) html.Add($"""<p class="nl-paragraph">{new Html.Raw(sentence)}</p>""");
        if (exercise.Why is not null) html.Add($"""<p class="nl-paragraph wj-exercise__why">{exercise.Why}</p>""");
        exercise.WriteResults(html, answer, graded);
        if (exercise.Caveat is not null) html.Add($"""<p class="nl-paragraph wj-exercise__caveat">{exercise.Caveat}</p>""");
        WriteOrigin(html, exercise);
        html.Add($"</div>");
        return html.ToString();
    }

    public static string Paper(Exercise exercise)
    {
        if (!exercise.HasForm) return "";
        var html = new Html();
        html.Add($"<fieldset class=\"wj-paper__fields\" aria-labelledby=\"{QuestionId(exercise.Id)}\" disabled>");
        exercise.WritePaper(html);
        return html.Add($"</fieldset>").ToString();
    }

    // The first is what Enter does.
    private static void WriteSteps(Html html, IReadOnlyList<FormStep> steps)
    {
        html.Add($"""<p class="wj-test__steps">""");
        foreach (var step in steps)
            html.Add($"""<button class="nl-button nl-button--{step.Look}" type="submit" name="{FormStep.FieldName}" """)
                .Add($"""value="{step.To}">{step.Text}</button>""");
        html.Add($"</p>");
    }

    /// <summary>How sure one is, as radio buttons of one field.</summary>
    public static void WriteCertainty(Html html, string field, ExerciseForm form)
    {
        html.Add($"""<fieldset class="wj-sure"><legend class="wj-sure__legend">Hoe zeker ben je?</legend><div class="wj-sure__steps">""");
        for (var i = 0; i < Certainties.Length; i++)
            Fields.Radio(html, field, $"{i + 1}", new Html.Raw(Certainties[i]), form, "wj-option wj-option--small");
        html.Add($"</div></fieldset>");
    }

    /// <summary>Posts, as an article each.</summary>
    public static void WriteFeed(Html html, IReadOnlyList<FeedPost> feed)
    {
        if (feed.Count == 0) return;
        html.Add($"""<div class="wj-feed">""");
        foreach (var post in feed)
        {
            html.Add($"""<article class="wj-feed__post"><p class="wj-feed__from"><strong>{post.From}</strong> """);
            if (post.Time is not null) html.Add($"""<span class="wj-meta">{post.Time}</span>""");
            html.Add($"""</p><p class="wj-feed__text">{post.Text}</p>""");
            if (post.About is not null) html.Add($"""<p class="wj-feed__about">Op de foto: {post.About}</p>""");
            html.Add($"</article>");
        }
        html.Add($"</div>");
    }

    /// <summary>A list of what became of each part: what was chosen first, what was rightly left alone behind a click.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="missed">The word for what was right and not chosen.</param>
    public static void WriteParts(Html html, IReadOnlyList<PartResult> parts, string missed = "Gemist")
    {
        var left = parts.Where(part => part is { Chosen: false, Outcome: Outcome.None }).ToList();
        WriteList(html, [.. parts.Except(left).OrderByDescending(part => part.Chosen)], missed);
        if (left.All(part => part.Feedback is null)) return;
        html.Add($"""<details class="wj-details"><summary class="wj-details__summary">Waarom de andere antwoorden niet?</summary>""")
            .Add($"""<div class="wj-details__body">""");
        WriteList(html, left, missed);
        html.Add($"</div></details>");
    }

    // What is longer is a story and no title: six lines in bold are hard to read.
    private const int LongestTitle = 100;

    private static void WriteList(Html html, IReadOnlyList<PartResult> parts, string missed)
    {
        if (parts.Count == 0) return;
        html.Add($"""<ul class="wj-results">""");
        foreach (var part in parts)
        {
            var (word, className) = WordOf(part, missed);
            html.Add($"""<li class="wj-result{className}"><p class="wj-result__head">""")
                .Add($"""<span class="wj-result__text{(part.Text.Length > LongestTitle ? " wj-result__text--story" : "")}">""")
                .Add($"{new Html.Raw(part.Text)}</span>");
            if (word is not null) html.Add($"""<span class="wj-result__verdict">{word}</span>""");
            html.Add($"</p>");
            WriteGiven(html, part);
            if (part.Feedback is not null) html.Add($"""<p class="wj-result__why">{new Html.Raw(part.Feedback)}</p>""");
            html.Add($"</li>");
        }
        html.Add($"</ul>");
    }

    private static void WriteGiven(Html html, PartResult part)
    {
        var given = part.Given is null ? null : $"Jij: {part.Given}{Words.StopAfter(part.Given)} ";
        var expected = part.Expected is null || part.Outcome == Outcome.Right
            ? null
            : $"Goed is: {part.Expected}{Words.StopAfter(part.Expected)}";
        if (given is not null || expected is not null)
            html.Add($"""<p class="wj-result__given">{new Html.Raw(given)}{new Html.Raw(expected)}</p>""");
    }

    private static (string? Word, string ClassName) WordOf(PartResult part, string missed) => part switch
    {
        { Outcome: Outcome.Right } => ("Goed", " wj-result--right"),
        { Outcome: Outcome.Partly } => ("Bijna", " wj-result--partly"),
        { Outcome: Outcome.Wrong, Chosen: true } => ("Niet goed", " wj-result--wrong"),
        { Outcome: Outcome.Wrong } => (missed, " wj-result--missed"),
        { Chosen: true } => ("Jouw keuze", " wj-result--chosen"),
        _ => (null, ""),
    };

    private static (string Verdict, string ClassName) VerdictOf(Exercise exercise, Graded graded) => graded.Outcome switch
    {
        Outcome.Right => ("Goed", ""),
        Outcome.Partly => ("Deels goed", " wj-exercise__feedback--partly"),
        Outcome.Wrong => ("Niet goed", " wj-exercise__feedback--wrong"),
        _ => (exercise.Traits.Thanks, " wj-exercise__feedback--open"),
    };

    private static void WriteOrigin(Html html, Exercise exercise)
    {
        if (exercise.Source is not null) html.Add($"""<p class="wj-exercise__source">Bron: {exercise.Source}</p>""");
        if (exercise.ReadMore.Count == 0) return;
        html.Add($"""<p class="wj-exercise__more">Lees verder: """);
        for (var i = 0; i < exercise.ReadMore.Count; i++)
        {
            html.If(i > 0, ", ")
                .Add($"""<a class="nl-link" href="{exercise.ReadMore[i].Url}">{Typography.Apply(exercise.ReadMore[i].Title)}</a>""");
        }
        html.Add($"</p>");
    }
}
