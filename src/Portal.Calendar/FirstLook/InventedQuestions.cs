using Portal.Members.FirstLook;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Search;

namespace Portal.Calendar.FirstLook;

/// <summary>
/// What invented visitors ask and search for in vain, so that who answers has something to look at. Who asked is nobody's account, and
/// nobody is mailed.
/// </summary>
internal sealed class InventedQuestions(DbSession session, IProfileChoices choices, SearchMisses misses, TimeProvider clock)
{
    private static readonly (string Kind, int Theme, int DaysAgo, string Subject, string Text)[] Asked =
    [
        ("advice", 0, 12, "Een plek voor een overleg", "Wie zit er bij jullie aan tafel als een school een signaal heeft?"),
        ("advice", 0, 6, "Samen met de wijkagent", "Hoe spreken we af wie het gesprek met de ouders voert?"),
        ("advice", 0, 2, "Een aanpak voor een kleine gemeente", "Wat kunnen wij doen met twee mensen?"),
        ("advice", 2, 9, "Ouders online", "Hebben jullie iets voor een ouderavond over geld verdienen online?"),
        ("advice", 2, 1, "Een app in de klas", "Een klas deelt filmpjes. Waar beginnen we?"),
        ("contact", -1, 4, "Trainer gezocht", "Wie geeft de training voor een heel team?"),
        ("fault", -1, 3, "Een link doet niets", "De link onder aan de pagina opent niets."),
    ];

    private static readonly (string Words, int Times)[] Missed =
        [("rolmodel in de klas", 9), ("geldezel app", 6), ("wapenbezit brugklas", 5), ("ouderavond draaiboek", 3)];

    /// <summary>Asks it, where it was not asked before.</summary>
    public Task MakeAsync(CancellationToken stop) => session.InTransactionAsync(() => AskAllAsync(stop), stop);

    private async Task AskAllAsync(CancellationToken stop)
    {
        var name = $"Jo Peters {Invented.Mark}";
        if (await session.ValueAsync<bool>("select exists (select from calendar.questions where name = $1)", [name], stop)) return;
        var (now, number, themes) = (clock.GetUtcNow().ToUniversalTime(), 0, choices.Themes);
        foreach (var (kind, theme, daysAgo, subject, text) in Asked)
        {
            var (id, at) = (Guid.CreateVersion7(now.AddDays(-daysAgo)), now.AddDays(-daysAgo));
            await session.ExecuteAsync(
                """
                insert into calendar.questions (id, kind, asked_at, name, address, theme, subject, page, warned, waiting_since)
                values ($1, $2, $3, $4, $5, $6, $7, $8, false, $3)
                """,
                [
                    id, kind, at, name, $"vraag-{++number}@voorbeeld.nl", theme >= 0 && theme < themes.Count ? themes[theme].Id : null,
                    $"{subject} {Invented.Mark}", kind == "fault" ? "/kennis" : null,
                ],
                stop);
            await session.ExecuteAsync(
                "insert into calendar.question_entries (id, question_id, kind, at, body) values ($1, $2, 'question', $3, $4)",
                [Guid.CreateVersion7(at), id, at, text], stop);
        }
        foreach (var (words, times) in Missed)
            for (var time = 0; time < times; time++) await misses.CountAsync($"{words} {Invented.Mark}", stop);
    }
}
