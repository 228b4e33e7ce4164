namespace Portal.Members.People;

/// <summary>The four domains of the network, as stored and as shown.</summary>
public static class Domains
{
    /// <summary>All four.</summary>
    public static IReadOnlyList<Choice> All { get; } =
        [new("veiligheid", "Veiligheid"), new("zorg", "Zorg"), new("sociaal", "Sociaal domein"), new("onderwijs", "Onderwijs")];
}
