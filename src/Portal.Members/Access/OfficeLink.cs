using Microsoft.Extensions.DependencyInjection;

namespace Portal.Members.Access;

/// <summary>A door in /beheer, shown to who may open it.</summary>
/// <param name="Title">Two or three words.</param>
/// <param name="About">What one does there, one sentence.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Rights">Who may: one of these <see cref="Access.Rights"/>.</param>
public sealed record OfficeLink(string Title, string About, string Path, params IReadOnlyList<string> Rights)
{
    /// <summary>
    /// True when what one does there holds for the whole site: closed to who keeps to a part of it (<see cref="IMemberParts"/>).
    /// </summary>
    public bool IsOfWholeSite { get; init; }
}

/// <summary>Registration of doors in /beheer, by each room in its own door.</summary>
public static class OfficeLinkRegistration
{
    /// <summary>Adds a door.</summary>
    public static IServiceCollection AddOfficeLink(this IServiceCollection services, OfficeLink link) => services.AddSingleton(link);
}
