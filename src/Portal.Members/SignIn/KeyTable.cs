using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Portal.Members.SignIn;

/// <summary>
/// Keeps the keys of data protection in the database: all hosts read each other's cookies, and a restart signs nobody out.
/// </summary>
internal sealed class KeyTable(Lazy<NpgsqlDataSource> source) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = source.Value.CreateCommand("select xml from members.data_protection_keys order by created_at");
        using var rows = command.ExecuteReader();
        var keys = new List<XElement>();
        while (rows.Read()) keys.Add(XElement.Parse(rows.GetString(0)));
        return keys;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = source.Value.CreateCommand(
            "insert into members.data_protection_keys (name, xml) values ($1, $2) on conflict (name) do nothing");
        command.Parameters.Add(new NpgsqlParameter { Value = friendlyName });
        command.Parameters.Add(new NpgsqlParameter { Value = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}

/// <summary>Mapping the pages asks for these options before the database is there, so the data source is opened at the first key.</summary>
internal sealed class UseKeyTable(IServiceProvider services) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) =>
        options.XmlRepository = new KeyTable(new(services.GetRequiredService<NpgsqlDataSource>));
}
