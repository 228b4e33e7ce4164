using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Data;

namespace Portal.Members.Data;

/// <summary>
/// The schema <c>members</c>. Identity's store works on any context that maps its entities, so its own base context, with its
/// own idea of names and migrations, is not needed.
/// </summary>
internal sealed class MembersDb(DbContextOptions<MembersDb> options) : ModuleDb(options, "members")
{
    public DbSet<Member> Members => Set<Member>();

    public DbSet<MemberRole> Roles => Set<MemberRole>();

    public DbSet<MemberSession> Sessions => Set<MemberSession>();

    public DbSet<SignInLink> Links => Set<SignInLink>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<MembershipRequest> MembershipRequests => Set<MembershipRequest>();

    public DbSet<IdentityUserLogin<Guid>> Logins => Set<IdentityUserLogin<Guid>>();

    public DbSet<IdentityUserToken<Guid>> Tokens => Set<IdentityUserToken<Guid>>();

    public DbSet<IdentityUserPasskey<Guid>> Passkeys => Set<IdentityUserPasskey<Guid>>();

    protected override void Map(ModelBuilder model)
    {
        model.Entity<Member>(member =>
        {
            member.ToTable("members");
            member.Ignore(row => row.UserName).Ignore(row => row.NormalizedUserName).Ignore(row => row.PhoneNumber)
                .Ignore(row => row.PhoneNumberConfirmed);
            string[] required =
                [nameof(Member.Email), nameof(Member.NormalizedEmail), nameof(Member.SecurityStamp), nameof(Member.ConcurrencyStamp)];
            foreach (var property in required) member.Property(property).IsRequired();
            member.Property(row => row.ConcurrencyStamp).IsConcurrencyToken();
            member.HasMany(row => row.Roles).WithOne().HasForeignKey(role => role.MemberId);
        });
        model.Entity<MemberRole>(role =>
        {
            role.ToTable("roles");
            role.HasKey(row => new { row.MemberId, row.Role });
        });
        model.Entity<MemberSession>().ToTable("sessions");
        model.Entity<SignInLink>(link =>
        {
            link.ToTable("links");
            link.HasKey(row => row.Hash);
        });
        model.Entity<Organisation>().ToTable("organisations");
        model.Entity<Invitation>().ToTable("invitations");
        model.Entity<MembershipRequest>(request =>
        {
            request.ToTable("membership_requests");
            request.HasKey(row => row.MemberId);
        });
        MapIdentity(model);
    }

    private static void MapIdentity(ModelBuilder model)
    {
        model.Entity<IdentityUserLogin<Guid>>(login =>
        {
            login.ToTable("logins");
            login.HasKey(row => new { row.LoginProvider, row.ProviderKey });
            login.Property(row => row.UserId).HasColumnName("member_id");
        });
        model.Entity<IdentityUserToken<Guid>>(token =>
        {
            token.ToTable("tokens");
            token.HasKey(row => new { row.UserId, row.LoginProvider, row.Name });
            token.Property(row => row.UserId).HasColumnName("member_id");
        });
        model.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("passkeys");
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.UserId).HasColumnName("member_id");
            // The store changes the data in place (sign count, name): compared as written.
            passkey.Property(row => row.Data).HasColumnType("jsonb").HasConversion(
                data => Write(data), text => Read(text),
                new ValueComparer<IdentityPasskeyData>(
                    (one, other) => Write(one!) == Write(other!), data => Write(data).GetHashCode(StringComparison.Ordinal),
                    data => Read(Write(data))));
        });
    }

    private static string Write(IdentityPasskeyData data) => JsonSerializer.Serialize(data);

    private static IdentityPasskeyData Read(string text) => JsonSerializer.Deserialize<IdentityPasskeyData>(text)!;
}
