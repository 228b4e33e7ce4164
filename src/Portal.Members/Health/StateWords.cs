using Portal.Platform.Conditions;

namespace Portal.Members.Health;

/// <summary>How something stands, in words.</summary>
internal static class StateWords
{
    /// <summary>The word for a state.</summary>
    public static string Of(ConditionState state) => state switch
    {
        ConditionState.Urgent => "Nu doen",
        ConditionState.Attention => "Let op",
        ConditionState.Unknown => "Onbekend",
        _ => "Goed",
    };

    /// <summary>All of it in one sentence or two.</summary>
    public static string Of(ConditionOverview overview)
    {
        var (urgent, attention, unknown) = (
            overview.Count(ConditionState.Urgent), overview.Count(ConditionState.Attention), overview.Count(ConditionState.Unknown));
        var parts = new List<string>();
        if (urgent > 0) parts.Add(urgent == 1 ? "Eén ding moet je nu doen." : $"{urgent} dingen moet je nu doen.");
        if (attention > 0) parts.Add(
            attention == 1 ? "Eén ding vraagt deze week aandacht." : $"{attention} dingen vragen deze week aandacht.");
        if (unknown > 0) parts.Add(unknown == 1 ? "Eén ding konden we niet zien." : $"{unknown} dingen konden we niet zien.");
        if (parts.Count == 0) parts.Add("Alles is goed.");
        else if (overview.Count(ConditionState.Good) > 0) parts.Add("De rest is goed.");
        return string.Join(' ', parts);
    }
}
