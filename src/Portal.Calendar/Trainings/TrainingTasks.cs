using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Calendar.Trainings;

/// <summary>Tells coordinators which training people ask for and nobody has planned.</summary>
internal sealed class TrainingTasks(WishFigures figures, LiveSite live, TimeProvider clock) : IOfficeTasks
{
    private const int Most = 5;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        if (!member.May(Rights.Coordinator)) return [];
        var site = live.Current;
        return
        [
            .. (await figures.ReadAsync(stop))
                .Select(wished => (Wished: wished, Training: site.Find<Training>(wished.Training)))
                .Where(one => one.Training is { Properties.Form: not TrainingForm.ELearning } training
                    && Catalogue.DatesOf(training.Id, site.All<CalendarEvent>(), clock.GetUtcNow()).Count == 0)
                .Take(Most)
                .Select(one => new OfficeTask(
                    "Gewild, en nog niet gepland", one.Training!.Title, "/beheer/agenda/wensen",
                    $"{one.Wished.People} of meer mensen willen deze training")),
        ];
    }
}
