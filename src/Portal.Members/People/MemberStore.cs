using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Data;
using Portal.Platform.Mail;

namespace Portal.Members.People;

/// <summary>Identity's own store on our tables. Recovery codes are kept as hashes: each is a password.</summary>
internal sealed class MemberStore(MembersDb db, IdentityErrorDescriber describer, MailOutbox outbox)
    : UserOnlyStore<
        Member, MembersDb, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(
        db, describer)
{
    private const int HashLength = SHA256.HashSizeInBytes * 2;

    public override Task<Member?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken = default) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public override Task<Member?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken = default) =>
        Context.Members.Include(member => member.Roles)
            .SingleOrDefaultAsync(member => member.NormalizedEmail == normalizedEmail, cancellationToken);

    public override Task<Member?> FindByIdAsync(string userId, CancellationToken cancellationToken = default) =>
        Guid.TryParse(userId, out var id)
            ? Context.Members.Include(member => member.Roles).SingleOrDefaultAsync(member => member.Id == id, cancellationToken)
            : Task.FromResult<Member?>(null);

    /// <summary>Writes what changed, and no more: the base class writes every column, also those that others changed meanwhile.</summary>
    public override async Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken = default)
    {
        user.ConcurrencyStamp = Guid.NewGuid().ToString();
        // Every change of address passes here. The mail to the old one is still this person's: it goes with them.
        var email = Context.Entry(user).Property(member => member.Email);
        if (email.IsModified && email.OriginalValue is { } before) await outbox.LeaveAddressAsync(before, user.Id, cancellationToken);
        try
        {
            await SaveChanges(cancellationToken);
            return IdentityResult.Success;
        }
        catch (DbUpdateConcurrencyException)
        {
            return IdentityResult.Failed(ErrorDescriber.ConcurrencyFailure());
        }
    }

    public override Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        // The base class comes here too when one was used, with what was kept of the others.
        base.ReplaceCodesAsync(user, recoveryCodes.Select(code => code.Length == HashLength ? code : HashOf(code)), cancellationToken);

    public override Task<bool> RedeemCodeAsync(Member user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, HashOf(code), cancellationToken);

    // Typed over from paper: capitals, spaces and dashes of any kind say nothing.
    private static string HashOf(string code) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.ASCII.GetBytes([.. code.Where(char.IsAsciiLetterOrDigit).Select(char.ToUpperInvariant)])));
}
