using Portal.Platform.Conditions;

namespace Portal.Content.Editing;

/// <summary>Links inside the portal lead somewhere.</summary>
internal sealed class BrokenLinksCondition(BrokenLinks links) : ICondition
{
    public Task<Condition> LookAsync(CancellationToken stop) => Task.FromResult(Of(links.Current.Count));

    /// <summary>What this number of pages with a link to nowhere means.</summary>
    internal static Condition Of(int pages) => pages == 0
        ? Condition.Good("Geen link binnen het portaal gaat nergens heen.")
        : new(ConditionState.Attention, $"{Amounts.Of(pages, "pagina heeft", "pagina’s hebben")} een link die nergens heen gaat.")
        {
            Todo = "Vraag een redacteur om de links te verbeteren.",
            Door = ("Rapport over links", "/beheer/rapporten/links"),
        };
}
