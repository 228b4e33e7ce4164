using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Platform.Conditions;

/// <summary>How something stands, the best first.</summary>
public enum ConditionState
{
    /// <summary>Nobody need do anything.</summary>
    Good,

    /// <summary>It could not be seen now: that says nothing of how it stands.</summary>
    Unknown,

    /// <summary>It goes, but somebody should look this week.</summary>
    Attention,

    /// <summary>Visitors notice it, or soon will.</summary>
    Urgent,
}

/// <summary>What was found.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Says">What was found, a sentence or two, Dutch.</param>
public sealed record Condition(ConditionState State, string Says)
{
    /// <summary>What to do about it, Dutch; empty: nothing.</summary>
    public string Todo { get; init; } = "";

    /// <summary>Words and address of the page that helps; null: none.</summary>
    public (string Text, string Path)? Door { get; init; }

    /// <summary>Figures for whoever wants to know more, Dutch.</summary>
    public IReadOnlyList<string> Facts { get; init; } = [];

    /// <summary>All is as it should be.</summary>
    public static Condition Good(string says) => new(ConditionState.Good, says);

    /// <summary>It could not be seen.</summary>
    public static Condition Unknown(string says) => new(ConditionState.Unknown, says);
}

/// <summary>
/// Looks how one thing stands that an administrator must know of. Each look has a scope of its own. What it throws, and what takes too
/// long, is unknown and breaks nothing.
/// </summary>
public interface ICondition
{
    /// <summary>Looks.</summary>
    Task<Condition> LookAsync(CancellationToken stop);
}

/// <summary>A thing to look at.</summary>
/// <param name="Key">Its word in the database, <c>room-what</c>; stays when a class is renamed.</param>
/// <param name="Title">What administrators call it, Dutch.</param>
/// <param name="About">What it is for, one sentence, Dutch.</param>
/// <param name="Looks">Makes what looks, in a scope.</param>
internal sealed record ConditionKind(string Key, string Title, string About, Func<IServiceProvider, ICondition> Looks);

/// <summary>Registration of things to look at, by each room in its own door.</summary>
public static class ConditionRegistration
{
    /// <summary>Adds a line to the page on how the portal stands.</summary>
    /// <typeparam name="T">What looks, made anew for each look.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="key">Its word in the database, <c>room-what</c>.</param>
    /// <param name="title">What administrators call it, Dutch.</param>
    /// <param name="about">What it is for, one sentence, Dutch.</param>
    public static IServiceCollection AddCondition<T>(this IServiceCollection services, string key, string title, string about)
        where T : class, ICondition
    {
        services.TryAddScoped<T>();
        return services.AddSingleton(new ConditionKind(key, title, about, scope => scope.GetRequiredService<T>()));
    }
}
