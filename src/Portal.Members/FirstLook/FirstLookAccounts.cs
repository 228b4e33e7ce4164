using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform;

namespace Portal.Members.FirstLook;

/// <summary>
/// An account of every kind for a first look, in Development only. Their passwords are random for every data folder and stand in
/// it, readable by its owner alone. They skip the second step, which everybody else with their rights must take.
/// </summary>
internal sealed class FirstLookAccounts(IHostEnvironment environment, IOptions<PlatformOptions> platform, IOptions<MembersOptions> options)
    : ISecondStepWaiver
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string Email, string Name, string? Role, string Function)[] All =
    [
        ("professional@voorbeeld.nl", "Noor Voorbeeld", null, "jongerenwerker"),
        ("contact@voorbeeld.nl", "Sam Voorbeeld", Rights.ContactPerson, "beleidsmedewerker"),
        ("coordinator@voorbeeld.nl", "Robin Voorbeeld", Rights.Coordinator, "beleidsmedewerker"),
        ("redacteur@voorbeeld.nl", "Jip Voorbeeld", Rights.Editor, "beleidsmedewerker"),
        ("beheer@voorbeeld.nl", "Alex Voorbeeld", Rights.Administrator, "beleidsmedewerker"),
    ];

    /// <summary>True in Development, unless the settings say otherwise.</summary>
    public bool Exist => environment.IsDevelopment() && options.Value.FirstLook;

    public bool Covers(string email) => Exist && Array.Exists(All, account => account.Email == email);

    /// <summary>Makes what is not there yet; gives what to sign in with.</summary>
    public async Task<IReadOnlyList<(string Email, string Password)>> MakeAsync(
        MembersDb db, UserManager<Member> members, MemberDirectory directory, TimeProvider clock, CancellationToken stop)
    {
        var passwords = await PasswordsAsync(stop);
        var organisation = await OrganisationAsync(db, clock, stop);
        foreach (var account in All)
        {
            var member = await members.FindByEmailAsync(account.Email);
            if (member is null)
            {
                member = Member.Of(account.Email, account.Name, clock.GetUtcNow());
                (member.OrganisationId, member.Municipality, member.Domain, member.Function) = (
                    organisation, "org-gemeente-haarlemmermeer", "sociaal", account.Function);
                if (account.Role is not null) member.Grant(account.Role, null, null, clock.GetUtcNow());
                Check(await members.CreateAsync(member, passwords[account.Email]));
                await directory.TellAsync(member.Id, stop);
            }
            else
            {
                member.Unblock();
                if (await members.CheckPasswordAsync(member, passwords[account.Email])) Check(await members.UpdateAsync(member));
                else
                {
                    await members.RemovePasswordAsync(member);
                    Check(await members.AddPasswordAsync(member, passwords[account.Email]));
                }
            }
        }
        return [.. All.Select(account => (account.Email, passwords[account.Email]))];
    }

    /// <summary>
    /// Blocks them and the invented people outside Development, where a database may come from a first look: passwords were printed, and
    /// the mailboxes are somebody else's.
    /// </summary>
    public async Task CloseAsync(MembersDb db, TimeProvider clock, CancellationToken stop)
    {
        if (environment.IsDevelopment()) return;
        var emails = All.Select(account => account.Email).Concat(InventedRoster.All.Select(one => one.Email)).ToList();
        foreach (var member in await db.Members.Where(row => emails.Contains(row.Email!) && row.BlockedAt == null).ToListAsync(stop))
            member.Block(clock.GetUtcNow());
        await db.SaveChangesAsync(stop);
    }

    private static async Task<Guid> OrganisationAsync(MembersDb db, TimeProvider clock, CancellationToken stop)
    {
        const string Name = "Jongerenwerk Voorbeeld";
        if (await db.Organisations.SingleOrDefaultAsync(row => row.Name == Name, stop) is { } known) return known.Id;
        var made = Organisation.Of(Name, "org-gemeente-haarlemmermeer", "sociaal", clock.GetUtcNow());
        db.Organisations.Add(made);
        await db.SaveChangesAsync(stop);
        return made.Id;
    }

    private async Task<Dictionary<string, string>> PasswordsAsync(CancellationToken stop)
    {
        var file = Path.Combine(platform.Value.DataFolder, "first-look.json");
        var passwords = File.Exists(file)
            ? JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file, stop))!
            : [];
        if (Array.TrueForAll(All, account => passwords.ContainsKey(account.Email))) return passwords;

        foreach (var account in All) passwords.TryAdd(account.Email, NewPassword());
        Directory.CreateDirectory(platform.Value.DataFolder);
        await using var writer = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await JsonSerializer.SerializeAsync(writer, passwords, Json, stop);
        return passwords;
    }

    // Easy to copy from a terminal: letters that are not mistaken for each other, in groups.
    private static string NewPassword() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 5)));

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded) throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
    }
}
