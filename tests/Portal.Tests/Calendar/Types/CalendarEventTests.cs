using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Types;
using Portal.Content.Checks;
using Portal.Content.Editing.Forms;
using Portal.Content.Types;
using Portal.Tests.Content.Editing.Forms;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Types;

public sealed class CalendarEventTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("2027-01-28T13:30", "2027-01-28T13:30", "op_locatie", "Alkmaar", "'ends' moet na 'starts' liggen.")]
    [InlineData("2027-01-28T13:30", "2027-01-28T13:00", "op_locatie", "Alkmaar", "'ends' moet na 'starts' liggen.")]
    [InlineData("2027-01-28T13:30", "2027-01-28T16:30", "op_locatie", null, "Vul 'location' in, of kies 'mode: online'.")]
    [InlineData("2027-01-28T13:30", "2027-01-28T16:30", "hybride", " ", "Vul 'location' in, of kies 'mode: online'.")]
    [InlineData("2027-01-28T13:30", "2027-01-28T16:30", "op_locatie", "Alkmaar", null)]
    [InlineData("2027-01-28T13:30", "2027-01-28T16:30", "online", null, null)]
    [InlineData("2027-12-31T22:00", "2028-01-01T01:00", "online", null, null)]
    [InlineData("2027-01-28T13:30", "2028-01-28T16:30", "online", null,
        "Dit duurt langer dan 31 dagen. Kijk de dagen na, of maak er losse activiteiten van.")]
    [InlineData("2027-03-28T02:30", "2027-03-28T04:00", "online", null,
        "'starts': Op zondag 28 maart 2027 gaat de klok een uur vooruit: 02.30 uur bestaat die dag niet. Kies een andere tijd.")]
    [InlineData("2027-03-28T01:30", "2027-03-28T02:30", "online", null,
        "'ends': Op zondag 28 maart 2027 gaat de klok een uur vooruit: 02.30 uur bestaat die dag niet. Kies een andere tijd.")]
    [InlineData("2027-03-28T01:30", "2027-03-28T03:00", "online", null, null)] // half an hour
    [InlineData("2027-10-31T02:30", "2027-10-31T02:45", "online", null, null)] // both in the first of the two hours
    public async Task An_event_takes_time_and_place(string starts, string ends, string mode, string? location, string? wrong)
    {
        using var desk = new Desk(portal.Host);
        var place = location is null ? "" : $"location: \"{location}\"\n";
        desk.Write(
            "agenda/bijeenkomst.md",
            Given.Document(
                "activiteit-bijeenkomst", "activiteit", $"kind: training\nstarts: {starts}\nends: {ends}\nmode: {mode}\n{place}"));
        var errors = (await desk.TryImportAsync()).Errors.Select(error => error.Message);
        Assert.Equal(wrong is null ? [] : [wrong], errors);
    }

    [Theory]
    [InlineData("starts: 2027-01-28T00:00\nends: 2027-01-28T00:00\nwhole_day: true\n", null)]
    [InlineData("starts: 2027-01-28T00:00\nends: 2027-01-27T23:00\nwhole_day: true\n",
        "'ends' is een dag voor 'starts'. Kies de laatste dag.")]
    [InlineData("starts: 2027-01-28T10:00\nends: 2027-01-28T11:00\ncapacity: 0\n",
        "'capacity' is 1 of meer. Laat het leeg als er geen grens is.")]
    [InlineData("starts: 2027-01-28T10:00\nends: 2027-01-28T11:00\ncontact: bel me\n",
        "'contact' is geen mailadres. Vul er een in, of laat het leeg.")]
    public async Task Whole_days_places_and_an_address_are_checked(string keys, string? wrong)
    {
        using var desk = new Desk(portal.Host);
        desk.Write("agenda/hele-dag.md", Given.Document("activiteit-hele-dag", "activiteit", $"kind: kenniskring\n{keys}mode: online\n"));
        var errors = (await desk.TryImportAsync()).Errors.Select(error => error.Message);
        Assert.Equal(wrong is null ? [] : [wrong], errors);
    }

    [Theory]
    [InlineData("registration: portaal\nregistration_opens: 2027-01-10T09:00\nregistration_closes: 2027-01-20T17:00\n", null)]
    [InlineData("registration: fax\n", "")]
    [InlineData("registration_opens: 2027-01-28T10:00\n",
        "'registration_opens' moet voor het moment liggen waarop aanmelden stopt.")]
    [InlineData("registration_closes: 2027-01-28T11:01\n",
        "'registration_closes' ligt na het einde. Kies een eerder moment, of laat het leeg.")]
    [InlineData("registration_opens: 2027-03-28T02:30\n", "")] // is not there
    [InlineData("questions:\n  - question: Welke?\n    kind: keuze\n    options: [deze]\n",
        "Geef bij ‘Welke?’ twee of meer keuzes, of kies een ander soort antwoord.")]
    [InlineData("questions:\n  - question: Welke?\n    options: [deze, die]\n",
        "Bij ‘Welke?’ staan keuzes. Kies als soort antwoord ‘Een keuze’, of haal ze weg.")]
    [InlineData("questions:\n  - question: Welke?\n  - question: welke?\n", "Een vraag staat er twee keer.")]
    public async Task How_an_event_takes_registrations_is_checked(string keys, string? wrong)
    {
        using var desk = new Desk(portal.Host);
        desk.Write("agenda/aanmelden.md", Given.Document(
            "activiteit-aanmelden", "activiteit",
            $"kind: kenniskring\nstarts: 2027-01-28T10:00\nends: 2027-01-28T11:00\nmode: online\n{keys}"));
        var errors = (await desk.TryImportAsync()).Errors.Select(error => error.Message).ToList();
        if (wrong is "") Assert.Single(errors);
        else Assert.Equal(wrong is null ? [] : [wrong], errors);
    }

    [Fact]
    public async Task An_editor_asks_a_question_in_the_form_without_a_letter_of_yaml()
    {
        const string yaml = """
            id: activiteit-vragen
            type: activiteit
            title: Vragen
            summary: Samenvatting.
            kind: training
            starts: 2027-01-28T10:00
            ends: 2027-01-28T11:00
            mode: online

            """;
        var type = DocumentType.Of<CalendarEvent>();
        var references = portal.Host.Services.GetRequiredService<References>();
        PostedProperties Read(Browser browser, string? button = null) =>
            PostedProperties.Read(browser.Send(button), type, yaml, references.Find);

        var added = Read((await Browser.OpenAsync(portal.Host, type, yaml)).Tick("p.registration", "portaal"), "add:p.questions");
        var browser = await Browser.ShowAsync(portal.Host, added.Form);
        browser.Type("p.questions[0].question", "Welke middag past je?").Tick("p.questions[0].kind", "keuze")
            .Type("p.questions[0].options", "maandag\ndinsdag").Tick("p.questions[0].required", "true");
        var posted = Read(browser);
        Assert.DoesNotContain(posted.Errors, error => error.Kind == FieldErrorKind.Refused);
        var item = (CalendarEvent)type.Read(FrontMatter.Read(posted.Yaml, type.Properties).Json);
        Assert.True(item.TakesRegistrations);
        var question = Assert.Single(item.Questions);
        Assert.Equal(("Welke middag past je?", AnswerKind.Choice, true), (question.Question, question.Kind, question.Required));
        Assert.Equal(["maandag", "dinsdag"], question.Options);
    }

    [Theory]
    [InlineData("2027-01-28T13:30", "2027-01-28T16:30", false, "donderdag 28 januari 2027, 13.30 tot 16.30 uur", "13.30 tot 16.30 uur")]
    [InlineData("2027-05-01T20:00", "2027-05-02T00:00", false, "zaterdag 1 mei 2027, 20.00 tot 24.00 uur", "20.00 tot 24.00 uur")]
    [InlineData("2027-12-31T22:00", "2028-01-01T01:00", false,
        "vrijdag 31 december 2027, 22.00 uur, tot zaterdag 1 januari 2028, 01.00 uur", "22.00 tot 01.00 uur de volgende dag")]
    [InlineData("2027-01-28T09:00", "2027-01-30T12:00", false,
        "donderdag 28 januari 2027, 09.00 uur, tot zaterdag 30 januari 2027, 12.00 uur", "vanaf 09.00 uur, tot en met 30 januari")]
    [InlineData("2027-01-28T00:00", "2027-01-28T00:00", true, "donderdag 28 januari 2027, de hele dag", "de hele dag")]
    [InlineData("2027-01-28T00:00", "2027-01-29T00:00", true, "donderdag 28 januari 2027 tot en met vrijdag 29 januari 2027",
        "tot en met 29 januari")]
    [InlineData("2027-10-31T02:30", "2027-10-31T04:00", false, "zondag 31 oktober 2027, 02.30 uur (zomertijd) tot 04.00 uur",
        "02.30 uur (zomertijd) tot 04.00 uur")]
    public void When_is_said_in_words(string starts, string ends, bool wholeDay, string whole, string hours)
    {
        var item = new CalendarEvent
        {
            Id = "activiteit-proef",
            Type = "activiteit",
            Title = "Proef",
            Kind = EventKind.Drill,
            Starts = DateTime.Parse(starts, CultureInfo.InvariantCulture),
            Ends = DateTime.Parse(ends, CultureInfo.InvariantCulture),
            WholeDay = wholeDay,
            Mode = EventMode.Online,
        };
        Assert.Equal((whole, hours), (EventTime.Whole(item).Replace('\u00A0', ' '), EventTime.Hours(item).Replace('\u00A0', ' ')));
    }
}
