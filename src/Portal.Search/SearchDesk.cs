using Portal.Platform;
using Portal.Search.Analysis;
using Portal.Search.Indexing;
using Portal.Search.Querying;

namespace Portal.Search;

/// <summary>What the office asks of search: how the index of this host stands, and why a question finds what it finds.</summary>
public sealed class SearchDesk
{
    /// <summary>Longest question that is answered, in characters.</summary>
    public const int LongestQuestion = SearchQuery.LongestText;

    private const int PagesShown = 10, MostReasons = 8, MostNear = 5;
    private const double Least = 0.05; // points that are worth a sentence

    private readonly LiveIndex live;
    private readonly TimeProvider clock;

    internal SearchDesk(LiveIndex live, TimeProvider clock) => (this.live, this.clock) = (live, clock);

    /// <summary>How the index of this host stands.</summary>
    public IndexStanding Standing
    {
        get
        {
            var (isBeingMade, state) = (live.IsBeingMade, live.State);
            return new IndexStanding(state.Sections, state.Bytes, state.MadeAt, state.FollowedAt)
            {
                IsBeingMade = isBeingMade,
                Progress = state.Making,
            };
        }
    }

    /// <summary>Begins to make the index of this host anew, beside the one that answers. One at a time.</summary>
    public void MakeAnew() => live.MakeAnew();

    /// <summary>
    /// Asks as a visitor does, and tells why. It is not counted (<see cref="SearchMisses"/>). Null: the index is still being made.
    /// </summary>
    /// <param name="text">The question.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<TriedQuestion?> TryAsync(string text, CancellationToken stop = default)
    {
        using var index = await live.AcquireAsync(stop);
        if (index is null) return null;
        var today = DutchTime.DateOf(clock.GetUtcNow()).DayNumber;
        var question = new QuestionReader(index).Read(text);
        var tried = new TriedQuestion(question.Corrected, [.. question.Terms.Select(term => Read(term, question))])
        {
            Excluded = [.. question.Excluded.Select(Reasons.WordsOf)],
            AsksMeaning = question.Intent == Intent.Definition,
            AsksWhatToDo = question.Intent == Intent.HowTo,
        };
        if (question.Terms.Count == 0) return tried;
        using var found = new Selection(index, question, new SearchQuery(text, Take: PagesShown) { Today = today });
        return tried with
        {
            Total = found.Total,
            Promoted = [.. SearchEngine.Promoted(index, question).Select(page => (page.Title, page.Url))],
            Pages = [.. found.Best().Index().Select(page => PageOf(index, question, found, page.Item, page.Index + 1, today))],
        };
    }

    private static TriedTerm Read(Term term, Question question) => new(term.Text)
    {
        IsQuoted = term.IsQuoted,
        IsUnknown = question.Unknown.Contains(term.Text),
        Same =
        [
            .. (term.Same is { } same ? [same, .. term.Others] : term.Others).Select(Reasons.WordsOf)
                .Where(words => words != term.Text).Distinct(),
        ],
        Apart = [.. term.Apart.Select(Reasons.WordsOf)],
        Near = [.. term.Beginnings.Concat(term.Alike.Select(like => like.Word)).Distinct().Take(MostNear)],
    };

    private static TriedPage PageOf(IndexSnapshot index, Question question, Selection found, FoundPage page, int rank, int today)
    {
        var (section, doc) = (index.Shown(page.First.Doc), page.First.Doc);
        var reasons = Reasons.Of(index.Searcher.Explain(found.Asked!, doc), question).ToList();
        if (found.Closer is { } closer) reasons.AddRange(Reasons.OfCloser(index.Searcher.Explain(closer, doc), WrittenIn(section)));
        // What part of the question stands there comes first: it says what the points of the words mean.
        var told = reasons.Where(reason => reason.Points >= Least).Select(reason => new TriedReason(reason.Says, reason.Points))
            .Concat(Around(page, question, section, today)).OrderByDescending(reason => Math.Abs(reason.Points)).Take(MostReasons).ToList();
        told.InsertRange(0, reasons.Where(reason => reason.Kind == ReasonKind.Share).Select(reason => new TriedReason(reason.Says, 0)));
        var rest = page.Score - told.Sum(reason => reason.Points);
        if (Math.Abs(rest) >= Least) told.Add(new TriedReason("kleine dingen samen", rest));
        return new TriedPage(rank, section.Title, section.Heading, section.Anchor is null ? section.Url : $"{section.Url}#{section.Anchor}")
        {
            Kind = section.TypeLabel,
            Points = page.Score,
            Reasons = told,
        };
    }

    // The word of a text by its lemma: what is learned from texts is learned as lemmas.
    private static Func<string, string> WrittenIn(SearchDocument section)
    {
        var words = DutchAnalyzer.Analyze($"{section.Title}\n{section.Body}").ToList();
        return lemma => words.Find(word => word.Lexemes.Contains(lemma))?.Surface ?? lemma;
    }

    // What the page has beside its best section: other sections, and its kind.
    private static IEnumerable<TriedReason> Around(FoundPage page, Question question, SearchDocument section, int today)
    {
        var others = Selection.OthersOf(page);
        if (others >= Least) yield return new TriedReason("andere stukken van de pagina gaan er ook over", others);
        var times = Ranking.Now.OfType(section.Type, question.Intent);
        var more = (page.First.Score + others) * (times - 1);
        if (Math.Abs(more) >= Least)
            yield return new TriedReason(
                string.Create(DutchTime.Culture, $"staat bij de soort {section.TypeLabel}, en die telt hier {times:0.##} keer"), more);
        var lost = (page.First.Score + others) * times * (Ranking.Now.Freshness(page.Day, today) - 1);
        if (Math.Abs(lost) >= Least)
            yield return new TriedReason($"gaat over {DateOnly.FromDayNumber(page.Day).Long()}, en dat is geweest", lost);
    }
}

/// <summary>How the index of a host stands.</summary>
/// <param name="Sections">Sections that can be found.</param>
/// <param name="Bytes">How much memory it takes.</param>
/// <param name="MadeAt">When it was made; null: there is none yet.</param>
/// <param name="FollowedAt">Up to when it has what was published; null: there is none yet.</param>
public sealed record IndexStanding(int Sections, long Bytes, DateTimeOffset? MadeAt, DateTimeOffset? FollowedAt)
{
    /// <summary>Whether it is being made now, for the first time or anew.</summary>
    public bool IsBeingMade { get; init; }

    /// <summary>Of the one that is being made: sections in it, and how many there are. Null: not counted yet, or none is.</summary>
    public (long Done, long All)? Progress { get; init; }
}

/// <summary>A question that an editor tried.</summary>
/// <param name="Corrected">The question as it was answered, when its spelling was corrected; else null.</param>
/// <param name="Terms">What it asks for.</param>
public sealed record TriedQuestion(string? Corrected, IReadOnlyList<TriedTerm> Terms)
{
    /// <summary>What must not occur.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    /// <summary>Whether it is read as asking for a meaning.</summary>
    public bool AsksMeaning { get; init; }

    /// <summary>Whether it is read as asking what to do.</summary>
    public bool AsksWhatToDo { get; init; }

    /// <summary>How many pages it finds.</summary>
    public int Total { get; init; }

    /// <summary>What editors chose as the first answer: title and address.</summary>
    public IReadOnlyList<(string Title, string Url)> Promoted { get; init; } = [];

    /// <summary>The first pages, best first.</summary>
    public IReadOnlyList<TriedPage> Pages { get; init; } = [];
}

/// <summary>A thing asked for, with what else counts for it.</summary>
/// <param name="Text">As typed, or as its spelling was corrected.</param>
public sealed record TriedTerm(string Text)
{
    /// <summary>Whether it must stand as it was typed.</summary>
    public bool IsQuoted { get; init; }

    /// <summary>Whether it occurs nowhere.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>What means the same.</summary>
    public IReadOnlyList<string> Same { get; init; } = [];

    /// <summary>The parts of a compound.</summary>
    public IReadOnlyList<string> Apart { get; init; } = [];

    /// <summary>Words that begin with it or look like it.</summary>
    public IReadOnlyList<string> Near { get; init; } = [];
}

/// <summary>A page that was found, with why.</summary>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Title">Its title.</param>
/// <param name="Heading">The heading of its best section, or null for its head.</param>
/// <param name="Href">Address that opens at that section.</param>
public sealed record TriedPage(int Rank, string Title, string? Heading, string Href)
{
    /// <summary>What kind of page it is, as the heading of a group.</summary>
    public required string Kind { get; init; }

    /// <summary>Its points.</summary>
    public double Points { get; init; }

    /// <summary>Where they come from; together they are its points but for what is too little to tell.</summary>
    public IReadOnlyList<TriedReason> Reasons { get; init; } = [];
}

/// <summary>A reason why a page has points.</summary>
/// <param name="Says">In words, the middle of a sentence.</param>
/// <param name="Points">How many points it gives; 0 for one that only explains others.</param>
public sealed record TriedReason(string Says, double Points);
