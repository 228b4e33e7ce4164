using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Portal.Tests.Map;

/// <summary>What a room shows is what other rooms use: the rest is its own affair, and can change without asking.</summary>
public sealed class PublicTypeTests
{
    /// <summary>How many types a room still shows to nobody; it may only become less.</summary>
    private static readonly Dictionary<string, int> StillShown = new(StringComparer.Ordinal)
    {
        ["Calendar"] = 1,
        ["Content"] = 27,
        ["Learning"] = 1,
        ["Newsletters"] = 1,
        ["Platform"] = 10,
    };

    [Fact]
    public void A_room_shows_only_what_another_room_uses()
    {
        var rooms = SourceFiles.Rooms.ToDictionary(room => room, room => Assembly.Load($"Portal.{room}"));
        var used = rooms.Values.SelectMany(UsedIn).Concat(NamedIn(rooms)).ToHashSet(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var (room, assembly) in rooms)
        {
            var shown = assembly.GetExportedTypes().Where(type => !IsFound(type)).ToList();
            var needed = Closure(shown.Where(type => used.Contains(type.FullName!)));
            var idle = shown.Where(type => !needed.Contains(type) && !Parents(type).Any(needed.Contains))
                .Select(type => type.FullName!).Order(StringComparer.Ordinal).ToList();
            if (idle.Count <= StillShown.GetValueOrDefault(room)) continue;
            wrong.Add($"Portal.{room} shows {idle.Count} types that no other room uses; make them internal:\n{string.Join('\n', idle)}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    // Found by the framework by being public, whoever uses them: pages, their views, tag helpers; and the program, for tests.
    private static bool IsFound(Type type) =>
        type.Namespace?.Split('.').Contains("Pages") == true || type.Namespace is null or "AspNetCoreGeneratedDocument"
        || typeof(Microsoft.AspNetCore.Razor.TagHelpers.ITagHelper).IsAssignableFrom(type)
            || type.IsDefined(typeof(CompilerGeneratedAttribute));

    // The compiler writes down each type of another assembly that is used ...
    private static IEnumerable<string> UsedIn(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(metadata.GetTypeReference).Select(type => FullName(metadata, type))];
    }

    private static string FullName(MetadataReader metadata, TypeReference type) => type.ResolutionScope.Kind == HandleKind.TypeReference
        ? $"{FullName(metadata, metadata.GetTypeReference((TypeReferenceHandle)type.ResolutionScope))}+{metadata.GetString(type.Name)}"
        : $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";

    // ... but for classes of constants: their values are copied. Those are looked for by name.
    private static IEnumerable<string> NamedIn(Dictionary<string, Assembly> rooms)
    {
        var constants = rooms.SelectMany(
            room => room.Value.GetExportedTypes().Where(HasConstants).Select(type => (Room: room.Key, Type: type))).ToList();
        return
            from file in SourceFiles.In("src", ".cs", ".cshtml")
            from constant in constants
            where constant.Room != file.Room && file.Text.Contains($"{constant.Type.Name}.", StringComparison.Ordinal)
            select constant.Type.FullName!;
    }

    private static bool HasConstants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Any(field => field.IsLiteral) && !type.IsEnum;

    /// <summary>These types, and what must be public because they speak of it.</summary>
    private static HashSet<Type> Closure(IEnumerable<Type> types)
    {
        var (needed, waiting) = (new HashSet<Type>(), new Stack<Type>(types));
        while (waiting.TryPop(out var type))
        {
            if (type.IsByRef || type.IsArray || type.IsPointer) waiting.Push(type.GetElementType()!);
            else if (type.IsGenericParameter) foreach (var bound in type.GetGenericParameterConstraints()) waiting.Push(bound);
            else
            {
                foreach (var argument in type.GetGenericArguments().Where(argument => argument != type)) waiting.Push(argument);
                var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
                if (definition.Assembly.GetName().Name?.StartsWith("Portal.", StringComparison.Ordinal) == true && needed.Add(definition))
                    foreach (var spoken in SpokenOfBy(definition)) waiting.Push(spoken);
            }
        }
        return needed;
    }

    private static IEnumerable<Type> SpokenOfBy(Type type)
    {
        const BindingFlags All =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.BaseType is not null) yield return type.BaseType;
        foreach (var face in type.GetInterfaces()) yield return face;
        foreach (var field in type.GetFields(All).Where(field => field.IsPublic || field.IsFamily)) yield return field.FieldType;
        foreach (var nested in type.GetNestedTypes()) yield return nested;
        foreach (var member in type.GetMembers(All).OfType<MethodBase>().Where(method => method.IsPublic || method.IsFamily))
        {
            if (member is MethodInfo method) yield return method.ReturnType;
            foreach (var parameter in member.GetParameters()) yield return parameter.ParameterType;
            if (member.IsGenericMethodDefinition) foreach (var argument in member.GetGenericArguments()) yield return argument;
        }
    }

    private static IEnumerable<Type> Parents(Type type)
    {
        for (var parent = type.DeclaringType; parent is not null; parent = parent.DeclaringType) yield return parent;
    }
}
