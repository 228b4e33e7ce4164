using Portal.Platform.Conditions;
using Portal.Platform.Data;
using Portal.Search.Indexing;

namespace Portal.Search;

/// <summary>The index was made with the words of this version, and holds something.</summary>
internal sealed class IndexCondition(SearchIndex index, LiveIndex live, DbSession session) : ICondition
{
    public async Task<Condition> LookAsync(CancellationToken stop)
    {
        var isCurrent = await index.IsCurrentAsync(stop);
        var pages = await session.ValueAsync<long>("select count(distinct entity_id) from search.documents", [], stop);
        using var found = await live.AcquireAsync(stop);
        return found is null
            ? new(ConditionState.Attention, "De zoekindex wordt nog gemaakt: zoeken kan over een ogenblik.") : Of(isCurrent, pages);
    }

    /// <summary>What this means.</summary>
    internal static Condition Of(bool isCurrent, long pages) => (isCurrent, pages) switch
    {
        (false, _) => new(
            ConditionState.Urgent, "De zoekindex is van een andere versie van het portaal: zoeken geeft verkeerde antwoorden.")
        {
            Todo = "Vraag de technisch beheerder om het portaal opnieuw te starten, of om de opdracht reindex.",
        },
        (_, 0) => new(ConditionState.Attention, "De zoekindex is leeg: zoeken vindt niets.")
        {
            Todo = "Staat er al iets online? Vraag dan de technisch beheerder om de opdracht reindex.",
        },
        _ => Condition.Good($"De index is bij: {Amounts.Of(pages, "stuk is", "stukken zijn")} te vinden.") with
        {
            Door = ("Probeer het zoeken", "/zoeken"),
        },
    };
}
