using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Pages;

/// <summary>
/// The first part of addresses that a room answers by itself and that no document may have. Pages need none: they are seen. It is for
/// what is mapped or served otherwise, and for what is promised.
/// </summary>
/// <param name="FirstPart">What stands between the first and the second slash: <c>api</c>.</param>
public sealed record ReservedAddress(string FirstPart);

/// <summary>
/// An address where a page of a room shows the document that stands there, and adds something of its own (a form below the text): a
/// document may have it, though what begins with it is reserved.
/// </summary>
/// <param name="Path">The whole path: <c>/contact</c>.</param>
public sealed record DocumentAddress(string Path);

/// <summary>Registration of reserved addresses, by each room in its own door.</summary>
public static class ReservedAddressRegistration
{
    /// <summary>Keeps the addresses that begin with these parts for the calling room.</summary>
    public static IServiceCollection AddReservedAddresses(this IServiceCollection services, params IEnumerable<string> firstParts)
    {
        foreach (var part in firstParts) services.AddSingleton(new ReservedAddress(part));
        return services;
    }

    /// <summary>Leaves these addresses to documents, which a page of the calling room shows.</summary>
    public static IServiceCollection AddDocumentAddresses(this IServiceCollection services, params IEnumerable<string> paths)
    {
        foreach (var path in paths) services.AddSingleton(new DocumentAddress(path));
        return services;
    }
}
