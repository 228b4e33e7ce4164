using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Editing;
using Portal.Platform;

namespace Portal.Calendar.Drafts;

/// <summary>
/// Makes copies of an event as concepts: each a document of its own, with its own places and registrations, that nobody sees until an
/// editor puts it online.
/// </summary>
internal sealed class EventCopies(DocumentDesk desk, BegunDocuments begun, TimeProvider clock)
{
    /// <summary>Makes them, all or none; the same key again gives the same documents.</summary>
    /// <param name="source">The event's document.</param>
    /// <param name="title">Their title.</param>
    /// <param name="times">When they are.</param>
    /// <param name="series">The name that they share; null: as the event has it.</param>
    /// <param name="key">Names the form that asked.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>Their ids.</returns>
    /// <exception cref="RuleBroken">One cannot be.</exception>
    public Task<IReadOnlyList<string>> MakeAsync(
        string source, string title, IReadOnlyList<EventTimes> times, string? series, Guid key, Guid by, CancellationToken stop) =>
        begun.OnceAsync(
            $"kopie {key}",
            async () =>
            {
                var made = new List<string>();
                foreach (var one in times)
                {
                    var (id, problem) = await desk.CopyAsync(source, title, Front(one, series), by, stop);
                    made.Add(id ?? throw new RuleBroken(problem));
                }
                return made;
            },
            stop);

    // What was true of the other one only: when, whether it goes on, and who looked at it last.
    private Dictionary<string, JsonNode?> Front(EventTimes times, string? series)
    {
        var front = new Dictionary<string, JsonNode?>
        {
            ["starts"] = JsonValue.Create(EventTimes.Written(times.Starts)),
            ["ends"] = JsonValue.Create(EventTimes.Written(times.Ends)),
            ["published"] = JsonValue.Create(
                DutchTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ["cancelled"] = null,
            ["status"] = null,
            ["publish_at"] = null,
            ["reviewed_on"] = null,
            ["review_by"] = null,
        };
        if (series is not null) front["series"] = JsonValue.Create(series);
        return front;
    }
}
