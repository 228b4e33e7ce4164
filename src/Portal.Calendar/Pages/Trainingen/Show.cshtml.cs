using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Platform.Pages;

namespace Portal.Calendar.Pages.Trainingen;

/// <summary>One training: what it is, when it is given, where its e-learning stands; and whether a member would like it.</summary>
internal sealed class ShowModel(
    LiveSite live, Bodies bodies, PageTags tags, CurrentMember member, Wishes wishes, TimeProvider clock)
    : DocumentPage<Training>(live, bodies, tags)
{
    /// <summary>How many dates are shown.</summary>
    public const int MostDates = 12;

    /// <summary>When it is given: what is not over and goes on, by begin.</summary>
    public IReadOnlyList<PublishedDocument<CalendarEvent>> Dates { get; private set; } = [];

    /// <summary>The module of this portal that is its e-learning, or null.</summary>
    public PublishedDocument? Module { get; private set; }

    /// <summary>Who to turn to for it, or null.</summary>
    public PublishedDocument<Organisation>? Organiser { get; private set; }

    /// <summary>That the member would like it; null for who did not say so, and for a visitor.</summary>
    public MemberWish? Wish { get; private set; }

    /// <summary>The date of which they were told by mail; null: of none, or it is not online any more.</summary>
    public PublishedDocument<CalendarEvent>? ToldOf => Wish?.AnsweredBy is { } date ? Site.Find<CalendarEvent>(date) : null;

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsMember => member.IsSignedIn;

    /// <summary>True when it is given with others, or somebody gives it now.</summary>
    public bool IsLive => AsksWish || Dates.Count > 0;

    /// <summary>True when it is there to be done by oneself.</summary>
    public bool HasELearning => Properties.Form != TrainingForm.Live && (Module is not null || Properties.Url is not null);

    /// <summary>True when somebody has to plan it: an e-learning is there already.</summary>
    public bool AsksWish => Properties.Form != TrainingForm.ELearning;

    /// <summary>What belongs with it, without the dates and the module that stand above already.</summary>
    public IReadOnlyList<PublishedDocument> Beside =>
        [.. Related.Where(document => document.Id != Module?.Id && !Dates.Any(date => date.Id == document.Id))];

    /// <summary>How many places a date has; how many are left is told where one registers, for this page is kept.</summary>
    public static string? PlacesOf(CalendarEvent item) => item.Capacity is { } places
        ? $"Plaats voor {(places == 1 ? "één persoon" : $"{places} mensen")}"
        : null;

    /// <inheritdoc/>
    public override IActionResult OnGet()
    {
        var result = base.OnGet();
        if (Document is null) return result;
        Tags.UseClock();
        Dates = Catalogue.DatesOf(Document.Id, ListOf<CalendarEvent>(), clock.GetUtcNow());
        Module = Properties.Module is { } module ? Site.Find(module) : null;
        Organiser = Site.Find<Organisation>(Properties.Organiser);
        return result;
    }

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (member.IdOrNull is { } id && Site.At(Request.Path.Value!) is PublishedDocument<Training> asked)
            Wish = await wishes.OfAsync(id, asked.Id, HttpContext.RequestAborted);
        await next();
    }
}
