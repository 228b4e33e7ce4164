using Portal.Calendar.Types;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Tests.Calendar.Attendance;
using Portal.Tests.Members;
using Portal.Tests.Support;
using static Portal.Tests.Calendar.Attendance.AttendanceSteps;

namespace Portal.Tests.Calendar.Drafts;

/// <summary>The beeldverslag of an event: begun with one press, and online only when who is in the photos agreed.</summary>
public sealed class ReportTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Report = "/agenda/verslagen/netwerkbijeenkomst-signalen-bundelen";

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task An_editor_begins_a_report_with_one_press_and_a_second_press_opens_it()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        for (var time = 0; time < 2; time++)
        {
            await editor.GoAsync($"/beheer/agenda/{TrainingDay}/verslag");
            if (time == 0) await editor.PressAsync("Maak een beeldverslag");
            else await editor.GoAsync(editor.Page.QuerySelector("main .nl-button--primary")!.GetAttribute("href")!);
            Assert.Equal("/beheer/inhoud/verslag-beeldverslag-training-bij-buit-voor-professionals", editor.At);
        }
        var begun = await Host.WithAsync<DocumentDesk, WrittenDocument?>(desk => desk.ReadAsync(editor.At.Split('/')[^1], default));
        var properties = (EventReport)begun!.Properties!;
        Assert.Equal(("Beeldverslag: Training bij BUIT voor professionals", TrainingDay), (properties.Title, properties.Event));
        Assert.Equal(Host.Event(TrainingDay).Properties.Dossiers, properties.Dossiers);
        Assert.False(begun.IsOnline);
    }

    [Fact]
    public async Task Pressed_at_once_by_two_it_is_one_report()
    {
        var (one, _) = await portal.SignedInAsAsync(Rights.Editor);
        var (other, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await one.GoAsync($"/beheer/agenda/{Webinar}/verslag");
        await other.GoAsync($"/beheer/agenda/{Webinar}/verslag");
        await Task.WhenAll(one.PressAsync("Maak een beeldverslag"), other.PressAsync("Maak een beeldverslag"));
        Assert.Equal(one.At, other.At);
        Assert.Equal(1L, await Host.SqlAsync(
            "select count(*) from content.documents where ref like 'verslag-beeldverslag-webinar-praten%'"));
    }

    [Fact]
    public async Task An_event_with_a_report_leads_to_it_and_back()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        await editor.GoAsync("/beheer/agenda/activiteit-netwerkbijeenkomst-signalen-bundelen/verslag");
        Assert.Contains("Er is al een beeldverslag van deze activiteit.", editor.Text, StringComparison.Ordinal);
        Assert.NotNull((await Host.PageAsync(Report)).QuerySelector("a[href='/agenda/netwerkbijeenkomst-signalen-bundelen']"));
    }

    [Theory]
    [InlineData("photos:\n  - image: media-netwerkbijeenkomst-kring\n", "'photos.people' ontbreekt")]
    [InlineData("photos:\n  - image: media-netwerkbijeenkomst-kring\n    people: weet_ik_niet\n",
        "Kies uit: niemand_herkenbaar, toestemming_gevraagd.")]
    [InlineData("photos:\n  - image: media-bestaat-niet\n    people: niemand_herkenbaar\n", "verwijst naar 'media-bestaat-niet'")]
    [InlineData("videos:\n  - title: Film\n    url: https://vimeo.com/1\n", "'videos.captions' ontbreekt")]
    [InlineData("videos:\n  - title: Film\n    url: vimeo\n    captions: in_beeld\n", "is geen webadres")]
    [InlineData("photos:\n  - image: media-netwerkbijeenkomst-kring\n    people: toestemming_gevraagd\n", null)]
    public async Task A_photo_without_an_agreement_and_a_film_without_captions_stay_offline(string keys, string? wrong)
    {
        using var desk = new Desk(Host);
        // Not of an event that other tests begin a report of.
        keys = $"event: activiteit-kenniskring-adviseurs-1\n{keys}";
        desk.Write("verslagen/toets.md", Given.Document("verslag-toets", "beeldverslag", keys));
        var errors = (await desk.TryImportAsync()).Errors.Select(error => error.Message).ToList();
        if (wrong is null) Assert.Empty(errors);
        else Assert.Contains(wrong, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_shows_its_photos_films_and_files()
    {
        using var desk = new Desk(Host);
        await desk.EditAndPublishAsync("verslag-netwerkbijeenkomst-signalen-bundelen", text => text.Replace(
            "dossiers:",
            "slides:\n  - media-netwerkbijeenkomst-muur\nvideos:\n  - title: \"Film; van de 🙂 middag\"\n    url: https://vimeo.com/123\n"
                + "    captions: in_beeld\ndossiers:",
            StringComparison.Ordinal));
        await Eventually.Async(
            async () => (await Host.PageAsync(Report)).QuerySelector("#videos") is not null, "the film stands in the report");
        var page = await Host.PageAsync(Report);
        Assert.Equal(2, page.QuerySelectorAll(".wj-pictures img").Length);
        Assert.Equal("https://vimeo.com/123", page.QuerySelector(".wj-video__open")!.GetAttribute("href"));
        Assert.Contains("Video met ondertiteling (staat in beeld)", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(".wj-file__link"));
    }
}
