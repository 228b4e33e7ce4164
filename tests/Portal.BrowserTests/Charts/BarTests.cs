using System.Collections.Concurrent;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Platform;

namespace Portal.BrowserTests.Charts;

/// <summary>Charts of texts; those of reports and polls are measured where a round comes by (<see cref="Round.LookAsync"/>).</summary>
public sealed class BarTests
{
    [Fact]
    public async Task Every_bar_of_every_text_is_as_long_as_its_number_says()
    {
        var host = await Sites.HostAsync();
        var charts = host.Site.Current.Documents.Where(document => document.Body.Contains("chart=bar", StringComparison.Ordinal)).ToList();
        Assert.True(charts.Count >= 8, $"Only {charts.Count} documents with a chart were found.");

        var found = new ConcurrentBag<string>();
        await Task.WhenAll(new[] { Look.Phone, Look.Wide }.Select(look => Visit.RunAsync(look, async visit =>
        {
            foreach (var document in charts)
            {
                await visit.OpenAsync(document.Path);
                await visit.UnfoldAsync();
                foreach (var finding in await Bars.FindAsync(visit)) found.Add($"{document.Path} {look}: {finding}");
            }
        }, $"bars-{look}")));
        Survey.Passes(found);
    }

    [Fact]
    public Task A_number_of_many_characters_takes_no_room_from_its_own_bar_alone() => Visit.RunAsync(Look.Phone, async visit =>
    {
        await visit.OpenAsync(Sites.EveryPart);
        Assert.Equal(3, await visit.Page.Locator(".wj-bars").CountAsync());
        Assert.Empty(await Bars.FindAsync(visit));
    });

    [Fact]
    public Task A_bar_says_the_same_on_paper_in_forced_colours_and_with_more_contrast() => Task.WhenAll(Looks.Themes.Select(theme =>
        Visit.RunAsync(new Look(theme), async visit =>
    {
        await visit.OpenAsync(Sites.EveryPart);
        await visit.UnfoldAsync();
        foreach (var (name, media) in new (string, PageEmulateMediaOptions)[]
        {
            ("print", new() { Media = Media.Print }), ("forced", new() { ForcedColors = ForcedColors.Active }),
            ("contrast", new() { Contrast = Contrast.More }), ("dark", new() { ColorScheme = ColorScheme.Dark }),
        })
        {
            await visit.Page.EmulateMediaAsync(media);
            Survey.Passes((await Bars.FindAsync(visit)).Concat(await Bars.UnseenAsync(visit)).Select(one => $"{name}: {one}"));
            await visit.Page.EmulateMediaAsync(new()
            {
                Media = Media.Null,
                ForcedColors = ForcedColors.None,
                Contrast = Contrast.NoPreference,
                ColorScheme = ColorScheme.Light,
            });
        }
    }, $"bars-in-other-media-{theme}")));

    /// <summary>
    /// Where a chart is drawn, and what looks at it: a walk that comes by with <see cref="Round.LookAsync"/>, or the test above. Whoever
    /// draws another one says here which test measures it.
    /// </summary>
    [Fact]
    public void Every_place_that_draws_a_chart_is_measured()
    {
        var places = Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs*", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Where(file => File.ReadAllText(file) is var text && (text.Contains("Bar.Of(", StringComparison.Ordinal)
                || text.Contains("_Share\"", StringComparison.Ordinal) || text.Contains("_Share.cshtml\"", StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Path.Combine(Checkout.Root, "src"), file)).Order(StringComparer.Ordinal);
        Assert.Equal(Measured.Keys.Order(StringComparer.Ordinal), places);
        foreach (var (_, test) in Measured)
        {
            var parts = test.Split('.');
            var file = Directory.EnumerateFiles(
                Path.Combine(Checkout.Root, "tests", "Portal.BrowserTests"), $"{parts[0]}.cs", SearchOption.AllDirectories);
            Assert.Contains(file, one => File.ReadAllText(one).Contains($" {parts[1]}(", StringComparison.Ordinal));
        }
        // And there is one way to draw one.
        Assert.Single(Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs*", SearchOption.AllDirectories), file =>
            !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
            && File.ReadAllText(file) is var text
            && (text.Contains("wj-bars__bar", StringComparison.Ordinal) || text.Contains("<meter", StringComparison.Ordinal)));
    }

    private static readonly Dictionary<string, string> Measured = new(StringComparer.Ordinal)
    {
        ["Portal.Content/Markdown/Containers/BarChart.cs"] = "BarTests.Every_bar_of_every_text_is_as_long_as_its_number_says",
        ["Portal.Calendar/Pages/Beheer/Agenda/Evaluatie.cshtml"] =
            "AttendanceTests.The_list_the_code_the_word_and_the_form_work_with_and_without_script",
        ["Portal.Newsletters/Pages/Beheer/Nieuwsbrieven/Cijfers.cshtml"] =
            "MailLooksTests.The_preview_shows_a_phone_a_screen_a_dark_one_and_the_text_and_the_figures_what_became_of_it",
        ["Portal.Newsletters/Pages/Beheer/Nieuwsbrieven/Uitkomst.cshtml"] =
            "MailLooksTests.The_preview_shows_a_phone_a_screen_a_dark_one_and_the_text_and_the_figures_what_became_of_it",
        ["Portal.Learning/Quizzes/PollChart.cs"] = "ExerciseTests.Every_type_is_accessible_as_question_error_feedback_and_result",
        ["Portal.Learning/Pages/Beheer/Leren/_Share.cshtml"] = "ReportsTests.Every_report_is_accessible",
        ["Portal.Learning/Pages/Beheer/Leren/Index.cshtml"] = "ReportsTests.Every_report_is_accessible",
        ["Portal.Learning/Pages/Beheer/Leren/Bereik.cshtml"] = "ReportsTests.Every_report_is_accessible",
        ["Portal.Learning/Pages/Beheer/Leren/Leerwinst.cshtml"] = "ReportsTests.Every_report_is_accessible",
        ["Portal.Learning/Pages/Beheer/Leren/Stuurgroep.cshtml"] = "ReportsTests.Every_report_is_accessible",
        ["Portal.Learning/Pages/Beheer/Gemist/Index.cshtml"] =
            "MissedTests.From_the_office_a_line_is_two_clicks_from_what_one_does_about_it",
    };
}
