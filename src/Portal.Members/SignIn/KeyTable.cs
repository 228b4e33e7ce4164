using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Platform.Data;
using Portal.Platform.Starting;

namespace Portal.Members.SignIn;

/// <summary>
/// Keeps the keys of data protection in the database: all hosts read each other's cookies, and a restart signs nobody out.
/// </summary>
internal sealed class KeyTable(IServiceProvider services) : IXmlRepository
{
    // Mapping the pages asks for the options that hold this before the database is there. Keys are read again once a day, by whoever
    // happens to need one, also inside a transaction: so apart from the pool.
    private NpgsqlDataSource Source => services.GetRequiredService<Database>().Apart;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = Source.CreateCommand("select xml from members.data_protection_keys order by created_at");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read()) keys.Add(XElement.Parse(rows.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = Source.CreateCommand(
            "insert into members.data_protection_keys (name, xml) values ($1, $2) on conflict (name) do nothing");
        command.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        command.Parameters.Add(new NpgsqlParameter { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

/// <summary>Says that the keys are in the table.</summary>
internal sealed class UseKeyTable(IServiceProvider services) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = new KeyTable(services);
}

/// <summary>
/// Makes the first key, or reads what there is, at the start: two hosts on a new database share one. In the place of the framework's own
/// service (<see cref="MembersModule.AddKeysAtStart"/>), which asks for keys before the database is there.
/// </summary>
internal sealed class FirstKey(IServiceScopeFactory scopes, IDataProtectionProvider protection) : IStartupTask
{
    public async Task RunAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DbSession>().AloneAsync(
            "first data protection key",
            () =>
            {
                protection.CreateProtector("start").Protect([]);
                return Task.CompletedTask;
            },
            stop);
    }
}
