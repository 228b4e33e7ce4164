using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Calendar.Agenda;
using Portal.Calendar.Announcements;
using Portal.Calendar.Registrations;
using Portal.Content.Pages;
using Portal.Members.Access;

namespace Portal.Calendar.Pages.Beheer.Agenda;

/// <summary>The events with how many people come: what is to come, or what was.</summary>
[Authorize(Rights.Coordinator)]
internal sealed class IndexModel(EventBoard board, RegistrationBook book, OwnArea area, TimeProvider clock) : PageModel
{
    private const int PageSize = 30;

    /// <summary>True: what was, the last first.</summary>
    [BindProperty(SupportsGet = true, Name = "geweest")]
    public bool Past { get; set; }

    /// <summary>What is on the page.</summary>
    public string Lead => (area.District is { } own ? $"De activiteiten van district {own} en die voor de hele regio. " : "")
        + "Zie wie er komt en wie wacht. Wat een activiteit is en wanneer, schrijf je bij de inhoud.";

    /// <summary>The events of this page.</summary>
    public IReadOnlyList<Announcement> Events { get; private set; } = [];

    /// <summary>The way to the others.</summary>
    public Pager Pager { get; private set; } = null!;

    private IReadOnlyDictionary<string, Counts> counts = new Dictionary<string, Counts>();

    /// <summary>How many come to an event.</summary>
    public Counts CountsOf(Announcement found) => counts.GetValueOrDefault(found.Id, Counts.None);

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        ViewData["Title"] = "Agenda en aanmeldingen";
        ViewData["Robots"] = "noindex";
        var now = clock.GetUtcNow();
        var all = board.All.Select(one => one.Announcement)
            .Where(found => found.Event.OverAt < now == Past && area.Has(found.Event)).ToList();
        if (Past) all.Reverse();
        var chosen = KeyValuePair.Create<string, string?>("geweest", Past ? "true" : null);
        if (Pager.Of(Request, all.Count, PageSize, [chosen]) is not { } pager) return NotFound();
        (Pager, Events) = (pager, [.. all.Skip((pager.Number - 1) * PageSize).Take(PageSize)]);
        counts = await book.CountsAsync([.. Events.Select(found => found.Id)], stop);
        return Page();
    }

    /// <summary>"12 van 20"; without a limit the number.</summary>
    public static string PlacesOf(Announcement found, Counts counts) =>
        !found.Event.TakesRegistrations && counts == Counts.None ? "niet op dit portaal"
        : found.Event.Capacity is { } all
            ? string.Create(CultureInfo.InvariantCulture, $"{counts.Registered} van {all}")
            : counts.Registered.ToString(CultureInfo.InvariantCulture);
}
