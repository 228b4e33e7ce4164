using Microsoft.AspNetCore.Identity;

namespace Portal.Members.People;

/// <summary>Somebody with an account; known by e-mail address, so Identity's user name is that address.</summary>
internal sealed class Member : IdentityUser<Guid>
{
    /// <summary>As others see it.</summary>
    public required string Name { get; set; }

    /// <summary>Where they work; null where that is no member organisation.</summary>
    public Guid? OrganisationId { get; set; }

    /// <summary>Id of the organisatie document of the municipality they work for; basisteam and district follow from it.</summary>
    public string? Municipality { get; set; }

    /// <summary>One of <see cref="Domains"/>.</summary>
    public string? Domain { get; set; }

    /// <summary>One of <see cref="IProfileChoices.Functions"/>.</summary>
    public string? Function { get; set; }

    /// <summary>Ids of the dossiers that interest them.</summary>
    public List<string> Themes { get; set; } = [];

    /// <summary>The highest time step (RFC 6238) of a code of the app that was accepted; null: none of this app yet.</summary>
    public long? LastCodeStep { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When we wrote that the account will go, because nobody uses it.</summary>
    public DateTimeOffset? WarnedAt { get; private set; }

    /// <summary>Since when the account is closed by an administrator.</summary>
    public DateTimeOffset? BlockedAt { get; private set; }

    public List<MemberRole> Roles { get; } = [];

    /// <inheritdoc/>
    public override string? UserName { get => Email; set => Email = value; }

    /// <inheritdoc/>
    public override string? NormalizedUserName { get => NormalizedEmail; set => NormalizedEmail = value; }

    /// <summary>A new account; whoever makes it has shown to read mail at the address.</summary>
    public static Member Of(string email, string name, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at),
        Email = email.Trim(),
        Name = name.Trim(),
        EmailConfirmed = true,
        CreatedAt = at,
        LastSeenAt = at,
    };

    public bool Has(string role) => Roles.Exists(granted => granted.Role == role);

    /// <summary>Gives a role, or says anew for which area; true when that changes anything.</summary>
    public bool Grant(string role, string? area, Guid? by, DateTimeOffset at)
    {
        if (Roles.Find(granted => granted.Role == role) is { } known)
        {
            if (known.Area == area) return false;
            (known.Area, known.GrantedBy, known.GrantedAt) = (area, by, at);
            return true;
        }
        Roles.Add(new MemberRole { MemberId = Id, Role = role, Area = area, GrantedBy = by, GrantedAt = at });
        return true;
    }

    /// <summary>Takes a role back; true when there was one.</summary>
    public bool Withdraw(string role) => Roles.RemoveAll(granted => granted.Role == role) > 0;

    /// <summary>The app is gone, or another one: what its codes were says nothing any more.</summary>
    public void ForgetCodes() => LastCodeStep = null;

    public void Block(DateTimeOffset at) => BlockedAt ??= at;

    public void Unblock() => BlockedAt = null;
}

/// <summary>What a member may do beyond reading and learning.</summary>
internal sealed class MemberRole
{
    public required Guid MemberId { get; init; }

    /// <summary>One of <see cref="Access.Rights.Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The district a coordinator coordinates; null: the whole region.</summary>
    public string? Area { get; set; }

    public DateTimeOffset GrantedAt { get; set; }

    /// <summary>Null: the command line.</summary>
    public Guid? GrantedBy { get; set; }
}
