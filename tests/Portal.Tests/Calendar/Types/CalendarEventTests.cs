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
}
