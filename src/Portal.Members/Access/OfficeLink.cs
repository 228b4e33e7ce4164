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

    /// <summary>For what one comes to the office: doors for one job stand together.</summary>
    public OfficeJob Job { get; init; } = OfficeJob.Portal;
}

/// <summary>What one comes to the office for, in the order of the home page.</summary>
public enum OfficeJob
{
    /// <summary>People ask, or look in vain.</summary>
    Answering,

    /// <summary>Who learns what, and when there is a training.</summary>
    Learning,

    /// <summary>What stands on the portal and in the newsletter.</summary>
    Writing,

    /// <summary>Accounts, organisations, readers of the newsletter.</summary>
    People,

    /// <summary>The portal itself: does it work, who did what.</summary>
    Portal,
}

/// <summary>Registration of doors in /beheer, by each room in its own door.</summary>
public static class OfficeLinkRegistration
{
    /// <summary>Adds a door.</summary>
    public static IServiceCollection AddOfficeLink(this IServiceCollection services, OfficeLink link) => services.AddSingleton(link);
}
