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

/// <summary>Gives, at the place of a compound, what its parts are found by; marked, so that they are told from what is written.</summary>
internal sealed class PartFilter : TokenFilter
{
    /// <summary>Stands before a part; no word begins with it.</summary>
    public const char Mark = '~';

    private readonly IReadOnlyDictionary<string, string[]> parts;
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute step;
    private string[] waiting = [];
    private int next;

    /// <summary>Adds parts to words.</summary>
    /// <param name="input">The words.</param>
    /// <param name="parts">Of each compound its parts.</param>
    public PartFilter(TokenStream input, IReadOnlyDictionary<string, string[]> parts) : base(input)
    {
        this.parts = parts;
        term = AddAttribute<ICharTermAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (next < waiting.Length)
        {
            term.SetEmpty().Append(Mark).Append(waiting[next++]); // the offsets are still those of the compound
            step.PositionIncrement = 0;
            return true;
        }
        if (!m_input.IncrementToken()) return false;
        (waiting, next) = (parts.Count > 0 && parts.TryGetValue(term.ToString(), out var found) ? found : [], 0);
        return true;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        (waiting, next) = ([], 0);
    }
}

/// <summary>Gives, at the place of a word, its lemmas beside the word itself.</summary>
internal sealed class LexemeFilter : TokenFilter
{
    private readonly ICharTermAttribute term;
    private readonly IPositionIncrementAttribute step;
    private IReadOnlyList<string> waiting = [];
    private int next;

    /// <summary>Adds lemmas to words.</summary>
    public LexemeFilter(TokenStream input) : base(input)
    {
        term = AddAttribute<ICharTermAttribute>();
        step = AddAttribute<IPositionIncrementAttribute>();
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (next < waiting.Count)
        {
            term.SetEmpty().Append(waiting[next++]);
            step.PositionIncrement = 0;
            return true;
        }
        if (!m_input.IncrementToken()) return false;
        (waiting, next) = (term.Length > 0 && term[0] == PartFilter.Mark ? [] : DutchAnalyzer.LexemesOf(term.ToString()), 1);
        return true;
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        (waiting, next) = ([], 0);
    }
}
