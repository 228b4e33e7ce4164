using Portal.Members.FirstLook;

namespace Portal.Tests.Support;

/// <summary>
/// A database with the invented people of a first look and two years of what they did: made once a run, for it is half a minute of work.
/// </summary>
internal static class InventedDatabase
{
    /// <summary>What a host of it is told. The passwords of its accounts lie in this folder.</summary>
    public static IReadOnlyDictionary<string, string> SettingsFor(string data) =>
        new Dictionary<string, string> { ["Members:FirstLook"] = "true", ["PORTAL_DATA"] = data };

    /// <summary>A copy; who gets it drops it.</summary>
    public static async Task<string> CloneAsync()
    {
        var data = Directory.CreateTempSubdirectory("portal-invented-").FullName;
        try
        {
            return await PortalHost.FilledAsync("invented", SettingsFor(data), async host =>
            {
                await AccountsAsync(host);
                await host.RunJobAsync(new MakeInventedPeople());
            });
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Waits for the five accounts of a first look.</summary>
    public static Task AccountsAsync(PortalHost host) => Eventually.Async(
        async () => (long)(await host.SqlAsync("select count(*) from members.members where password_hash is not null"))! == 5,
        "the accounts of a first look are there");
}
