using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Pages;

/// <summary>
/// The first part of addresses that a room answers by itself and that no document may have. Pages need none: they are seen. It is for
/// what is mapped or served otherwise, and for what is promised.
/// </summary>
/// <param name="FirstPart">What stands between the first and the second slash: <c>api</c>.</param>
public sealed record ReservedAddress(string FirstPart);

/// <summary>Registration of reserved addresses, by each room in its own door.</summary>
public static class ReservedAddressRegistration
{
    /// <summary>Keeps the addresses that begin with these parts for the calling room.</summary>
    public static IServiceCollection AddReservedAddresses(this IServiceCollection services, params IEnumerable<string> firstParts)
    {
        foreach (var part in firstParts) services.AddSingleton(new ReservedAddress(part));
        return services;
    }
}
