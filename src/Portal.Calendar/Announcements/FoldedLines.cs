using System.Text;

namespace Portal.Calendar.Announcements;

/// <summary>
/// Folds lines at 75 octets (RFC 5545, 3.1). Ical.Net folds by itself, and cuts letters beyond the first plane (emoji) in two: its folds
/// are taken out, while the halves are still beside each other, and others put in.
/// </summary>
internal static class FoldedLines
{
    private const int MostOctets = 75;
    private const string Fold = "\r\n ";

    /// <summary>The text in UTF-8 with its lines folded between letters.</summary>
    public static byte[] Of(string text)
    {
        var folded = new MemoryStream(text.Length + 64);
        var room = MostOctets;
        Span<byte> letter = stackalloc byte[4];
        foreach (var rune in text.Replace(Fold, "", StringComparison.Ordinal).EnumerateRunes())
        {
            var octets = rune.EncodeToUtf8(letter);
            if (rune.Value == '\n') room = MostOctets;
            else if (rune.Value != '\r' && (room -= octets) < 0)
            {
                folded.Write("\r\n "u8);
                room = MostOctets - 1 - octets; // the space counts
            }
            folded.Write(letter[..octets]);
        }
        return folded.ToArray();
    }
}
