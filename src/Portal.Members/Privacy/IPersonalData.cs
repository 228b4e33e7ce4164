using Microsoft.Extensions.DependencyInjection;
using Portal.Members.People;
using Portal.Platform.Events;

namespace Portal.Members.Privacy;

/// <summary>
/// What a room keeps of a member: it can show all of it, and forget all of it. Both stand in one interface, so that a room cannot
/// have the one without the other. Forgetting happens in the transaction in which the account goes.
/// </summary>
public interface IPersonalData : IHandle<MemberErased>
{
    /// <summary>Everything the room keeps of this member, also what they did not write themselves.</summary>
    Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop);
}

/// <summary>One kind of thing, as a table.</summary>
/// <param name="Name">Name of its file: lower-case Dutch words with dashes, e.g. <c>antwoorden</c>.</param>
/// <param name="Columns">Dutch words.</param>
/// <param name="Rows">As long as the columns: text, numbers, dates, booleans, null.</param>
public sealed record PersonalTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Registration of what rooms keep.</summary>
public static class PersonalDataRegistration
{
    /// <summary>Adds what a room keeps of a member: to the export, and to the erasure.</summary>
    public static IServiceCollection AddPersonalData<T>(this IServiceCollection services) where T : class, IPersonalData =>
        services.AddScoped<T>().AddScoped<IPersonalData>(scope => scope.GetRequiredService<T>())
            .AddScoped<IHandle<MemberErased>>(scope => scope.GetRequiredService<T>());
}
