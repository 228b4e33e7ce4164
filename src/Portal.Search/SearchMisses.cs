using System.Security.Cryptography;
using System.Text;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Search;

/// <summary>
/// Counts questions for which nothing was found. No person stands with them, what looks like an address or a number of somebody is never
/// kept, and words are only kept once they were asked <see cref="FewestTimes"/> times: until then a hash is counted by.
/// </summary>
public sealed class SearchMisses(DbSession session, TimeProvider clock)
{
    /// <summary>How often something must be asked before anybody can read it.</summary>
    public const int FewestTimes = 3;

    // Longer questions tell of a case, and repeat themselves seldom.
    private const int LongestWords = 60, MostDigits = 4, MostKept = 20_000, DaysKept = 92;

    private DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>What was asked most in vain in the last three months, with how often.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IReadOnlyList<(string Words, int Times)>> ListAsync(int most, CancellationToken stop = default) =>
        await session.ListAsync(
            """
            select words, times from search.misses where words is not null and times >= $1 and last_on >= $2
            order by times desc, last_on desc, words limit $3
            """,
            [FewestTimes, Today.AddDays(-DaysKept), most], row => (row.Text(0), row.Number(1)), stop);

    /// <summary>Counts a question for which nothing was found.</summary>
    public async Task CountAsync(string question, CancellationToken stop)
    {
        if (WordsOf(question) is not { } words) return;
        await session.ExecuteAsync("delete from search.misses where last_on < $1", [Today.AddDays(-DaysKept)], stop);
        await session.ExecuteAsync(
            """
            insert into search.misses (key, times, first_on, last_on)
            select $1, 1, $2, $2 where (select count(*) from search.misses) < $5 or exists (select from search.misses where key = $1)
            on conflict (key) do update set times = search.misses.times + 1, last_on = excluded.last_on,
                words = case when search.misses.times + 1 >= $4 then $3 end
            """,
            [KeyOf(words), Today, words, FewestTimes, MostKept], stop);
    }

    /// <summary>Something is found for a question by now: it is no miss any more.</summary>
    internal async Task ForgetAsync(string question, CancellationToken stop)
    {
        if (WordsOf(question) is { } words)
            await session.ExecuteAsync("delete from search.misses where key = $1", [KeyOf(words)], stop);
    }

    // In lower case, with single blanks; null for what is not counted.
    private static string? WordsOf(string question)
    {
        var words = OneLine.Of(question.ToLower(DutchTime.Culture));
        return words.Length is 0 or > LongestWords || words.Contains('@', StringComparison.Ordinal)
            || words.Count(char.IsDigit) > MostDigits || words.Any(char.IsControl) ? null : words;
    }

    private static string KeyOf(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
}
