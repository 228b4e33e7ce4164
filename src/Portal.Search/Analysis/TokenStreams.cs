using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace Portal.Search.Analysis;

/// <summary>
/// The words of a text for Lucene, folded: a composed word whole, and its parts from the same place on. First of the chain
/// <see cref="DutchTokenizer"/>, <see cref="PartFilter"/>, <see cref="LexemeFilter"/>.
/// </summary>
internal sealed class DutchTokenizer : Lucene.Net.Analysis.Tokenizer
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute step;
    private readonly IOffsetAttribute offset;
    private IEnumerator<(Tokenizer.Word Word, int Position)>? words;
    private int position, length;

    /// <summary>Reads a text.</summary>
    public DutchTokenizer(TextReader text) : base(text)
    {
        term = AddAttribute<ICharTermAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
        offset = AddAttribute<IOffsetAttribute>();
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (words is null)
        {
            var text = m_input.ReadToEnd();
            (length, position, words) = (text.Length, 0, DutchAnalyzer.Placed(text).GetEnumerator());
        }
        if (!words.MoveNext()) return false;
        ClearAttributes();
        var (word, place) = words.Current;
        term.SetEmpty().Append(word.Text);
        step.PositionIncrement = place - position;
        offset.SetOffset(word.Start, word.Start + word.Length);
        position = place;
        return true;
    }

    /// <inheritdoc/>
    public override void End()
    {
        base.End();
        offset.SetOffset(length, length);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        words = null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        words?.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Gives other terms at the place of a word, after the word itself; the offsets stay those of the word.</summary>
internal abstract class BesideFilter : TokenFilter
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute step;
    private readonly Queue<string> waiting = new();

    /// <summary>Adds to these.</summary>
    protected BesideFilter(TokenStream input) : base(input)
    {
        term = AddAttribute<ICharTermAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <summary>What stands beside a term.</summary>
    protected abstract IEnumerable<string> Beside(string text);

    /// <inheritdoc/>
    public sealed override bool IncrementToken()
    {
        if (waiting.TryDequeue(out var next))
        {
            term.SetEmpty().Append(next);
            step.PositionIncrement = 0;
            return true;
        }
        if (!m_input.IncrementToken()) return false;
        foreach (var text in Beside(term.ToString())) waiting.Enqueue(text);
        return true;
    }

    /// <inheritdoc/>
    public sealed override void Reset()
    {
        base.Reset();
        waiting.Clear();
    }
}

/// <summary>Gives, at the place of a compound, what its parts are found by; marked, so that they are told from what is written.</summary>
/// <param name="input">The words.</param>
/// <param name="parts">Of each compound its parts.</param>
internal sealed class PartFilter(TokenStream input, IReadOnlyDictionary<string, string[]> parts) : BesideFilter(input)
{
    /// <summary>Stands before a part; no word begins with it.</summary>
    public const char Mark = '~';

    /// <inheritdoc/>
    protected override IEnumerable<string> Beside(string text) =>
        parts.TryGetValue(text, out var found) ? found.Select(part => Mark + part) : [];
}

/// <summary>Gives, at the place of a word, its lemmas beside the word itself.</summary>
/// <param name="input">The words.</param>
internal sealed class LexemeFilter(TokenStream input) : BesideFilter(input)
{
    /// <inheritdoc/>
    protected override IEnumerable<string> Beside(string text) =>
        text.StartsWith(PartFilter.Mark) ? [] : DutchAnalyzer.LexemesOf(text).Skip(1);
}
