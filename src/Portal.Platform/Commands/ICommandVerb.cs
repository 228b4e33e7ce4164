using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Commands;

/// <summary>
/// A command of the portal's command line: <c>npm run portal -- import content/</c>. It runs in a scope of its own, on a started and
/// migrated database, without a web server; other hosts may be running.
/// </summary>
public interface ICommandVerb
{
    /// <summary>Does the work. What it says goes to the console, in Dutch.</summary>
    /// <param name="args">What follows the verb.</param>
    /// <param name="stop">Cancelled by Ctrl-C.</param>
    /// <returns>The exit code: 0 when it worked, 1 when it did not, 2 when the arguments are wrong.</returns>
    Task<int> RunAsync(string[] args, CancellationToken stop);
}

/// <summary>What the list of verbs shows.</summary>
/// <param name="Name">One lower-case English word, e.g. <c>import</c>.</param>
/// <param name="Arguments">E.g. <c>&lt;map&gt; [--force]</c>; may be empty.</param>
/// <param name="Help">One line in Dutch.</param>
/// <param name="Verb">The implementation of <see cref="ICommandVerb"/>.</param>
/// <param name="NeedsDatabase">False for one that looks at files alone: then no database is started.</param>
public sealed record VerbDescription(string Name, string Arguments, string Help, Type Verb, bool NeedsDatabase = true);

/// <summary>Registration of verbs.</summary>
public static class VerbRegistration
{
    /// <summary>Adds a verb to the command line.</summary>
    public static IServiceCollection AddVerb<TVerb>(
        this IServiceCollection services, string name, string arguments, string help, bool needsDatabase = true)
        where TVerb : class, ICommandVerb
    {
        services.AddScoped<TVerb>();
        return services.AddSingleton(new VerbDescription(name, arguments, help, typeof(TVerb), needsDatabase));
    }
}
