using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Starting;

namespace Portal.Members.FirstLook;

/// <summary>
/// Makes the accounts for a first look when everything else has started, and prints them; where they must not be, closes them.
/// </summary>
internal sealed class PrintFirstLook(IServiceScopeFactory scopes, FirstLookAccounts accounts, TimeProvider clock) : IStartupTask
{
    public bool ComesLast => true;

    public async Task RunAsync(CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await accounts.CloseAsync(scope.ServiceProvider.GetRequiredService<MembersDb>(), clock, stop);
        if (!accounts.Exist) return;
        var made = await scope.ServiceProvider.GetRequiredService<DbSession>().AloneAsync(
            "first look",
            () => accounts.MakeAsync(
                scope.ServiceProvider.GetRequiredService<MembersDb>(), scope.ServiceProvider.GetRequiredService<UserManager<Member>>(),
                scope.ServiceProvider.GetRequiredService<MemberDirectory>(), clock, stop),
            stop);
        Console.WriteLine("Accounts om rond te kijken (alleen in ontwikkeling, zonder tweede stap):");
        await scope.ServiceProvider.GetRequiredService<InventedPeople>().AskAsync(stop);
        foreach (var (email, password) in made) Console.WriteLine($"  {email,-26} {password}");
    }
}
