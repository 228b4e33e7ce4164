using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Commands;

namespace Portal.Members.FirstLook;

/// <summary><c>admin &lt;email&gt;</c>: the way in for the first administrator, and for one who lost every other way.</summary>
internal sealed class AdminVerb(UserManager<Member> members, Links links, MemberDirectory directory, SecurityLog log, TimeProvider clock)
    : ICommandVerb
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        if (args is not [var email] || !new EmailAddressAttribute().IsValid(email))
        {
            Console.Error.WriteLine("Geef één e-mailadres: npm run portal -- admin naam@organisatie.nl");
            return 2;
        }
        var member = await members.FindByEmailAsync(email);
        var isNew = member is null;
        member ??= Member.Of(email, email.Split('@')[0], clock.GetUtcNow());
        member.Unblock();
        member.Grant(Rights.Administrator, null, null, clock.GetUtcNow());
        var result = isNew ? await members.CreateAsync(member) : await members.UpdateAsync(member);
        if (!result.Succeeded)
        {
            Console.Error.WriteLine($"Dat is niet gelukt: {string.Join(", ", result.Errors.Select(error => error.Code))}");
            return 1;
        }
        if (isNew) await directory.TellAsync(member.Id, stop);
        log.Write("role-granted", member.Id, "succeeded", null, Rights.Administrator);
        Console.WriteLine(isNew ? "Er is een account voor een beheerder gemaakt." : "Dit account is nu van een beheerder.");
        Console.WriteLine("Log in met deze link; hij werkt één keer, een kwartier lang:");
        Console.WriteLine(await links.MakeAsync(member, stop));
        return 0;
    }
}
