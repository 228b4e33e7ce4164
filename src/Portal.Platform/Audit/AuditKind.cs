using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Audit;

/// <summary>What lines can be about, and how they are read: each room registers its own in its door.</summary>
/// <param name="Name">English key: <c>document</c>.</param>
/// <param name="Label">Dutch, one or two words: <c>Pagina</c>.</param>
public sealed record AuditKind(string Name, string Label)
{
    /// <summary>What can be done, by key, in Dutch as in "is ...": <c>online gezet</c>. A line of another action is refused.</summary>
    public required IReadOnlyDictionary<string, string> Actions { get; init; }

    /// <summary>Dutch names of what can change, by key.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Rights by which these lines are seen, beside an administrator's, and by which <see cref="Address"/> opens; none: an administrator's
    /// for both.
    /// </summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Whether it is about a person, who goes by a number.</summary>
    public bool IsPerson { get; init; }

    /// <summary>Where one finds in the office what a line is about; null: nowhere. Of a person: by their member id.</summary>
    public Func<AuditEntry, string?> Address { get; init; } = _ => null;

    /// <summary>Where one sees what changed, before and after; null: the facts say all.</summary>
    public Func<AuditEntry, string?> Comparison { get; init; } = _ => null;
}

/// <summary>Registration of what lines can be about.</summary>
public static class AuditKindRegistration
{
    /// <summary>Adds a kind.</summary>
    public static IServiceCollection AddAuditKind(this IServiceCollection services, AuditKind kind) => services.AddSingleton(kind);
}
