using Microsoft.Extensions.Options;
using Portal.Calendar.Announcements;
using Portal.Calendar.Types;
using Portal.Platform;
using Portal.Tests.Calendar.Agenda;

namespace Portal.Tests.Calendar.Announcements;

/// <summary>Whatever an editor writes, what is told is iCalendar, and says the same.</summary>
public sealed class EventTextTests
{
    private readonly EventText text = new(Options.Create(new PlatformOptions { PublicUrl = "https://weerbaar.example" }));

    public static TheoryData<string> Titles => new(
        "Weten, doen; en dan \\ samen", "\\n is geen regel", "\\\\,;\\", "Regel één\r\nregel twee\nregel drie",
        "\"Aanhaling\": dubbele punt", new('é', 200), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 60)),
        string.Concat(Enumerable.Repeat("日本語 ", 50)), new('x', 200), "END:VEVENT");

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_title_is_told_as_it_was_written(string title)
    {
        var calendar = StrictCalendar.Read(text.Calendar(title, "https://weerbaar.example/agenda.ics", [Told(title)]).ToArray());
        Assert.Empty(calendar.Problems);
        var oneLine = title.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Trim();
        Assert.Equal(oneLine, Assert.Single(calendar.Events)["SUMMARY"]!.Text);
    }

    [Fact]
    public void Every_number_of_letters_is_folded_within_75_octets()
    {
        for (var length = 1; length < 160; length++)
            foreach (var letter in new[] { "a", "é", "€", "😀" })
                Assert.Empty(ProblemsOf(string.Concat(Enumerable.Repeat(letter, length))));
    }

    private IReadOnlyList<string> ProblemsOf(string title) =>
        StrictCalendar.Read(text.Calendar("Proef", null, [Told(title)]).ToArray()).Problems;

    private ToldEvent Told(string title)
    {
        var at = new DateTimeOffset(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
        var told = new Announcement("activiteit-proef", Guid.Empty, "/agenda/proef", false, new CalendarEvent
        {
            Id = "activiteit-proef",
            Type = "activiteit",
            Title = title,
            Summary = title,
            Kind = EventKind.Drill,
            Starts = new(2027, 1, 28, 13, 30, 0, DateTimeKind.Unspecified),
            Ends = new(2027, 1, 28, 16, 30, 0, DateTimeKind.Unspecified),
            Mode = EventMode.OnLocation,
            Location = title,
        })
        {
            Sequence = 0,
            CreatedAt = at,
            ChangedAt = at,
        };
        return new ToldEvent(told, text.Of(told));
    }
}
