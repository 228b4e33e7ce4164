using System.Globalization;
using System.Net.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Portal.Calendar.Attendance;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>
/// Who is there: a list for at the door, on a phone. Each button is a form by itself; a script keeps what is tapped without internet and
/// sends it later (themes/scripts/take-attendance.ts). It forgets a tap only when it hears its id again: <see cref="StoredHeader"/> for
/// what is stored, <see cref="RefusedHeader"/> for what never will be. Any other answer may come of a session that ended, or of somebody
/// in between.
/// </summary>
internal sealed class AanwezigModel(
    LiveSite live, CurrentMember current, AttendanceBook book, WordOfTheDay words, TimeProvider clock) : DayPage(live, current)
{
    /// <summary>The headers that name the tap this is about.</summary>
    public const string StoredHeader = "Tap-Stored", RefusedHeader = "Tap-Refused";

    // At a door nobody scrolls past more, and a page of more is slow on a phone.
    private const int Most = 1_000;

    private IReadOnlyList<Attendee> all = [];

    /// <summary>Words that narrow the list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>The name of who walked in.</summary>
    [BindProperty]
    public string? Naam { get; set; }

    /// <summary>Their mail address.</summary>
    [BindProperty]
    public string? Adres { get; set; }

    /// <summary>Where they work.</summary>
    [BindProperty]
    public string? Organisatie { get; set; }

    /// <summary>The word of the day.</summary>
    [BindProperty]
    public string? Woord { get; set; }

    /// <summary>Who is shown.</summary>
    public IReadOnlyList<Attendee> Shown { get; private set; } = [];

    /// <summary>True where there are more than fit on the page: then a search asks the portal, also with script.</summary>
    public bool IsPart => all.Count > Most;

    /// <summary>How many were found and are not shown.</summary>
    public int More { get; private set; }

    /// <summary>How many are there.</summary>
    public int There => all.Count(one => one.IsThere);

    /// <summary>How many stand on the list.</summary>
    public int Expected => all.Count;

    /// <summary>Names the member to the browser that keeps taps for them.</summary>
    public string? Keeper => Current.Keeper;

    /// <summary>An id for who walks in.</summary>
    public Guid NewId { get; } = Guid.CreateVersion7();

    /// <summary>True where a word of the day can be of use.</summary>
    public bool HasWord => Event.Properties.Mode != EventMode.OnLocation;

    /// <summary>True when somebody walked in and something of them was not right: their form is open.</summary>
    public bool IsWalkInOpen { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop) => await ShowAsync(stop);

    /// <summary>A button of the list: who, and whether they are there.</summary>
    public async Task<IActionResult> OnPostAsync(string? tik, CancellationToken stop)
    {
        if (!Open("Aanwezigheid")) return NotFound();
        if (tik?.Split(' ') is not [var who, "0" or "1"] || !Guid.TryParse(who, out var whose)) return BadRequest();
        var present = tik.EndsWith('1');
        var tap = Tap.Now(Id, whose, present, clock.GetUtcNow(), AttendanceWay.List, Current.Id);
        if (!await book.RecordAsync(tap, stop)) return NotFound();
        var search = string.IsNullOrEmpty(Zoek) ? "" : $"?zoek={Uri.EscapeDataString(Zoek)}";
        return Redirect($"{Desk}/aanwezig{search}#wie-{whose}");
    }

    /// <summary>The same, by the script, maybe long after it was tapped.</summary>
    public async Task<IActionResult> OnPostTikAsync(Guid wie, bool present, Guid tap, string? geleden, CancellationToken stop)
    {
        if (tap == Guid.Empty || wie == Guid.Empty) return BadRequest();
        if (!Open("Aanwezigheid")) return Refused(tap, "Deze activiteit staat niet meer online.");
        var recorded = await book.RecordAsync(
            new Tap(Id, wie, tap, present, MomentOf(geleden), AttendanceWay.List, Current.Id), stop);
        return recorded ? Stored(tap) : Refused(tap, "Deze aanmelding is er niet meer.");
    }

    /// <summary>Somebody walked in; by the form, or with <paramref name="tap"/> by the script.</summary>
    public async Task<IActionResult> OnPostBinnenAsync(Guid wie, Guid? tap, string? geleden, CancellationToken stop)
    {
        if (wie == Guid.Empty) return BadRequest();
        if (!Open("Aanwezigheid")) return tap is { } lost ? Refused(lost, "Deze activiteit staat niet meer online.") : NotFound();
        if (ProblemOf() is var (field, problem))
        {
            if (tap is { } wrong) return Refused(wrong, problem);
            ModelState.AddModelError(field, problem);
            IsWalkInOpen = true;
            return await ShowAsync(stop);
        }
        var who = new WalkIn(wie, OneLine.Of(Naam), OneLine.Of(Adres) is { Length: > 0 } address ? address : null,
            OneLine.Of(Organisatie) is { Length: > 0 } organisation ? organisation : null);
        await book.WriteDownAsync(Id, who, MomentOf(geleden), Current.Id, stop);
        return tap is { } sent ? Stored(sent) : Told($"{who.Name} staat op aanwezig.", $"{Desk}/aanwezig");
    }

    /// <summary>Sets the word of the day.</summary>
    public async Task<IActionResult> OnPostWoordAsync(CancellationToken stop)
    {
        if (!Open("Aanwezigheid")) return NotFound();
        try
        {
            await words.SetAsync(Id, Woord, Current.Id, stop);
            return Told("Het woord is gekozen. Noem het in de bijeenkomst, en laat het zien.", $"{Desk}/aanwezig");
        }
        catch (RuleBroken rule)
        {
            ModelState.AddModelError(nameof(Woord), rule.Message);
            return await ShowAsync(stop);
        }
    }

    private async Task<IActionResult> ShowAsync(CancellationToken stop)
    {
        if (!Open("Aanwezigheid")) return NotFound();
        all = await book.ListAsync(Id, stop);
        IReadOnlyList<Attendee> found = string.IsNullOrWhiteSpace(Zoek) ? all : [.. all.Where(one => one.Fits(Zoek))];
        (Shown, More) = ([.. found.Take(Most)], Math.Max(0, found.Count - Most));
        if (HasWord && Woord is null) Woord = await words.OfAsync(Id, stop);
        return Page();
    }

    private (string Field, string Problem)? ProblemOf() => (OneLine.Of(Naam), OneLine.Of(Adres), OneLine.Of(Organisatie)) switch
    {
        ({ Length: 0 }, _, _) => (nameof(Naam), "Vul een naam in."),
        ({ Length: > WalkIn.MostLetters }, _, _) => (nameof(Naam), $"Houd de naam onder de {WalkIn.MostLetters} tekens."),
        (_, _, { Length: > WalkIn.MostLetters }) =>
            (nameof(Organisatie), $"Houd de organisatie onder de {WalkIn.MostLetters} tekens."),
        (_, { Length: > 0 } typed, _) when !(typed.Length <= 254 && MailAddress.TryCreate(typed, out var read) && read.Address == typed) =>
            (nameof(Adres), "Dit is geen e-mailadres. Schrijf het zoals naam@organisatie.nl"),
        _ => null,
    };

    private DateTimeOffset MomentOf(string? ago) => Tap.MomentOf(
        clock.GetUtcNow(), long.TryParse(ago, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var past) ? past : 0);

    private NoContentResult Stored(Guid tap)
    {
        Response.Headers[StoredHeader] = tap.ToString();
        return new NoContentResult();
    }

    private ContentResult Refused(Guid tap, string why)
    {
        Response.Headers[RefusedHeader] = tap.ToString();
        return new ContentResult { StatusCode = StatusCodes.Status409Conflict, Content = why, ContentType = "text/plain; charset=utf-8" };
    }
}
