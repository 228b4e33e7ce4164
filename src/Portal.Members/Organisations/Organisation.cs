namespace Portal.Members.Organisations;

/// <summary>An organisation whose people are members.</summary>
internal sealed class Organisation
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    /// <summary>Id of the organisatie document of its municipality; what new members start with.</summary>
    public string? Municipality { get; set; }

    /// <summary>One of <see cref="People.Domains"/>; what new members start with.</summary>
    public string? Domain { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public static Organisation Of(string name, string? municipality, string? domain, DateTimeOffset at) =>
        new() { Id = Guid.CreateVersion7(at), Name = name.Trim(), Municipality = municipality, Domain = domain, CreatedAt = at };
}
