using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class KeysAtRestTests : IAsyncLifetime
{
    private string database = "";

    public async Task InitializeAsync() => database = await TestDatabase.CloneAsync();

    public Task DisposeAsync() => PostgresServer.DropAsync(database);

    [Fact]
    public async Task With_a_certificate_no_key_lies_in_the_clear_and_every_host_that_has_it_reads_them()
    {
        string hidden;
        await using (var host = await StartAsync(ProductionSettings.KeyCertificate))
        {
            hidden = Protector(host).Protect("geheim");
            Assert.Equal((1L, 0L), await KeysAsync(host));
        }

        await using (var other = await StartAsync(ProductionSettings.KeyCertificate))
            Assert.Equal("geheim", Protector(other).Unprotect(hidden));
        await using var without = await StartAsync("");
        Assert.ThrowsAny<Exception>(() => Protector(without).Unprotect(hidden));
    }

    [Fact]
    public async Task Keys_from_before_the_certificate_are_encrypted_for_it_and_still_open_what_they_closed()
    {
        string hidden;
        await using (var before = await StartAsync(""))
        {
            hidden = Protector(before).Protect("geheim");
            Assert.Equal((1L, 1L), await KeysAsync(before));
        }

        await using var after = await StartAsync(ProductionSettings.KeyCertificate);
        Assert.Equal((1L, 0L), await KeysAsync(after));
        Assert.Equal("geheim", Protector(after).Unprotect(hidden));

        await using var later = await StartAsync(ProductionSettings.KeyCertificate);
        Assert.Equal("geheim", Protector(later).Unprotect(hidden));
    }

    private Task<PortalHost> StartAsync(string certificate) => PortalHost.StartAsync(
        database, settings: new Dictionary<string, string> { ["Portal:KeyCertificate"] = certificate },
        content: Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "no-content")).FullName);

    private static IDataProtector Protector(PortalHost host) =>
        host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static async Task<(long All, long Clear)> KeysAsync(PortalHost host) => (
        (long)(await host.SqlAsync("select count(*) from members.data_protection_keys"))!,
        (long)(await host.SqlAsync("select count(*) from members.data_protection_keys where xml like '%masterKey%'"))!);
}
