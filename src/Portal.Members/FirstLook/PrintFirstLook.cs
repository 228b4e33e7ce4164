using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Members.Data;
using Portal.Members.People;

namespace Portal.Members.FirstLook;

/// <summary>
/// Makes the accounts for a first look when everything else has started, and prints them; where they must not be, closes them first.
/// </summary>
internal sealed class PrintFirstLook(IServiceProvider services, FirstLookAccounts accounts, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (!accounts.Exist) return;
        await using var scope = services.CreateAsyncScope();
        var made = await accounts.MakeAsync(
            scope.ServiceProvider.GetRequiredService<MembersDb>(), scope.ServiceProvider.GetRequiredService<UserManager<Member>>(),
            scope.ServiceProvider.GetRequiredService<MemberDirectory>(), clock, cancellationToken);
        Console.WriteLine("Accounts om rond te kijken (alleen in ontwikkeling, zonder tweede stap):");
        foreach (var (email, password) in made) Console.WriteLine($"  {email,-26} {password}");
    }

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await accounts.CloseAsync(scope.ServiceProvider.GetRequiredService<MembersDb>(), clock, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
