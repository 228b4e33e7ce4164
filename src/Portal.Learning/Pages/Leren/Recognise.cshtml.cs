using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Progress;
using Portal.Learning.Repetition;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Learning.Pages.Leren;

/// <summary>What a learner recognises, from their first answers in chapters, tests and cards; for their own eyes.</summary>
[Authorize(Rights.Member)]
internal sealed class RecogniseModel(Enrolments enrolments, AnswerHistory history, Reviews reviews, CurrentMember member) : PageModel
{
    /// <summary>Of all modules that ask for signals together; null before the first situation.</summary>
    public Recognition? All { get; private set; }

    /// <summary>Of each module, by its title.</summary>
    public IReadOnlyList<(string Title, Recognition Seen)> ByModule { get; private set; } = [];

    /// <summary>A figure as it is shown.</summary>
    public static string Figure(double figure) => Math.Round(figure, 1).ToString("0.0", DutchTime.Culture);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken stop)
    {
        var cases = new List<(string Module, JudgedCase Case)>();
        foreach (var enrolment in await enrolments.OfAsync(member.Id, stop))
            cases.AddRange((await history.OfAsync(enrolment, stop)).Where(answer => answer is { Number: 1, Asked.Traits.TellsSignals: true }
                && !answer.IsUnfinished)
                .SelectMany(answer => answer.Asked!.CasesOf(answer.Answer)).Select(one => (enrolment.Module, one)));
        cases.AddRange((await reviews.FirstCasesAsync(member.Id, stop)).SelectMany(card => card.Cases.Select(one => (card.Module, one))));
        // Modules that ask for something else than a signal are another measure: those stand by themselves.
        All = Recognition.Of([.. cases.Select(one => one.Case).Where(one => one.Asks is null)]);
        ByModule =
        [
            .. cases.GroupBy(one => one.Module)
                .Select(module => (Title: reviews.TitleOf(module.Key), Seen: Recognition.Of([.. module.Select(one => one.Case)])!))
                .OrderBy(module => module.Title, StringComparer.Ordinal),
        ];
    }
}
