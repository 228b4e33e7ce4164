using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Members.People;

namespace Portal.Calendar.Pages.Agenda;

/// <summary>A page below an event on which somebody registers for it. Made anew each time: it says how many places are left.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal abstract class EventEntryPage(LiveSite live, Places places, RegistrationBook book, IProfileChoices choices, TimeProvider clock)
    : EntryPage(choices)
{
    /// <summary>The event as readers see it.</summary>
    public PublishedDocument<CalendarEvent> Document { get; private set; } = null!;

    /// <inheritdoc/>
    public override CalendarEvent Item => Document.Properties;

    /// <summary>How full it is.</summary>
    public Room Room { get; private set; } = new(null, 0, 0);

    /// <summary>Why nobody can register; null: one can.</summary>
    public string? Closed { get; protected set; }

    /// <summary>The same thing on other days that one can register for now, with how full each is.</summary>
    public IReadOnlyList<(PublishedDocument<CalendarEvent> Event, Counts Counts)> OtherTimes { get; private set; } = [];

    /// <summary>The pages above.</summary>
    public IReadOnlyList<Link> Trail => [new("Agenda", "/agenda"), new(Document.Title, Document.Path)];

    /// <summary>What a reader should know of the places.</summary>
    public string? PlacesLeft => Closed is not null || Room.Free is not { } free ? null
        : free > 0 && Room.Waiting == 0 ? $"Er {(free == 1 ? "is" : "zijn")} nog {Words.Count(free, "plaats", "plaatsen")}{OnLocation}."
        : !Item.WaitingList ? $"Het is vol{OnLocation}."
        : Room.Waiting == 0 ? $"Het is vol{OnLocation}. Meld je je aan, dan kom je op de wachtlijst."
        : $"Het is vol{OnLocation}. Meld je je aan, dan kom je op de wachtlijst. "
            + $"Er {(Room.Waiting == 1 ? "staat 1 iemand" : $"staan {Room.Waiting} mensen")} voor je.";

    /// <summary>True when who registers now waits for a place.</summary>
    public bool IsWaiting => Item.Mode != EventMode.Hybrid && (Room.Free == 0 || Room.Waiting > 0);

    /// <summary>What is said of the places of another day.</summary>
    public static string PlacesOf(CalendarEvent item, Counts counts) => item.Capacity is not { } all ? "plaats genoeg"
        : all - counts.Registered - counts.Offered is var free && free > 0 && counts.Waiting == 0
            ? $"nog {Words.Count(free, "plaats", "plaatsen")}"
        : item.WaitingList ? "vol, met wachtlijst" : "vol";

    private string OnLocation => Item.Mode == EventMode.Hybrid ? " op locatie" : "";

    /// <summary>Finds the event; false: there is none at this address.</summary>
    protected async Task<bool> FindAsync(string slug, CancellationToken stop)
    {
        if (live.Current.At($"/agenda/{slug}") is not PublishedDocument<CalendarEvent> found) return false;
        Document = found;
        ViewData["Title"] = $"Aanmelden: {found.Title}";
        ViewData["Robots"] = "noindex";
        ViewData["Nav"] = "Agenda";
        var now = clock.GetUtcNow();
        if (EntryRules.WhyClosed(Item, Item.Cancelled is not null, now) is { } why) Closed = VerdictWords.Of(why, Item);
        if (await places.EventAsync(found.Id, stop) is { } told) Room = await places.RoomAsync(told, stop);
        if (Closed is null && Room.Free == 0 && !Item.WaitingList && Item.Mode != EventMode.Hybrid)
            Closed = VerdictWords.Of(Verdict.Full, Item);
        if (Item.Series is { } series) await FindOthersAsync(series, now, stop);
        return true;
    }

    private async Task FindOthersAsync(string series, DateTimeOffset now, CancellationToken stop)
    {
        var others = live.Current.All<CalendarEvent>().Where(other => other.Id != Document.Id && other.Properties.Series == series
            && EntryRules.WhyClosed(other.Properties, other.Properties.Cancelled is not null, now) is null)
            .OrderBy(other => other.Properties.BeginsAt).Take(12).ToList();
        var counts = await book.CountsAsync([.. others.Select(other => other.Id)], stop);
        OtherTimes = [.. others.Select(other => (other, counts.GetValueOrDefault(other.Id, Counts.None)))];
    }
}
