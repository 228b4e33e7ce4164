using System.Text;

namespace Portal.Tests.Calendar.Agenda;

/// <summary>What checks the feeds finds what is wrong, and nothing else.</summary>
public sealed class StrictCalendarTests
{
    private const string Right = """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Proef//NL
        METHOD:PUBLISH
        BEGIN:VTIMEZONE
        TZID:Europe/Amsterdam
        BEGIN:DAYLIGHT
        DTSTART:19700329T020000
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
        TZOFFSETFROM:+0100
        TZOFFSETTO:+0200
        END:DAYLIGHT
        BEGIN:STANDARD
        DTSTART:19701025T030000
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
        TZOFFSETFROM:+0200
        TZOFFSETTO:+0100
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:een
        DTSTAMP:20260101T000000Z
        DTSTART;TZID=Europe/Amsterdam:20270128T133000
        DTEND;TZID=Europe/Amsterdam:20270128T163000
        SUMMARY:Komma\, puntkomma\; schuin \\ en regel\nhier
        END:VEVENT
        END:VCALENDAR

        """;

    [Fact]
    public void A_right_calendar_has_no_problems() => Assert.Empty(StrictCalendar.Read(Bytes(Right)).Problems);

    [Theory]
    [InlineData("UID:een\n", "", "VEVENT has no UID")]
    [InlineData("DTSTAMP:20260101T000000Z\n", "", "VEVENT has no DTSTAMP")]
    [InlineData("DTSTAMP:20260101T000000Z", "DTSTAMP:20260101T000000", "DTSTAMP is not in UTC: 20260101T000000")]
    [InlineData("TZID:Europe/Amsterdam", "TZID:Europe/Brussels", "TZID Europe/Amsterdam is not defined")]
    [InlineData("T163000", "T120000", "ends at 20270128T120000, before 20270128T133000")]
    [InlineData("Komma\\,", "Komma,", "SUMMARY: a comma or semicolon is not escaped")]
    [InlineData("Komma\\,", "Komma\\x", "SUMMARY: unknown escape \\x")]
    [InlineData("hier", "hier\\", "SUMMARY: unknown escape \\")]
    [InlineData("SUMMARY:Komma", "SUMMARY:Dit is een veel te lange titel voor een regel van deze soort", "line 25 has 107 octets")]
    [InlineData("hier", "hier\u0007", "line 25 has control character 7")]
    [InlineData("20270128T133000", "20260329T023000", "DTSTART does not exist: 20260329T023000")]
    [InlineData("DTSTART;TZID=Europe/Amsterdam", "DTSTART", "DTSTART is no day, no time of a zone and no time in UTC: 20270128T133000")]
    [InlineData("METHOD:PUBLISH\n", "", "METHOD is not PUBLISH")]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n", "", "half of the zone has no RRULE")]
    [InlineData("END:VEVENT\n", "END:VEVENT\nBEGIN:VEVENT\nUID:een\nDTSTAMP:20260101T000000Z\nDTSTART;VALUE=DATE:20270101\nEND:VEVENT\n",
        "UID een comes twice")]
    public void A_wrong_one_has_exactly_that_problem(string right, string wrong, string problem)
    {
        var problems = StrictCalendar.Read(Bytes(Right.Replace(right, wrong, StringComparison.Ordinal))).Problems;
        Assert.Equal([problem], problems);
    }

    [Fact]
    public void A_letter_that_is_cut_in_two_by_a_fold_is_found()
    {
        byte[] cut = [.. Bytes("BEGIN:VCALENDAR\nSUMMARY:caf"), 0xC3, .. "\r\n "u8, 0xA9, .. Bytes("\nEND:VCALENDAR\n")];
        Assert.Contains("line 2 is no UTF-8 by itself: a letter was cut in two", StrictCalendar.Read(cut).Problems);
    }

    [Fact]
    public void Line_ends_of_another_kind_are_found() =>
        Assert.Contains(
            StrictCalendar.Read(Encoding.UTF8.GetBytes(Right)).Problems,
            problem => problem.Contains("CR or LF", StringComparison.Ordinal));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal));
}
