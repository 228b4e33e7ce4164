using Portal.Learning.Exercises;
using Portal.Learning.Reports;
using Portal.Platform.Ui;

namespace Portal.Learning.Quizzes;

/// <summary>The result of a poll: a table in which every number has a bar (themes/MARKUP.md, chart).</summary>
internal static class PollChart
{
    public static string Of(Exercise poll, Ballot ballot, PollResult? result)
    {
        var html = new Html();
        if (result is null)
            return html.Add($"""<p class="wj-poll__few">De antwoorden van anderen zijn nu niet te zien.</p>""").ToString();
        if (!result.IsShown)
            return html.Add($"""<p class="wj-poll__few">Er zijn nog te weinig antwoorden om te laten zien wat anderen kozen. """)
                .Add($"""Vanaf {PollResult.FewestShown} antwoorden staat het hier.</p>""").ToString();

        html.Add($"""<figure class="utrecht-figure wj-figure wj-chart"><figcaption class="utrecht-figure__caption wj-figure__caption" """)
            .Add($"""id="{poll.Id}-uitslag">Wat anderen kozen, van {Steps.People(result.Voters)} mensen of meer</figcaption>""");
        html.Add($"""<table class="wj-bars wj-bars--longer" aria-labelledby="{poll.Id}-uitslag"><thead><tr>""")
            .Add($"""<th scope="col">Antwoord</th><th scope="col">Aandeel</th></tr></thead><tbody>""");
        foreach (var (key, text) in ballot.Options)
        {
            var share = Steps.Share(result.Votes.GetValueOrDefault(key), result.Voters);
            html.Add($"""<tr><th scope="row">{text}</th><td><span class="wj-bars__value">{Steps.ShareInWords(share)}</span>""")
                .Add($"""{new Html.Raw(Bar.Of(share).Value)}</td></tr>""");
        }
        html.Add($"</tbody></table>").If(ballot.Most > 1, """<p class="wj-figure__source">Je mocht meer dan één antwoord kiezen.</p>""");
        return html.Add($"</figure>").ToString();
    }
}
