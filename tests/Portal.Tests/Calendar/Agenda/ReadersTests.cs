using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Agenda;

/// <summary>What others read in a feed: ical.js (Thunderbird's reader) and python3-icalendar, each apart from what wrote it.</summary>
public sealed class ReadersTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private static readonly Hard[] All =
    [
        new("komma", "Weten, doen; en \\ samen", "2027-02-03T13:30", "2027-02-03T14:30", "2027-02-03T12:30:00Z", "2027-02-03T13:30:00Z"),
        new("regels", "Regel één\nregel twee", "2027-07-03T13:30", "2027-07-03T16:30", "2027-07-03T11:30:00Z", "2027-07-03T14:30:00Z"),
        new(
            "emoji", "Café 👩‍👩‍👧‍👦 en 🇳🇱: 日本語", "2027-02-04T09:00", "2027-02-04T10:00", "2027-02-04T08:00:00Z",
            "2027-02-04T09:00:00Z"),
        new("lang", new('é', 120), "2027-02-05T09:00", "2027-02-05T10:00", "2027-02-05T08:00:00Z", "2027-02-05T09:00:00Z"),
        new("voorjaar", "Zomertijd", "2027-03-28T01:30", "2027-03-28T03:30", "2027-03-28T00:30:00Z", "2027-03-28T01:30:00Z"),
        new("najaar", "Wintertijd", "2027-10-31T02:30", "2027-10-31T03:30", "2027-10-31T00:30:00Z", "2027-10-31T02:30:00Z"),
        new("jaarwisseling", "Oud en nieuw", "2027-12-31T22:00", "2028-01-01T01:00", "2027-12-31T21:00:00Z", "2028-01-01T00:00:00Z"),
        new("hele-dagen", "Drie dagen", "2027-12-30T00:00", "2028-01-01T00:00", "2027-12-30", "2028-01-02") { WholeDay = true },
        new("middernacht", "Tot twaalf uur", "2027-05-01T20:00", "2027-05-02T00:00", "2027-05-01T18:00:00Z", "2027-05-01T22:00:00Z"),
    ];

    [Fact]
    public async Task Both_read_every_title_and_every_moment_as_it_was_meant()
    {
        using var desk = new Desk(portal.Host);
        foreach (var one in All) desk.Write($"agenda/moeilijk-{one.Id}.md", one.File);
        await desk.ImportAsync();
        byte[] feed = [];
        await Eventually.Async(
            async () =>
            {
                feed = await portal.Host.Client.GetByteArrayAsync(new Uri("/agenda.ics?soort=oefening", UriKind.Relative));
                return Array.TrueForAll(
                    All, one => Encoding.UTF8.GetString(feed).Contains($"/agenda/moeilijk-{one.Id}\r\n", StringComparison.Ordinal));
            },
            "all of them are told");
        Assert.Empty(StrictCalendar.Read(feed).Problems);

        foreach (var read in new[] { await IcalJsAsync(feed), await PythonAsync(feed) })
            foreach (var one in All)
            {
                var found = read.Single(other => other.Url.EndsWith($"/agenda/moeilijk-{one.Id}", StringComparison.Ordinal));
                Assert.Equal(
                    (one.Title.Replace('\n', ' '), one.From, one.To, "Alkmaar, zaal; links", "CONFIRMED", 0),
                    (found.Summary, found.Starts, found.Ends, found.Location, found.Status, found.Sequence));
            }
    }

    private static Task<List<ReadEvent>> IcalJsAsync(byte[] feed) => RunAsync(
        "node", ["--input-type=module", "-e",
        """
        import ICAL from "ical.js";
        const chunks = [];
        for await (const chunk of process.stdin) chunks.push(chunk);
        const calendar = new ICAL.Component(ICAL.parse(Buffer.concat(chunks).toString("utf8")));
        for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
        const said = (time) => time.isDate ? time.toString() : time.toJSDate().toISOString().replace(".000Z", "Z");
        console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map((one) => {
          const event = new ICAL.Event(one);
          return { Summary: event.summary, Starts: said(event.startDate), Ends: said(event.endDate), Location: event.location,
            Status: one.getFirstPropertyValue("status"), Sequence: event.sequence, Url: one.getFirstPropertyValue("url") };
        })));
        """], feed, "npm install");

    // Debian's own; another one on the PATH may lack it.
    private static Task<List<ReadEvent>> PythonAsync(byte[] feed) => RunAsync(
        "/usr/bin/python3", ["-c",
        """
        import sys, json, datetime, icalendar
        def said(when):
            if not isinstance(when, datetime.datetime): return when.isoformat()
            return when.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
        print(json.dumps([dict(Summary=str(one["SUMMARY"]), Starts=said(one["DTSTART"].dt), Ends=said(one["DTEND"].dt),
            Location=str(one["LOCATION"]), Status=str(one["STATUS"]), Sequence=int(one["SEQUENCE"]), Url=str(one["URL"]))
            for one in calendar.walk("VEVENT")]))
        """], feed, "the Debian package python3-icalendar");

    private static async Task<List<ReadEvent>> RunAsync(string program, string[] arguments, byte[] input, string needs)
    {
        using var reader = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Checkout.Root,
        })!;
        var (said, wrong) = (reader.StandardOutput.ReadToEndAsync(), reader.StandardError.ReadToEndAsync());
        await reader.StandardInput.BaseStream.WriteAsync(input);
        reader.StandardInput.Close();
        await reader.WaitForExitAsync();
        Assert.True(reader.ExitCode == 0, $"{program} did not do it; it needs {needs}.\n{await wrong}");
        return JsonSerializer.Deserialize<List<ReadEvent>>(await said)!;
    }

    private sealed record ReadEvent(string Summary, string Starts, string Ends, string Location, string Status, int Sequence, string Url);

    // How it is written, and what a reader makes of it: in UTC, or as days.
    private sealed record Hard(string Id, string Title, string Starts, string Ends, string From, string To)
    {
        public bool WholeDay { get; init; }

        public string File => Given.Document(
            $"activiteit-moeilijk-{Id}", "activiteit",
            $"kind: oefening\nstarts: {Starts}\nends: {Ends}\nwhole_day: {(WholeDay ? "true" : "false")}\n"
                + "mode: op_locatie\nlocation: \"Alkmaar, zaal; links\"\n")
            .Replace("title: Titel", $"title: {JsonSerializer.Serialize(Title, Plain)}", StringComparison.Ordinal);

        private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
