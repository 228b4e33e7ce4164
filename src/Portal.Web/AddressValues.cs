using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Portal.Web;

/// <summary>
/// What stands in the address is read from the address. Razor Pages asks a form first: with a field of the same name it would be about
/// another page than the one it was sent to, or about none.
/// </summary>
internal sealed class AddressValues : IPageApplicationModelConvention
{
    public void Apply(PageApplicationModel model)
    {
        if (model.RouteTemplate is not { Length: > 0 } template) return;
        var names = RoutePatternFactory.Parse(template).Parameters.Where(parameter => !parameter.IsOptional)
            .Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in model.HandlerProperties)
            if (property.BindingInfo is { } binding && names.Contains(binding.BinderModelName ?? property.PropertyName))
                binding.BindingSource = BindingSource.Path;
        foreach (var parameter in model.HandlerMethods.SelectMany(handler => handler.Parameters))
        {
            if (!names.Contains(parameter.BindingInfo?.BinderModelName ?? parameter.ParameterName)) continue;
            parameter.BindingInfo ??= new();
            parameter.BindingInfo.BindingSource = BindingSource.Path;
        }
    }
}
