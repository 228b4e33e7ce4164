using Microsoft.AspNetCore.Identity;
using Portal.Members.People;

namespace Portal.BrowserTests.Support;

/// <summary>Members for visits that sign in.</summary>
internal static class Accounts
{
    /// <summary>The password of all of them.</summary>
    public const string Password = "vier-paarse-olifanten-zwemmen";

    /// <summary>A new member with these roles.</summary>
    public static async Task<(string Email, Guid Id)> NewAsync(params string[] roles)
    {
        var host = await Sites.HostAsync();
        return await host.WithAsync<UserManager<Member>, (string, Guid)>(async members =>
        {
            var member = Member.Of($"lid.{Guid.NewGuid():N}@toets.example", "Noor de Vries", host.Clock.GetUtcNow());
            (member.Municipality, member.Domain, member.Function) = ("org-gemeente-haarlemmermeer", "onderwijs", "docent");
            foreach (var role in roles) member.Grant(role, null, null, host.Clock.GetUtcNow());
            Assert.True((await members.CreateAsync(member, Password)).Succeeded);
            return (member.Email!, member.Id);
        });
    }
}
