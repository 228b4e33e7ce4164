using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Questions;
using Portal.Content.Pages;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Vragen;

/// <summary>A page of the inbox: for who answers at least one kind of question, and of those kinds alone.</summary>
[Authorize(Rights.Office)]
internal abstract class InboxPage(CurrentMember current, IProfileChoices choices) : PageModel
{
    /// <summary>Who asks.</summary>
    protected CurrentMember Current { get; } = current;

    /// <summary>The kinds that this member sees.</summary>
    public IReadOnlyList<QuestionKind> Kinds { get; } = QuestionKinds.SeenBy(current);

    /// <summary>Themes by id.</summary>
    public IReadOnlyList<Choice> Themes => choices.Themes;

    /// <summary>Municipalities by id.</summary>
    public IReadOnlyList<Municipality> Municipalities => choices.Municipalities;

    /// <summary>The pages above the list.</summary>
    public static IReadOnlyList<Link> Above { get; } = [new("Beheer", "/beheer")];

    /// <summary>The pages above one question.</summary>
    public static IReadOnlyList<Link> AboveOne { get; } = [.. Above, new("Vragen", "/beheer/vragen")];

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ViewData["Robots"] = "noindex";
        if (Kinds.Count == 0) context.Result = Forbid();
    }

    /// <summary>What a theme is called; its id when the dossier is gone.</summary>
    public string? ThemeOf(Question question) =>
        question.Theme is { } id ? Themes.FirstOrDefault(one => one.Id == id)?.Label ?? id : null;

    /// <summary>What a municipality is called.</summary>
    public string? MunicipalityOf(Question question) =>
        question.Municipality is { } id ? Municipalities.FirstOrDefault(one => one.Id == id)?.Label ?? id : null;

    /// <summary>"3 dagen", "vandaag".</summary>
    public static string DaysBetween(DateTimeOffset from, DateTimeOffset to) =>
        (DutchTime.DateOf(to).DayNumber - DutchTime.DateOf(from).DayNumber) switch
        {
            <= 0 => "sinds vandaag",
            1 => "1 dag",
            var days => string.Create(CultureInfo.InvariantCulture, $"{days} dagen"),
        };
}
