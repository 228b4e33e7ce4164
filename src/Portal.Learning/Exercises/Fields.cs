namespace Portal.Learning.Exercises;

/// <summary>The fields that forms are made of, and what they have in common when they are read.</summary>
internal static class Fields
{
    /// <summary>Said of a value that is none of the options: a tampered form, or a question that changed in the meantime.</summary>
    public const string UnknownChoice = "Deze keuze staat niet bij deze vraag. Kies opnieuw.";

    /// <summary>A choice of which one holds.</summary>
    public static void Radio(Html html, string field, string value, Html.Raw text, ExerciseForm form, string className = "wj-option") =>
        Choice(html, "radio", field, value, text, form.Answer.One(field) == value, className);

    /// <summary>A choice of which any number holds.</summary>
    public static void Checkbox(Html html, string field, string value, Html.Raw text, ExerciseForm form) =>
        Choice(html, "checkbox", field, value, text, form.Answer.All(field).Contains(value), "wj-option");

    /// <summary>A list to choose one from; empty at first.</summary>
    public static void Select(
        Html html, string field, string id, string label, IEnumerable<(string Value, string Text)> options, ExerciseForm form)
    {
        html.Add($"""<select class="utrecht-select utrecht-select--html-select" id="{id}" name="{Answer.FieldPrefix}{field}" """)
            .Add($"""aria-labelledby="{label}"><option value="">Kies</option>""");
        var chosen = form.Answer.One(field);
        foreach (var (value, text) in options)
        {
            html.Add($"<option value=\"{value}\"").If(value == chosen, " selected").Add($">{text}</option>");
        }
        html.Add($"</select>");
    }

    /// <summary>A line to type on.</summary>
    public static void Line(
        Html html, string field, string id, ExerciseForm form, int length = 60, string? describedBy = null,
        string className = "utrecht-textbox utrecht-textbox--html-input")
    {
        html.Add($"""<input class="{className}" id="{id}" name="{Answer.FieldPrefix}{field}" """)
            .Add($"""value="{form.Answer.One(field)}" maxlength="{length}" autocomplete="off" autocapitalize="none" spellcheck="false" """);
        if (describedBy is not null) html.Add($"aria-describedby=\"{describedBy}\"");
        html.Add($">");
    }

    private static void Choice(Html html, string type, string field, string value, Html.Raw text, bool chosen, string className) =>
        html.Add($"<label class=\"{className}\"><input type=\"{type}\" name=\"{Answer.FieldPrefix}{field}\" value=\"{value}\"")
            .If(chosen, " checked")
            .Add($"><span>{text}</span></label>");
}
