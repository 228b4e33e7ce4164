using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Commands;
using Portal.Platform.Data;

namespace Portal.Members.FirstLook;

/// <summary><c>admin &lt;email&gt;</c>: the way in for the first administrator, and for one who lost every other way.</summary>
internal sealed class AdminVerb(
    UserManager<Member> members, Links links, Factors factors, MemberDirectory directory, Notices notices, DbSession session,
    TimeProvider clock)
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
        var problem = await session.InTransactionAsync(() => MakeAsync(member, isNew, stop), stop);
        if (problem is not null)
        {
            Console.Error.WriteLine($"Dat is niet gelukt: {problem}");
            return 1;
        }
        Console.WriteLine(isNew ? "Er is een account voor een beheerder gemaakt." : "Dit account is nu van een beheerder.");
        Console.WriteLine("Log in met deze link; hij werkt één keer, een kwartier lang:");
        Console.WriteLine(await links.MakeAsync(member, stop));
        return 0;
    }

    private async Task<string?> MakeAsync(Member member, bool isNew, CancellationToken stop)
    {
        var askedSecondStep = Rights.NeedsSecondStep(member.Roles.Select(role => role.Role));
        var wasBlocked = member.BlockedAt is not null;
        member.Unblock();
        var granted = member.Grant(Rights.Administrator, null, null, clock.GetUtcNow());
        var result = isNew ? await members.CreateAsync(member) : await members.UpdateAsync(member);
        if (!result.Succeeded) return string.Join(", ", result.Errors.Select(error => error.Code));
        if (isNew) await directory.TellAsync(member.Id, stop);
        if (!askedSecondStep) await factors.UntieAllAsync(member, null, stop);
        if (wasBlocked) await notices.AccountAsync(member, blocked: false, null, stop);
        if (granted) await notices.RoleAsync(member, Rights.Administrator, granted: true, null, stop);
        return null;
    }
}
