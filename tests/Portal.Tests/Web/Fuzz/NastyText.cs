namespace Portal.Tests.Web.Fuzz;

/// <summary>What a form or an address may hold, written as it goes over the line (percent-encoded).</summary>
internal static class NastyText
{
    private static readonly string[] Plain =
    [
        "", " ", "\t", "-1", "0", "1", "2", "7", "2147483648", "99999999999999999999", "1e999", "NaN", "1,5", "0x10", "٣", "on", "true",
        "false", "ja", "null", "undefined", "[]", "{}", "'", "\"", "\\", "%", "_", ";", "--", "' or 1=1 --", "<script>alert(1)</script>",
        "../../etc/passwd", "..\\..", "/", "//elders.example", "/é", "/\\elders.example", "/\t/elders.example", "http://elders.example",
        "javascript:alert(1)", "é", "日本", "👩‍👩‍👧", "\u202Eneppe", "\uFEFF", "\u200B", "\u00AD", "İI", "a\r\nX-Kop: ja",
        "0001-01-01",
        "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-02-30", "2026-11-28T12:00:00+05:30",
        "00000000-0000-0000-0000-000000000000",
        "a@b.nl", "\"a b\"@c.nl", "a@b", "@", "A@B.NL, c@d.nl", "123456", "AAAAA-BBBBB", "csv", "index", "constructor", "__proto__",
    ];

    private static readonly string[] Encoded =
    [
        "%00", "a%00b", "%20", "%20%20", "%0A", "%ED%A0%80", "%C0%AF", "%FF%FE", "%F4%90%80%80", "%E2%80%A8", "%2e%2e%2f", "%252e",
        "%2F", "%5C",
        "%7F", "%01", "%zz", "%",
    ];

    private static readonly int[] Lengths = [257, 1_025, 5_000, 40_000];

    /// <summary>A value; long ones only where a body has room for them.</summary>
    public static string One(Random random, IReadOnlyList<string> known, bool inBody)
    {
        var kind = random.Next(100);
        if (kind < 30 && known.Count > 0) return Uri.EscapeDataString(known[random.Next(known.Count)]);
        if (kind < 70) return Uri.EscapeDataString(Plain[random.Next(Plain.Length)]);
        if (kind < 90) return Encoded[random.Next(Encoded.Length)];
        if (kind < 95) return Guid.NewGuid().ToString(); // nobody's
        return new string('a', Lengths[random.Next(inBody ? Lengths.Length : 2)]);
    }
}
