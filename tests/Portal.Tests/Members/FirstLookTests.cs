using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class FirstLookTests
{
    [Fact]
    public async Task Accounts_of_a_first_look_are_closed_where_the_portal_is_for_real_and_open_again_where_it_is_not()
    {
        var database = await TestDatabase.CloneAsync();
        var data = Directory.CreateTempSubdirectory("portal-test-").FullName;
        await using (var look = await StartAsync(database, data, "Development"))
            await Eventually.Async(async () => await AccountsAsync(look, "is null") == 5, "the accounts are there");

        await using (var real = await StartAsync(database, data, "Production")) Assert.Equal(5, await AccountsAsync(real, "is not null"));

        await using (var again = await StartAsync(database, data, "Development"))
            await Eventually.Async(async () => await AccountsAsync(again, "is null") == 5, "the accounts are open");
        await PostgresServer.DropAsync(database);
        Directory.Delete(data, recursive: true);
    }

    private static Task<PortalHost> StartAsync(string database, string data, string environment) => PortalHost.StartAsync(
        database, content: Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "no-content")).FullName,
        settings: new Dictionary<string, string>
        {
            ["environment"] = environment,
            ["Members:FirstLook"] = "true",
            ["PORTAL_DATA"] = data,
        });

    private static async Task<long> AccountsAsync(PortalHost host, string blocked) =>
        (long)(await host.SqlAsync($"select count(*) from members.members where email like '%@voorbeeld.nl' and blocked_at {blocked}"))!;
}
