using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Platform;

namespace Portal.Tests.Calendar.Agenda;

/// <summary>
/// Reads a file as iCalendar and says of everything that RFC 5545 and 7986 forbid: programs read more than they should, and each of them
/// something else.
/// </summary>
internal sealed partial class StrictCalendar
{
    private const int MostOctets = 75; // 3.1

    private static readonly HashSet<string> Texts =
        new(["SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "COMMENT", "TZNAME", "CATEGORIES", "UID", "PRODID"]);

    private static readonly Dictionary<string, string[]> Required = new()
    {
        ["VCALENDAR"] = ["PRODID", "VERSION"],
        ["VEVENT"] = ["UID", "DTSTAMP", "DTSTART"], // 3.6.1; DTSTAMP and UID always
        ["VTIMEZONE"] = ["TZID"],
        ["STANDARD"] = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
        ["DAYLIGHT"] = ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
    };

    private static readonly HashSet<string> Once = new(
    [
        "PRODID", "VERSION", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION",
        "URL", "LAST-MODIFIED", "CREATED", "TRANSP", "CLASS", "TZID", "REFRESH-INTERVAL", "SOURCE",
    ]);

    private readonly List<string> problems = [];

    private StrictCalendar(byte[] file)
    {
        CheckBytes(file);
        Root = Nest(Encoding.UTF8.GetString(file));
        if (Root is null) return;
        foreach (var component in Root.All()) Check(component);
        CheckWhole(Root);
    }

    /// <summary>What is wrong; empty: nothing.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>The calendar, or null when it cannot be read at all.</summary>
    public Component? Root { get; }

    /// <summary>Its events.</summary>
    public IReadOnlyList<Component> Events => [.. Root!.Children.Where(one => one.Name == "VEVENT")];

    public static StrictCalendar Read(byte[] file) => new(file);

    private void CheckBytes(byte[] file)
    {
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
        if (file.AsSpan().StartsWith("\uFEFF"u8)) problems.Add("begins with a byte order mark");
        if (!file.AsSpan().EndsWith("\r\n"u8)) problems.Add("does not end with CRLF");
        for (int at = 0, line = 1; at < file.Length; line++)
        {
            var length = file.AsSpan(at).IndexOf("\r\n"u8) is var found && found < 0 ? file.Length - at : found;
            var bytes = file.AsSpan(at, length);
            if (length > MostOctets) problems.Add($"line {line} has {length} octets");
            if (length == 0) problems.Add($"line {line} is empty");
            if (bytes.ContainsAny((byte)'\r', (byte)'\n')) problems.Add($"line {line} has a CR or LF by itself");
            foreach (var one in bytes)
                if ((one < 32 && one != 9) || one == 127)
                    problems.Add($"line {line} has control character {one}");
            try
            {
                strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                problems.Add($"line {line} is no UTF-8 by itself: a letter was cut in two");
            }
            at += length + 2;
        }
    }

    private Component? Nest(string text)
    {
        var open = new Stack<Component>();
        Component? root = null;
        foreach (var line in text.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\r\n\t", "", StringComparison.Ordinal)
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (ContentLine().Match(line) is not { Success: true } match)
            {
                problems.Add($"no content line: {line}");
                continue;
            }
            var property = new Property(
                match.Groups["name"].Value.ToUpperInvariant(),
                match.Groups["key"].Captures.Select(key => key.Value.ToUpperInvariant())
                    .Zip(match.Groups["of"].Captures.Select(value => value.Value.Trim('"')))
                    .ToDictionary(pair => pair.First, pair => pair.Second),
                match.Groups["value"].Value);
            if (property.Name == "BEGIN")
            {
                var component = new Component(property.Value);
                if (open.TryPeek(out var above)) above.Children.Add(component);
                else if (root is null) root = component;
                else problems.Add("more than one calendar");
                open.Push(component);
            }
            else if (property.Name == "END")
            {
                if (!open.TryPop(out var closed) || closed.Name != property.Value) problems.Add($"END:{property.Value} closes nothing");
            }
            else if (open.TryPeek(out var at)) at.Properties.Add(property);
            else problems.Add($"{property.Name} stands outside everything");
        }
        if (open.Count > 0) problems.Add($"{open.Peek().Name} is not closed");
        return root;
    }

    private void Check(Component component)
    {
        foreach (var name in Required.GetValueOrDefault(component.Name, []))
            if (component.Properties.All(property => property.Name != name)) problems.Add($"{component.Name} has no {name}");
        foreach (var name in component.Properties.GroupBy(property => property.Name)
            .Where(group => group.Count() > 1 && Once.Contains(group.Key)))
            problems.Add($"{component.Name} has {name.Key} more than once");
        foreach (var property in component.Properties) Check(property);
        if (component.Name == "VTIMEZONE") CheckZone(component);
        if (component.Name != "VEVENT" || component["DTSTART"] is not { } start || component["DTEND"] is not { } end) return;
        if (start.IsDay != end.IsDay) problems.Add("DTSTART and DTEND are not of one kind");
        if (string.CompareOrdinal(end.Value, start.Value) <= 0) problems.Add($"ends at {end.Value}, before {start.Value}");
    }

    private void CheckZone(Component zone)
    {
        if (zone.Children.ConvertAll(half => half.Name).Order(StringComparer.Ordinal).ToArray() is not ["DAYLIGHT", "STANDARD"])
            problems.Add("the zone has not one STANDARD and one DAYLIGHT, which Outlook needs");
        if (zone.Children.Exists(half => half["RRULE"] is null)) problems.Add("half of the zone has no RRULE");
    }

    private void Check(Property property)
    {
        if (Texts.Contains(property.Name))
        {
            if (BadEscape().Match(property.Value) is { Success: true } found)
                problems.Add($"{property.Name}: unknown escape {found.Groups["bad"].Value}");
            var bare = property.Name == "CATEGORIES" ? property.Value.Replace(",", "", StringComparison.Ordinal) : property.Value;
            if (Unescaped().IsMatch(bare) && property.Name is not ("UID" or "PRODID"))
                problems.Add($"{property.Name}: a comma or semicolon is not escaped");
        }
        switch (property.Name)
        {
            case "DTSTAMP" or "CREATED" or "LAST-MODIFIED" when !UtcMoment().IsMatch(property.Value):
                problems.Add($"{property.Name} is not in UTC: {property.Value}");
                break;
            case "DTSTART" or "DTEND" when !IsTime(property):
                problems.Add($"{property.Name} is no day, no time of a zone and no time in UTC: {property.Value}");
                break;
            case "DTSTART" or "DTEND" when property.Of.ContainsKey("TZID") && DutchTime.WhyMissing(property.Moment) is not null:
                problems.Add($"{property.Name} does not exist: {property.Value}");
                break;
            case "SEQUENCE" when !int.TryParse(property.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _):
                problems.Add($"SEQUENCE is no number: {property.Value}");
                break;
            case "STATUS" when property.Value is not ("CONFIRMED" or "CANCELLED" or "TENTATIVE"):
                problems.Add($"no such STATUS: {property.Value}");
                break;
            case "URL" or "SOURCE" when !Uri.TryCreate(property.Value, UriKind.Absolute, out _):
                problems.Add($"{property.Name} is no address: {property.Value}");
                break;
            case "REFRESH-INTERVAL" when property.Of.GetValueOrDefault("VALUE") != "DURATION" || !Duration().IsMatch(property.Value):
                problems.Add("REFRESH-INTERVAL is no DURATION");
                break;
        }
    }

    // Without a zone a time floats, and everybody reads another one.
    private static bool IsTime(Property property) =>
        property.IsDay ? Day().IsMatch(property.Value)
        : property.Of.ContainsKey("TZID") ? LocalMoment().IsMatch(property.Value)
        : UtcMoment().IsMatch(property.Value)
            || (property.Value.StartsWith("1970", StringComparison.Ordinal) && LocalMoment().IsMatch(property.Value)); // of the zone itself

    private void CheckWhole(Component root)
    {
        if (root.Name != "VCALENDAR") problems.Add($"is a {root.Name}");
        if (root["VERSION"]?.Value != "2.0") problems.Add("VERSION is not 2.0");
        if (root["METHOD"]?.Value != "PUBLISH") problems.Add("METHOD is not PUBLISH");
        var zones = root.Children.Where(one => one.Name == "VTIMEZONE").Select(zone => zone["TZID"]?.Value).ToList();
        var events = root.Children.Where(one => one.Name == "VEVENT").ToList();
        foreach (var zone in events.SelectMany(one => one.Properties).Select(one => one.Of.GetValueOrDefault("TZID")).OfType<string>()
            .Distinct())
            if (!zones.Contains(zone)) problems.Add($"TZID {zone} is not defined");
        if (zones.Distinct().Count() != zones.Count) problems.Add("a zone is defined twice");
        foreach (var uid in events.GroupBy(one => one["UID"]?.Value).Where(group => group.Count() > 1))
            problems.Add($"UID {uid.Key} comes twice");
        if (root.Children.Any(one => one.Name is not ("VEVENT" or "VTIMEZONE"))) problems.Add("holds something else than events");
    }

    [GeneratedRegex(
        """^(?<name>[A-Za-z0-9-]+)(;(?<key>[A-Za-z0-9-]+)=(?<of>"[^"]*"|[^";:,]*))*:(?<value>.*)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ContentLine();

    [GeneratedRegex("""(?<!\\)(?:\\\\)*(?<bad>\\(?:[^\\;,nN]|$))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BadEscape();

    [GeneratedRegex("""(?<!\\)(\\\\)*[;,]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unescaped();

    [GeneratedRegex("""^\d{8}T\d{6}Z$""", RegexOptions.None, 1000)]
    private static partial Regex UtcMoment();

    [GeneratedRegex("""^\d{8}T\d{6}$""", RegexOptions.None, 1000)]
    private static partial Regex LocalMoment();

    [GeneratedRegex("""^\d{8}$""", RegexOptions.None, 1000)]
    private static partial Regex Day();

    [GeneratedRegex("""^P(T\d+H|\d+D)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}

/// <summary>A part of a calendar.</summary>
internal sealed record Component(string Name)
{
    public List<Property> Properties { get; } = [];

    public List<Component> Children { get; } = [];

    public Property? this[string name] => Properties.FirstOrDefault(property => property.Name == name);

    public IEnumerable<Component> All() => [this, .. Children.SelectMany(child => child.All())];
}

/// <summary>A line of a calendar.</summary>
internal sealed record Property(string Name, IReadOnlyDictionary<string, string> Of, string Value)
{
    public bool IsDay => Of.GetValueOrDefault("VALUE") == "DATE";

    public DateTime Moment => DateTime.ParseExact(Value, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    /// <summary>The text without its escapes (3.3.11).</summary>
    public string Text => Regex.Replace(
        Value, """\\(?<sign>.)""", escape => escape.Groups["sign"].Value is "n" or "N" ? "\n" : escape.Groups["sign"].Value,
        RegexOptions.ExplicitCapture, Timeout.InfiniteTimeSpan);
}
