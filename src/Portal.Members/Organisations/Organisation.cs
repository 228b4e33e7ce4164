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

    /// <summary>Who has an address in one of these mail domains (<c>voorbeeld.nl</c>) works here when they say so.</summary>
    public List<string> MailDomains { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>True when the address tells that its owner works here.</summary>
    public bool Recognises(string email) => MailDomains.Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    public static Organisation Of(string name, string? municipality, string? domain, DateTimeOffset at) =>
        new() { Id = Guid.CreateVersion7(at), Name = name.Trim(), Municipality = municipality, Domain = domain, CreatedAt = at };
}
