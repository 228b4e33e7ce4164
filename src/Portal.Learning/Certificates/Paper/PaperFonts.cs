using System.Collections.Concurrent;
using System.Text;
using Portal.Platform;

namespace Portal.Learning.Certificates.Paper;

/// <summary>
/// The theme's fonts for PDFs (<c>themes/build/paper.mjs</c>). A face is several files, each with letters of its own: a text is
/// written in runs, every letter from the file that has it.
/// </summary>
internal static class PaperFonts
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<PaperFont>> Faces = new();

    /// <summary>The text in runs. A letter that no file has loses its marks, or becomes a question mark.</summary>
    public static IReadOnlyList<(PaperFont Font, string Text)> RunsOf(string face, string text)
    {
        var fonts = Faces.GetOrAdd(face, Read);
        var runs = new List<(PaperFont, string)>();
        var (font, run) = (fonts[0], new StringBuilder());
        foreach (var letter in text.Normalize().Select(letter => Writable(fonts, letter)).OfType<char>())
        {
            var best = fonts.First(file => file.Has(letter));
            if (best != font && run.Length > 0)
            {
                runs.Add((font, run.ToString()));
                run.Clear();
            }
            font = best;
            run.Append(letter);
        }
        if (run.Length > 0) runs.Add((font, run.ToString()));
        return runs;
    }

    private static char? Writable(IReadOnlyList<PaperFont> fonts, char letter)
    {
        bool Has(char sign) => fonts.Any(font => font.Has(sign));
        if (Has(letter)) return letter;
        if (char.IsLowSurrogate(letter)) return null; // the other half stands for both
        if (char.IsHighSurrogate(letter)) return '?';
        var bare = letter.ToString().Normalize(NormalizationForm.FormD)[0];
        return Has(bare) ? bare : char.IsWhiteSpace(letter) ? ' ' : '?';
    }

    private static List<PaperFont> Read(string face)
    {
        var folder = Path.Combine(Checkout.Root, "themes", "dist", "paper");
        if (!Directory.Exists(folder)) throw new StartupFailure("The theme is not built. Run: npm run theme");
        // The basic letters (text-latin) come before the extended ones (text-latin-ext).
        return [.. Directory.EnumerateFiles(folder, $"{face}-*.ttf").OrderBy(path => path.Length).Select(path => new PaperFont(Path.GetFileNameWithoutExtension(path), File.ReadAllBytes(path)))];
    }
}
