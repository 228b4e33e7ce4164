using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Portal.Platform.Starting;

/// <summary>
/// What a room does at each start before the host serves visitors, on a database that is there and migrated. Work that happens once per
/// database goes by <see cref="Data.DbSession.AloneAsync{T}"/>: other hosts may be starting too.
/// </summary>
public interface IStartupTask
{
    /// <summary>True: after those of all other rooms.</summary>
    bool ComesLast => false;

    /// <summary>Does it. It is done again when the database goes away meanwhile.</summary>
    /// <exception cref="StartupFailure">The host cannot start; says what is wrong and what to do.</exception>
    Task RunAsync(CancellationToken stop);
}

/// <summary>Registration of what a room does at the start.</summary>
public static class StartupTaskRegistration
{
    /// <summary>Adds it, after those that are there already.</summary>
    public static IServiceCollection AddStartupTask<TTask>(this IServiceCollection services) where TTask : class, IStartupTask
    {
        services.TryAddSingleton<TTask>();
        return services.AddSingleton<IStartupTask>(provider => provider.GetRequiredService<TTask>());
    }
}
