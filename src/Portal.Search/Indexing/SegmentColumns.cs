using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Portal.Search.Indexing;

/// <summary>
/// What stands beside each section of a segment: of which page it is, its type and what it can be narrowed to. Read once for each
/// segment, which never changes.
/// </summary>
internal sealed class SegmentColumns
{
    private static readonly ConditionalWeakTable<object, SegmentColumns> Known = [];

    private SegmentColumns(AtomicReader reader)
    {
        var count = reader.MaxDoc;
        (Pages, Types, Filters, Sections, Days) = (new long[count], new int[count], new int[count], new int[count], new int[count]);
        Parts = new int[count];
        if (count == 0) return;
        var pages = reader.GetNumericDocValues(SectionField.Page);
        var sections = reader.GetNumericDocValues(SectionField.Section);
        var days = reader.GetNumericDocValues(SectionField.FreshOn);
        var (types, filters) = (reader.GetSortedDocValues(SectionField.Type), reader.GetSortedDocValues(SectionField.Filters));
        var (typeNames, filterNames) = (NamesOf(types), NamesOf(filters));
        for (var doc = 0; doc < count; doc++)
        {
            (Pages[doc], Sections[doc], Days[doc]) = (pages.Get(doc), (int)sections.Get(doc), (int)days.Get(doc));
            (Types[doc], Filters[doc]) = (typeNames[types.GetOrd(doc)], filterNames[filters.GetOrd(doc)]);
        }
        for (var (begin, doc) = (0, 1); doc <= count; doc++)
        {
            if (doc < count && Pages[doc] == Pages[begin]) continue;
            Array.Fill(Parts, doc - begin, begin, doc - begin);
            begin = doc;
        }
    }

    /// <summary>Of each section, the number of its page.</summary>
    public long[] Pages { get; }

    /// <summary>Of each section, of how many parts its page is (<see cref="ValueSet.ToDocuments"/>).</summary>
    public int[] Parts { get; }

    /// <summary>Of each section, its type and how that is called (<see cref="Names"/>).</summary>
    public int[] Types { get; }

    /// <summary>Of each section, the set of what it can be narrowed to (<see cref="Names"/>).</summary>
    public int[] Filters { get; }

    /// <summary>Of each section, its place in the page.</summary>
    public int[] Sections { get; }

    /// <summary>Of each section, the number of the day its page is about; 0 of what does not grow old.</summary>
    public int[] Days { get; }

    /// <summary>Whether it is a further part of the same section as the one before.</summary>
    public bool GoesOn(int doc) => doc > 0 && Pages[doc] == Pages[doc - 1] && Sections[doc] == Sections[doc - 1];

    /// <summary>The columns of a segment.</summary>
    public static SegmentColumns Of(AtomicReader reader) => Known.GetValue(reader.CoreCacheKey, _ => new SegmentColumns(reader));

    private static int[] NamesOf(SortedDocValues values)
    {
        var names = new int[values.ValueCount];
        var bytes = new BytesRef();
        for (var ord = 0; ord < names.Length; ord++)
        {
            values.LookupOrd(ord, bytes);
            names[ord] = Names.NumberOf(bytes.Utf8ToString());
        }
        return names;
    }
}

/// <summary>Numbers for the few names that stand beside many sections: types, and sets of what they can be narrowed to.</summary>
internal static class Names
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Numbers = new(StringComparer.Ordinal);
    private static string[][] all = new string[64][];
    private static Borne[]?[] borne = new Borne[64][];

    /// <summary>The number of a name, of lines; the same for as long as the process lives.</summary>
    public static int NumberOf(string name)
    {
        lock (Gate)
        {
            if (Numbers.TryGetValue(name, out var number)) return number;
            number = Numbers.Count;
            if (number == all.Length)
            {
                Array.Resize(ref all, number * 2);
                Array.Resize(ref borne, number * 2);
            }
            all[number] = name.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return Numbers[name] = number;
        }
    }

    /// <summary>The lines of the name of a number.</summary>
    public static string[] Of(int number) => Volatile.Read(ref all)[number];

    /// <summary>Of the set of a number, what it says to each filter (<see cref="SearchFilter.Every"/>).</summary>
    public static IReadOnlyList<Borne> BorneBy(int number)
    {
        var known = Volatile.Read(ref borne);
        if (number < known.Length && known[number] is { } its) return its;
        var lines = Of(number);
        its =
        [
            .. SearchFilter.Every.Select(filter => new Borne(
                lines.Contains(filter.WithAll), [.. lines.Select(filter.ValueOf).OfType<string>()])),
        ];
        if (number < known.Length) known[number] = its;
        return its;
    }

    /// <summary>The document type of a number, and how its documents are called.</summary>
    public static (string Type, string Label) TypeOf(int number) => Of(number) is [var type, var label] ? (type, label) : default;
}

/// <summary>What a page says to a filter.</summary>
/// <param name="IsForAll">Whichever value is chosen, it stays.</param>
/// <param name="Values">The values it has.</param>
internal sealed record Borne(bool IsForAll, IReadOnlyList<string> Values);
