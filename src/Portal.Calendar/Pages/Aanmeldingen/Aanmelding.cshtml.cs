using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.People;
using Portal.Platform.Mail;

namespace Portal.Calendar.Pages.Aanmeldingen;

/// <summary>
/// Somebody's own registration, by the signed link in every mail about it or from the account: take a place that is offered, change, go to
/// another date, cancel. Looking does nothing. The key stands in place of an antiforgery token; it shows no address whole and never what
/// somebody needs, for mails are forwarded.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[EnableRateLimiting(CalendarModule.RegisterRateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class AanmeldingModel(
    Places places, RegistrationBook book, RegistrationLinks links, OnlineRooms rooms, LiveSite live, IProfileChoices choices,
    TimeProvider clock) : EntryPage(choices)
{
    private static readonly CalendarEvent Nothing = new()
    {
        Id = "",
        Type = "",
        Title = "",
        Kind = default,
        Starts = default,
        Ends = default,
        Mode = default,
    };

    [BindProperty(SupportsGet = true, Name = "sleutel")]
    public string? Key { get; set; }

    /// <summary>The event to go to.</summary>
    [BindProperty(Name = "naar")]
    public string? To { get; set; }

    /// <summary>True where the page asks whether somebody is sure.</summary>
    [BindProperty(SupportsGet = true, Name = "afmelden")]
    public bool AsksToCancel { get; set; }

    /// <summary>Theirs; null: the link is none of ours, or of long ago.</summary>
    public Registration? Mine { get; private set; }

    /// <summary>The event, as it was published last.</summary>
    public Announcement Event { get; private set; } = null!;

    /// <inheritdoc/>
    public override CalendarEvent Item => Mine is null ? Nothing : Event.Event;

    /// <inheritdoc/>
    public override bool HidesNeeds => true;

    /// <summary>Whose turn it is before theirs, and theirs.</summary>
    public int Turn { get; private set; }

    /// <summary>The address of the online room, while it is shown to them.</summary>
    public string? RoomAddress { get; private set; }

    /// <summary>What was just done; null: nothing.</summary>
    public string? Message { get; private set; }

    /// <summary>Why it was not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The dates they can go to.</summary>
    public IReadOnlyList<(PublishedDocument<CalendarEvent> Event, Room Room)> OtherTimes { get; private set; } = [];

    /// <summary>It has begun: there is nothing to change any more.</summary>
    public bool HasBegun => clock.GetUtcNow() >= Event.Event.BeginsAt;

    /// <summary>They take part online.</summary>
    public bool ComesOnline => Item.Mode == EventMode.Online || Mine!.Online;

    public async Task OnGetAsync(CancellationToken stop)
    {
        await FindAsync(stop);
        if (Mine is not null) Show(Mine);
    }

    public Task<IActionResult> OnPostAcceptAsync(CancellationToken stop) =>
        DoAsync(id => places.AcceptAsync(id, stop), "Je hebt een plek. Je krijgt een mail ter bevestiging.", stop);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken stop) =>
        DoAsync(id => places.CancelAsync(id, byOffice: false, stop), "Je bent afgemeld. Je krijgt daar een mail over.", stop);

    public Task<IActionResult> OnPostMoveAsync(CancellationToken stop) => To is null
        ? DoAsync(_ => Task.FromResult(new Answer(Verdict.Unknown, Mine)), "", stop)
        : DoAsync(
            id => places.MoveAsync(id, To, byOffice: false, stop), "Je komt nu op dit moment. Je krijgt een mail ter bevestiging.", stop);

    public async Task<IActionResult> OnPostChangeAsync(CancellationToken stop)
    {
        await FindAsync(stop);
        if (Mine is not { IsLive: true } || HasBegun) return Page();
        if (!Read()) return Page();
        var now = EntrantOf(Name!, Address.Of(Mine.Address)!) with { Needs = Needs ?? Mine.Needs };
        return await DoAsync(id => places.ChangeAsync(id, now, stop), "Je wijziging is bewaard.", stop);
    }

    // A key that is none of ours gets the page that says so, whatever it asked for.
    private async Task<IActionResult> DoAsync(Func<Guid, Task<Answer>> work, string done, CancellationToken stop)
    {
        if (Mine is null) await FindAsync(stop);
        if (Mine is null) return Page();
        var answer = await work(Mine.Id);
        await FindAsync(stop);
        if (Mine is null) return Page();
        AsksToCancel = false;
        if (answer.Verdict == Verdict.Done) Message = done;
        else if (answer.Verdict == Verdict.Already) Refusal = "Op dat moment ben je ook al aangemeld.";
        else if (answer.Verdict == Verdict.Full) Refusal = "Daar is geen plek. Je eigen plek heb je nog.";
        else Refusal = VerdictWords.Of(answer.Verdict, Item);
        ModelState.Clear();
        Show(Mine);
        Needs = null;
        return Page();
    }

    private async Task FindAsync(CancellationToken stop)
    {
        Mine = null;
        if (links.OwnOf(Key) is not { } id || await places.FindAsync(id, stop) is not { State: not RegistrationState.Unconfirmed } mine
            || await places.EventAsync(mine.Event, stop) is not { } found)
            return;
        (Mine, Event) = (mine, found);
        if (mine.State == RegistrationState.Waiting) Turn = await book.TurnOfAsync(mine, stop);
        var now = clock.GetUtcNow();
        RoomAddress = mine.State == RegistrationState.Registered && ComesOnline && found.CancelledAt is null
            && now >= found.Event.BeginsAt - RegistrationMails.RoomShown && now < found.Event.OverAt
                ? await rooms.FindAsync(found.Id, stop) : null;
        if (mine.IsLive && !HasBegun && found.Event.Series is { } series) await FindOthersAsync(series, now, stop);
    }

    private async Task FindOthersAsync(string series, DateTimeOffset now, CancellationToken stop)
    {
        var others = new List<(PublishedDocument<CalendarEvent>, Room)>();
        foreach (var other in live.Current.All<CalendarEvent>().Where(other => other.Id != Event.Id && other.Properties.Series == series
            && EntryRules.WhyClosed(other.Properties, other.Properties.Cancelled is not null, now) is null)
            .OrderBy(other => other.Properties.BeginsAt).Take(12))
        {
            if (await places.EventAsync(other.Id, stop) is { } found) others.Add((other, await places.RoomAsync(found, stop)));
        }
        OtherTimes = others;
    }
}
