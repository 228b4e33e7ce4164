using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform.Data;

/// <summary>A module's schema and the assembly that carries its migrations (<c>Data/Migrations/0001_name.sql</c>, embedded).</summary>
/// <param name="Name">The PostgreSQL schema, e.g. <c>content</c>.</param>
/// <param name="Assembly">Where the numbered SQL files are embedded.</param>
/// <param name="Context">The module's <see cref="ModuleDb"/>, or null where the module speaks SQL only.</param>
internal sealed record ModuleSchema(string Name, Assembly Assembly, Type? Context);

/// <summary>Registration of module schemas and contexts.</summary>
public static class ModuleSchemaRegistration
{
    /// <summary>Registers a module's context on the scope's <see cref="DbSession"/>, and its migrations.</summary>
    public static IServiceCollection AddModuleDb<TContext>(this IServiceCollection services, string schema) where TContext : ModuleDb
    {
        services.AddSingleton(new ModuleSchema(schema, typeof(TContext).Assembly, typeof(TContext)));
        return services.AddScoped(scope =>
        {
            var session = scope.GetRequiredService<DbSession>();
            var options = new DbContextOptionsBuilder<TContext>().UseNpgsql(session.Connection).Options;
            var context = (TContext)Activator.CreateInstance(typeof(TContext), options)!;
            session.Join(context);
            return context;
        });
    }

    /// <summary>Registers the migrations of a module that needs no mapping.</summary>
    public static IServiceCollection AddModuleSchema(this IServiceCollection services, string schema, Assembly assembly) =>
        services.AddSingleton(new ModuleSchema(schema, assembly, null));
}
