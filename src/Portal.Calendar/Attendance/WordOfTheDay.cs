using System.Globalization;
using System.Text;
using Portal.Calendar.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Calendar.Attendance;

/// <summary>What came of a word that somebody entered.</summary>
internal enum WordOutcome
{
    /// <summary>They are written down as present, now or before.</summary>
    Right,

    /// <summary>It is another word.</summary>
    Wrong,

    /// <summary>There were too many wrong ones: only the coordinator can help.</summary>
    Locked,

    /// <summary>There is no word.</summary>
    None,
}

/// <summary>
/// A word that is said in an online meeting: who enters it was there. It counts for the registration whose link it is entered by, a few
/// times wrong at most, and only while the meeting lasts and a while after it.
/// </summary>
internal sealed class WordOfTheDay(DbSession session, AttendanceBook book, TimeProvider clock)
{
    /// <summary>The most characters of a word.</summary>
    public const int MostLetters = 40;

    /// <summary>How many wrong words a registration has.</summary>
    public const int MostWrong = 5;

    /// <summary>How long after its end somebody can still enter it.</summary>
    public static readonly TimeSpan While = TimeSpan.FromHours(1);

    /// <summary>True while it can be entered.</summary>
    public static bool IsOpen(CalendarEvent item, DateTimeOffset now) =>
        item.Mode != EventMode.OnLocation && item.Cancelled is null && now >= item.BeginsAt && now <= item.OverAt + While;

    /// <summary>The word; null when there is none.</summary>
    public Task<string?> OfAsync(string eventId, CancellationToken stop) =>
        session.ValueAsync<string>("select word from calendar.event_words where event = $1", [eventId], stop);

    /// <summary>Sets the word; everybody may try anew.</summary>
    /// <exception cref="RuleBroken">It has no letter or number in it, or is too long.</exception>
    public async Task SetAsync(string eventId, string? typed, Guid by, CancellationToken stop)
    {
        var word = OneLine.Of(typed);
        if (KeyOf(word).Length == 0) throw new RuleBroken("Vul een woord in.");
        if (word.Length > MostLetters) throw new RuleBroken($"Kies een woord van hoogstens {MostLetters} tekens.");
        await session.InTransactionAsync(
            async () =>
            {
                await session.ExecuteAsync(
                    """
                    insert into calendar.event_words (event, word, set_at, set_by) values ($1, $2, $3, $4)
                    on conflict (event) do update set word = excluded.word, set_at = excluded.set_at, set_by = excluded.set_by
                    """,
                    [eventId, word, clock.GetUtcNow(), by], stop);
                await session.ExecuteAsync("delete from calendar.word_attempts where event = $1", [eventId], stop);
            },
            stop);
    }

    /// <summary>Somebody enters a word; whether it is open is for the caller to know.</summary>
    public Task<WordOutcome> EnterAsync(string eventId, Guid registration, string? typed, CancellationToken stop) =>
        session.InTransactionAsync(
            async () =>
            {
                if (await OfAsync(eventId, stop) is not { } word) return WordOutcome.None;
                // Taken before the look, so that a hundred at once have no more tries than a hundred after each other.
                var taken = await session.ValueAsync<int?>(
                    """
                    insert into calendar.word_attempts as known (event, registration_id, taken, last_at) values ($1, $2, 1, $3)
                    on conflict (event, registration_id) do update set taken = known.taken + 1, last_at = excluded.last_at
                    where known.taken < $4
                    returning taken
                    """,
                    [eventId, registration, clock.GetUtcNow(), MostWrong], stop);
                if (taken is null) return WordOutcome.Locked;
                if (KeyOf(typed) != KeyOf(word)) return WordOutcome.Wrong;
                await session.ExecuteAsync(
                    "update calendar.word_attempts set taken = greatest(taken - 1, 0) where event = $1 and registration_id = $2",
                    [eventId, registration], stop);
                var tap = Tap.Now(eventId, registration, present: true, clock.GetUtcNow(), AttendanceWay.Word, null);
                return await book.RecordAsync(tap, stop) ? WordOutcome.Right : WordOutcome.None;
            },
            stop);

    // It is heard and typed on a phone: capitals, marks, spaces and hyphens say nothing.
    private static string KeyOf(string? typed) => string.Concat(
        (typed ?? "").Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit)).ToUpper(CultureInfo.InvariantCulture);
}
