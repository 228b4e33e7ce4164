using Lucene.Net.Analysis;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Portal.Search.Analysis;

namespace Portal.Search.Indexing;

/// <summary>
/// A section as the index takes it in (Examine: a value set): a page's key and its values by field. What it says is in the database; of
/// the same row it is always the same.
/// </summary>
/// <param name="Section">The section.</param>
/// <param name="Parts">Of each of its compounds, what the parts are found by.</param>
internal sealed record ValueSet(SearchDocument Section, IReadOnlyDictionary<string, string[]> Parts)
{
    private const int LengthOfPart = 1_800; // characters: some 250 words, more than most sections have

    private static readonly FieldType Words = Frozen(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, omitNorms: false);
    private static readonly FieldType PlacedWords = Frozen(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS, omitNorms: false);
    private static readonly FieldType Bare = Frozen(IndexOptions.DOCS_ONLY, omitNorms: true);

    /// <summary>The key of a page as a term.</summary>
    public static string KeyOf(Guid page) => page.ToString("N");

    /// <summary>The key of a page as a number: enough to tell pages apart, and quick to compare.</summary>
    public static long NumberOf(Guid page)
    {
        Span<byte> bytes = stackalloc byte[16];
        page.TryWriteBytes(bytes);
        return BitConverter.ToInt64(bytes) ^ BitConverter.ToInt64(bytes[8..]);
    }

    /// <summary>
    /// The sections of a page for Lucene. A long one comes in parts, each with title and heading: of a section of four pages it says little
    /// that all words of a question stand somewhere in it, and it would stand above the paragraph that answers.
    /// </summary>
    public static IEnumerable<Document> ToDocuments(IEnumerable<ValueSet> page) =>
        from set in page
        from text in PartsOf(set.Section.Body)
        select (set with { Section = set.Section with { Body = text } }).ToDocument();

    /// <summary>A text in parts of some paragraphs, about as long as each other; in a row they are the text.</summary>
    internal static IEnumerable<string> PartsOf(string text)
    {
        var rest = text;
        for (var parts = (int)Math.Round((double)text.Length / LengthOfPart); parts > 1; parts--)
        {
            var end = EndNear(rest, rest.Length / parts);
            yield return rest[..end];
            rest = rest[end..];
        }
        yield return rest;
    }

    // Behind a paragraph near that place, or else a sentence, or else a word.
    private static int EndNear(string text, int place)
    {
        var around = text.AsSpan(place - (place / 3), place / 3 * 2);
        foreach (var end in (ReadOnlySpan<string>)["\n", ". ", " "])
        {
            var (before, after) = (around[..(place / 3)].LastIndexOf(end), around[(place / 3)..].IndexOf(end));
            if (before < 0 && after < 0) continue;
            var isBefore = after < 0 || (before >= 0 && (place / 3) - before <= after);
            return place + end.Length + (isBefore ? before - (place / 3) : after);
        }
        return char.IsLowSurrogate(text[place]) ? place - 1 : place;
    }

    private Document ToDocument()
    {
        var heading = Section.Heading ?? Section.Keywords;
        return
        [
            new StringField(SectionField.Page, KeyOf(Section.EntityId), Field.Store.NO),
            new NumericDocValuesField(SectionField.Page, NumberOf(Section.EntityId)),
            // Only at the head of the page: there a question that is its title opens it.
            new StringField(SectionField.Subject, Section.Section == 0 ? DutchAnalyzer.Subject(Section.Title) : "", Field.Store.NO),
            new Field(SectionField.Title, Stream(Section.Title), Words),
            new Field(SectionField.Heading, Stream(heading), Words),
            new Field(SectionField.Body, Stream(Section.Body), PlacedWords),
            new Field(SectionField.Word, new DutchTokenizer(new StringReader($"{Section.Title}\n{heading}\n{Section.Body}")), Bare),
            new SortedDocValuesField(SectionField.Type, new BytesRef($"{Section.Type}\n{Section.TypeLabel}")),
            new SortedDocValuesField(SectionField.Filters, new BytesRef(string.Join('\n', Section.Filters))),
            new NumericDocValuesField(SectionField.Section, Section.Section),
            new NumericDocValuesField(SectionField.FreshOn, Section.FreshOn?.DayNumber ?? 0),
            new StoredField(SectionField.Shown, Shown.Pack(Section)),
            new BinaryDocValuesField(SectionField.Telling, new BytesRef(Telling.Pack(Section))),
        ];
    }

    private LexemeFilter Stream(string text) => new(new PartFilter(new DutchTokenizer(new StringReader(text)), Parts));

    private static FieldType Frozen(IndexOptions options, bool omitNorms)
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = options, OmitNorms = omitNorms };
        type.Freeze();
        return type;
    }
}

/// <summary>What a result shows of a section.</summary>
internal static class Shown
{
    /// <summary>As bytes, to be kept with the section.</summary>
    public static byte[] Pack(SearchDocument section)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes))
        {
            writer.Write(section.EntityId.ToByteArray());
            writer.Write(section.Section);
            foreach (var text in (string[])[section.Url, section.Type, section.TypeLabel, section.Title, section.Body]) writer.Write(text);
            foreach (var text in (string?[])[section.Anchor, section.Heading, section.Badge])
            {
                writer.Write(text is not null);
                if (text is not null) writer.Write(text);
            }
            writer.Write(section.Date?.DayNumber ?? -1);
        }
        return bytes.ToArray();
    }

    /// <summary>From those bytes.</summary>
    public static SearchDocument Unpack(BytesRef packed)
    {
        using var reader = new BinaryReader(new MemoryStream(packed.Bytes, packed.Offset, packed.Length, writable: false));
        var (id, number) = (new Guid(reader.ReadBytes(16)), reader.ReadInt32());
        var (url, type, label) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        var (title, body) = (reader.ReadString(), reader.ReadString());
        var (anchor, heading, badge) = (OrNull(), OrNull(), OrNull());
        var day = reader.ReadInt32();
        return new SearchDocument
        {
            EntityId = id,
            Section = number,
            Url = url,
            Anchor = anchor,
            Type = type,
            TypeLabel = label,
            Title = title,
            Heading = heading,
            Body = body,
            Badge = badge,
            Date = day < 0 ? null : DateOnly.FromDayNumber(day),
        };

        string? OrNull() => reader.ReadBoolean() ? reader.ReadString() : null;
    }
}
