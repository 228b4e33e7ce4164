using System.Reflection;
using System.Xml.Linq;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Configuration.Models;
using Umbraco.Cms.Core.Models;
using Umbraco.Cms.Core.Models.Packaging;
using Umbraco.Cms.Core.Packaging;
using Umbraco.Cms.Core.PropertyEditors;
using Umbraco.Cms.Core.Serialization;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Core.Strings;

namespace Portal.UmbracoBridge.Tests.Support;

/// <summary>Umbraco's own code, with stubs where it asks for a database.</summary>
internal static class UmbracoCode
{
    /// <summary>Makes aliases and segments of addresses.</summary>
    public static IShortStringHelper Strings { get; } =
        new DefaultShortStringHelper(new DefaultShortStringHelperConfig().WithDefault(new RequestHandlerSettings()));

    /// <summary>Umbraco's parser of packages.</summary>
    public static CompiledPackage Parse(XDocument xml)
    {
        var constructor = typeof(ConflictingPackageData).GetConstructors().Single();
        var conflicts = constructor.Invoke(
            [.. constructor.GetParameters().Select(parameter => Stub.Of(parameter.ParameterType, _ => null))]);
        return new CompiledPackageXmlParser((ConflictingPackageData)conflicts).ToCompiledPackage(xml);
    }

    /// <summary>Umbraco's serializer, which looks data types up among these.</summary>
    public static IEntityXmlSerializer Serializer(IReadOnlyDictionary<Guid, IDataType> dataTypes, IContentTypeBase? contentType = null)
    {
        var constructor = typeof(Constants).Assembly.GetType("Umbraco.Cms.Core.Services.EntityXmlSerializer")!.GetConstructors()[0];
        var services = constructor.GetParameters().Select(parameter => Service(parameter.ParameterType));
        return (IEntityXmlSerializer)constructor.Invoke([.. services]);

        object Service(Type type) => type switch
        {
            _ when type == typeof(IShortStringHelper) => Strings,
            _ when type == typeof(PropertyEditorCollection) => Editors.All,
            _ when type == typeof(IConfigurationEditorJsonSerializer) => Editors.Json,
            _ when type == typeof(UrlSegmentProviderCollection) =>
                new UrlSegmentProviderCollection(() => [new DefaultUrlSegmentProvider(Strings)]),
            _ => Stub.Of(type, Answer),
        };

        object? Answer((MethodInfo Method, object?[] Arguments) call)
        {
            var result = call.Method.ReturnType;
            var asked = dataTypes.Values.FirstOrDefault(
                type => call.Arguments.Any(argument => Equals(argument, type.Key) || Equals(argument, type.Id)));
            if (result == typeof(IDataType)) return asked;
            if (result == typeof(Task<IDataType?>)) return Task.FromResult(asked);
            // Umbraco 18 asks for the key of a number first.
            if (result == typeof(Attempt<Guid>) && asked is not null) return Attempt.Succeed(asked.Key);
            return result.IsInstanceOfType(contentType) ? contentType : null;
        }
    }
}

/// <summary>Editors by alias, each with the storage it has in a stock Umbraco.</summary>
internal static class Editors
{
    private static readonly Dictionary<string, string> Storages = new()
    {
        ["Umbraco.TextBox"] = ValueTypes.String,
        ["Umbraco.TextArea"] = ValueTypes.Text,
        ["Umbraco.TrueFalse"] = ValueTypes.Integer,
        ["Umbraco.Integer"] = ValueTypes.Integer,
        ["Umbraco.Decimal"] = ValueTypes.Decimal,
        ["Umbraco.DateTime"] = ValueTypes.DateTime,
        ["Umbraco.ContentPicker"] = ValueTypes.String,
        ["Umbraco.MultiNodeTreePicker"] = ValueTypes.Text,
        ["Umbraco.MediaPicker3"] = ValueTypes.Json,
        ["Umbraco.ImageCropper"] = ValueTypes.Json,
        ["Umbraco.UploadField"] = ValueTypes.String,
        ["Umbraco.Label"] = ValueTypes.String,
        ["Umbraco.DropDown.Flexible"] = ValueTypes.String,
        ["Umbraco.MultipleTextstring"] = ValueTypes.Text,
        ["Umbraco.BlockList"] = ValueTypes.Json,
        ["Umbraco.RichText"] = ValueTypes.Text,
    };

    /// <summary>Reads and writes configurations.</summary>
    public static ConfigurationJson Json { get; } = new();

    /// <summary>All of them.</summary>
    public static PropertyEditorCollection All { get; } = new(new DataEditorCollection(() => Storages.Keys.Select(Of).ToList()));

    /// <summary>The editor with that alias.</summary>
    public static IDataEditor Of(string alias) => new Editor(alias, Storages[alias]);

    [DataEditor("any")]
    private sealed class Editor : DataEditor
    {
        public Editor(string alias, string storage) : base(new Factory(storage)) => Alias = alias;
    }

    private sealed class Factory(string storage) : IDataValueEditorFactory
    {
        public TDataValueEditor Create<TDataValueEditor>(params object[] args) where TDataValueEditor : class, IDataValueEditor =>
            (TDataValueEditor)(IDataValueEditor)new DataValueEditor(UmbracoCode.Strings, Json) { ValueType = storage };
    }
}

/// <summary>JSON of configurations.</summary>
internal sealed class ConfigurationJson : IConfigurationEditorJsonSerializer
{
    private static readonly System.Text.Json.JsonSerializerOptions Options =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public string Serialize(object? input) => System.Text.Json.JsonSerializer.Serialize(input, Options);

    /// <inheritdoc/>
    public T? Deserialize<T>(string input) => System.Text.Json.JsonSerializer.Deserialize<T>(input);

    /// <inheritdoc/>
    public bool TryDeserialize<T>(object input, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value) where T : class
    {
        value = null;
        return false;
    }
}

/// <summary>Stands for a service of Umbraco.</summary>
public class Stub : DispatchProxy
{
    private Func<(MethodInfo Method, object?[] Arguments), object?> answer = _ => null;

    /// <summary>A service that gives what is answered; where that is null, an empty list or the default.</summary>
    public static object Of(Type type, Func<(MethodInfo Method, object?[] Arguments), object?> answer)
    {
        var proxy = Create(type, typeof(Stub));
        ((Stub)proxy).answer = answer;
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var type = targetMethod!.ReturnType;
        return answer((targetMethod, args ?? [])) ?? Nothing(type);
    }

    private static object? Nothing(Type type)
    {
        if (type == typeof(void)) return null;
        if (type == typeof(Task)) return Task.CompletedTask;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return Array.CreateInstance(type.GetGenericArguments()[0], 0);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>))
        {
            var result = type.GetGenericArguments()[0];
            return typeof(Task).GetMethod(nameof(Task.FromResult))!.MakeGenericMethod(result).Invoke(null, [Nothing(result)]);
        }
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
