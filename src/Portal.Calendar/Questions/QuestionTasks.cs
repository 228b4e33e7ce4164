using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Calendar.Questions;

/// <summary>Which questions wait for an answer: one line, and one for each request that the law gives a day.</summary>
internal sealed class QuestionTasks(Inbox inbox) : IOfficeTasks
{
    private const string Group = "Vragen";
    private const int MostDue = 5;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfficeTask>> OfAsync(CurrentMember member, CancellationToken stop)
    {
        var kinds = QuestionKinds.SeenBy(member);
        var tasks = new List<OfficeTask>();
        if (kinds.Contains(QuestionKind.Privacy))
        {
            tasks.AddRange((await inbox.DueAsync(MostDue, stop)).Select(question => new OfficeTask(
                Group, $"Verzoek over gegevens {question.Code}: antwoord uiterlijk {question.DueOn!.Value.Long()}",
                $"/beheer/vragen/{question.Id}", "Beantwoord het")
            {
                Urgency = OfficeUrgency.Now,
            }));
        }
        if (kinds.Count == 0) return tasks;
        var (count, since) = await inbox.WaitingAsync([.. kinds.Where(kind => kind != QuestionKind.Privacy)], stop);
        if (count > 0)
        {
            var from = DutchTime.DateOf(since!.Value).Long();
            tasks.Add(new OfficeTask(
                Group,
                count == 1
                    ? $"1 vraag wacht op antwoord, sinds {from}"
                    : $"{count.ToString("N0", DutchTime.Culture)} vragen wachten op antwoord, de eerste sinds {from}",
                "/beheer/vragen", "Begin met de oudste")
            {
                Urgency = OfficeUrgency.Today,
            });
        }
        return tasks;
    }
}
