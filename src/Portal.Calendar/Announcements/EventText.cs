using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.Extensions.Options;
using Portal.Calendar.Types;
using Portal.Content.Types;
using Portal.Platform;
using Event = Ical.Net.CalendarComponents.CalendarEvent;

namespace Portal.Calendar.Announcements;

/// <summary>
/// Events as iCalendar (RFC 5545 and 7986), written by Ical.Net. Times are wall-clock times of Europe/Amsterdam
/// with the zone's rules beside them, as Outlook wants them (it takes no list of dates for a zone, and shows UTC as it stands).
/// </summary>
internal sealed class EventText(IOptions<PlatformOptions> platform)
{
    /// <summary>How often a program should ask again (RFC 7986, 5.7); most keep to a rhythm of their own.</summary>
    private const string AskAgain = "PT6H";

    private const string Zone = "Europe/Amsterdam";
    private const string End = "END:VCALENDAR\r\n";

    private static readonly byte[] Tail = Encoding.UTF8.GetBytes(End);

    /// <summary>The event, as a VEVENT.</summary>
    public byte[] Of(Announcement told)
    {
        var (item, isOff) = (told.Event, told.CancelledAt is not null);
        var address = new Uri(platform.Value.PublicUrl + told.Path);
        var written = new Event
        {
            Uid = told.Uid.ToString(),
            Sequence = told.Sequence,
            DtStamp = Utc(told.ChangedAt),
            Created = Utc(told.CreatedAt),
            LastModified = Utc(told.ChangedAt),
            DtStart = item.WholeDay ? Day(item.FirstDay) : TimeOf(item, item.Starts, item.BeginsAt),
            DtEnd = item.WholeDay ? Day(item.LastDay.AddDays(1)) : TimeOf(item, item.Ends, item.OverAt), // the day after the last (3.8.2.2)
            Summary = OneLine($"{(told.Sample ? "Voorbeeld: " : "")}{(isOff ? "Gaat niet door: " : "")}{item.Title}"),
            Description = $"{(item.Cancelled is { } why ? $"Gaat niet door. {why}\n\n" : "")}{item.Summary}\n\n{address}",
            Location = PlaceOf(item),
            Url = address,
            Status = isOff ? EventStatus.Cancelled : EventStatus.Confirmed,
            Transparency = item.WholeDay || isOff ? TransparencyType.Transparent : TransparencyType.Opaque,
            Categories = [item.Kind.Label()],
        };
        return FoldedLines.Of(new ComponentSerializer().SerializeToString(written)!);
    }

    /// <summary>A calendar with these events in it.</summary>
    /// <param name="name">What a program calls it.</param>
    /// <param name="address">Where it can be asked for again; null: this is a file, not a feed.</param>
    /// <param name="events">The events.</param>
    public ReadOnlyMemory<byte> Calendar(string name, string? address, IReadOnlyList<ToldEvent> events)
    {
        var head = FoldedLines.Of(Head(name, address));
        var whole = new byte[head.Length + events.Sum(one => one.Text.Length) + Tail.Length];
        var at = head.Length;
        head.CopyTo(whole, 0);
        foreach (var one in events)
        {
            one.Text.Span.CopyTo(whole.AsSpan(at));
            at += one.Text.Length;
        }
        Tail.CopyTo(whole, at);
        return whole;
    }

    private static string Head(string name, string? address)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Weerbare Jeugd//Agenda//NL", Method = CalendarMethods.Publish };
        if (address is not null)
        {
            calendar.AddProperty("NAME", name);
            calendar.AddProperty("X-WR-CALNAME", name);
            calendar.AddProperty("X-WR-TIMEZONE", Zone);
            var again = new CalendarProperty("REFRESH-INTERVAL", AskAgain);
            again.AddParameter("VALUE", "DURATION");
            calendar.Properties.Add(again);
            calendar.AddProperty("X-PUBLISHED-TTL", AskAgain);
            var source = new CalendarProperty("SOURCE", address);
            source.AddParameter("VALUE", "URI");
            calendar.Properties.Add(source);
        }
        var zone = new VTimeZone(Zone);
        zone.Children.Add(Half("DAYLIGHT", "CEST", new DateTime(1970, 3, 29, 2, 0, 0), "+0100", "+0200"));
        zone.Children.Add(Half("STANDARD", "CET", new DateTime(1970, 10, 25, 3, 0, 0), "+0200", "+0100"));
        calendar.Children.Add(zone);
        var text = new CalendarSerializer().SerializeToString(calendar)!;
        return text[..^End.Length];
    }

    // The rule that holds since 1996, from 1970 on: what every program knows.
    private static VTimeZoneInfo Half(string name, string label, DateTime from, string before, string after) => new()
    {
        Name = name,
        TimeZoneName = label,
        Start = new CalDateTime(from),
        OffsetFrom = new UtcOffset(before),
        OffsetTo = new UtcOffset(after),
        RecurrenceRule = new RecurrenceRule(FrequencyType.Yearly) { ByMonth = [from.Month], ByDay = [new WeekDay(DayOfWeek.Sunday, -1)] },
    };

    private static string PlaceOf(Types.CalendarEvent item) => item.Mode == EventMode.Online
        ? "Online"
        : OneLine(string.Join(", ", new[] { item.Location, item.Address, item.Mode == EventMode.Hybrid ? "of online" : null }
            .Where(part => !string.IsNullOrWhiteSpace(part))));

    // A title in a calendar is one line.
    private static string OneLine(string text) =>
        string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static CalDateTime Utc(DateTimeOffset at) => new(at.UtcDateTime, "UTC", hasTime: true);

    // Of an hour that comes twice RFC 5545 means the first (3.3.5) and ical.js reads the second: there UTC leaves no choice.
    private static CalDateTime TimeOf(Types.CalendarEvent item, DateTime wallClock, DateTimeOffset at) =>
        DutchTime.ComesTwice(item.Starts) || DutchTime.ComesTwice(item.Ends)
            ? Utc(at)
            : new(DateTime.SpecifyKind(wallClock, DateTimeKind.Unspecified), Zone, hasTime: true);

    private static CalDateTime Day(DateOnly day) => new(day);
}
