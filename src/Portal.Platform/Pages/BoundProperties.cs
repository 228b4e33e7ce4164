using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Pages;

/// <summary>
/// Describes to Razor Pages which properties of a page a request may fill: those that say so by an attribute (<c>[BindProperty]</c>,
/// <c>[FromQuery]</c>). The framework works out all metadata of every property of every page before it opens, also of those that it gives
/// every page itself; of five hundred pages that is a third of what a start takes.
/// </summary>
/// <param name="inner">The framework's own, asked of what may be filled.</param>
internal sealed class BoundProperties(IPageApplicationModelPartsProvider inner) : IPageApplicationModelPartsProvider
{
    // Of a program nothing of this changes; tests start many hosts.
    private static readonly ConcurrentDictionary<PropertyInfo, bool> Known = new();

    /// <inheritdoc/>
    public PagePropertyModel CreatePropertyModel(PropertyInfo property) =>
        Known.GetOrAdd(property, static one => one.IsDefined(typeof(IBindingSourceMetadata), inherit: true))
            ? inner.CreatePropertyModel(property) : new PagePropertyModel(property, []) { PropertyName = property.Name };

    /// <inheritdoc/>
    public PageHandlerModel? CreateHandlerModel(MethodInfo method) => inner.CreateHandlerModel(method);

    /// <inheritdoc/>
    public PageParameterModel CreateParameterModel(ParameterInfo parameter) => inner.CreateParameterModel(parameter);

    /// <inheritdoc/>
    public bool IsHandler(MethodInfo methodInfo) => inner.IsHandler(methodInfo);
}

/// <summary>Registers it.</summary>
public static class BoundPropertiesRegistration
{
    /// <summary>Lets only properties that say so be filled by a request; after <c>AddRazorPages</c>.</summary>
    public static IServiceCollection AddBoundProperties(this IServiceCollection services)
    {
        var own = services.Last(service => service.ServiceType == typeof(IPageApplicationModelPartsProvider)).ImplementationType!;
        return services.AddSingleton<IPageApplicationModelPartsProvider>(scope => new BoundProperties(
            (IPageApplicationModelPartsProvider)ActivatorUtilities.CreateInstance(scope, own)));
    }
}
