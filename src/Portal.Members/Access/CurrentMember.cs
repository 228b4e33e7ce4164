using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Portal.Members.Access;

/// <summary>Who asks. What it says was read from the database for this request: a role taken back is gone at once.</summary>
public sealed class CurrentMember(IHttpContextAccessor http)
{
    /// <summary>False for a visitor.</summary>
    public bool IsSignedIn => User.Identity is { IsAuthenticated: true };

    /// <summary>
    /// True when somebody has a session and the database, which knows whose, is away: they read as a visitor, and do nothing.
    /// </summary>
    public bool IsUnknown => http.HttpContext?.IsMemberUnknown() == true;

    /// <summary>The member.</summary>
    /// <exception cref="InvalidOperationException">A visitor: the page should have said who may come in.</exception>
    public Guid Id => IdOrNull ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The member; null for a visitor.</summary>
    public Guid? IdOrNull => IsSignedIn ? IdIn(ClaimTypes.NameIdentifier) : null;

    /// <summary>
    /// Names the member to a browser that keeps something for them, without telling who: on a shared computer what somebody else left there
    /// is not sent under this name. Null for a visitor.
    /// </summary>
    public string? Keeper => IdOrNull is { } id ? Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray()))[..16] : null;

    /// <summary>As others see it.</summary>
    public string Name => User.FindFirstValue(ClaimTypes.Name) ?? "";

    /// <summary>The member organisation somebody works for.</summary>
    public Guid? OrganisationId => IdIn(MemberClaims.Organisation);

    /// <summary>Id of the organisatie document of somebody's municipality.</summary>
    public string? Municipality => User.FindFirstValue(MemberClaims.Municipality);

    /// <summary>The district (id of its organisatie document) a coordinator is kept to; null: the whole region.</summary>
    public string? Area => User.FindFirstValue(MemberClaims.Area);

    /// <summary>True when this session passed a second step.</summary>
    public bool HasSecondStep => User.HasClaim(MemberClaims.SecondFactor, MemberClaims.Yes);

    /// <summary>True when the policy of this name (<see cref="Rights"/>) lets this member in.</summary>
    public bool May(string right) => User.Has(right) && !User.LacksSecondStep(right);

    /// <summary>True when the right was granted, though it may still wait for a second step.</summary>
    internal bool Has(string right) => User.Has(right);

    internal Guid SessionId => IdIn(MemberClaims.Session) ?? throw new InvalidOperationException("Nobody is signed in.");

    internal string Method => User.FindFirstValue(MemberClaims.Method) ?? "";

    internal DateTimeOffset StartedAt => DateTimeOffset.Parse(User.FindFirstValue(MemberClaims.StartedAt)!, CultureInfo.InvariantCulture);

    private ClaimsPrincipal User => http.HttpContext?.User ?? new ClaimsPrincipal();

    private Guid? IdIn(string claim) => Guid.TryParse(User.FindFirstValue(claim), out var id) ? id : null;
}

/// <summary>Sessions of which nobody can say whose they are.</summary>
internal static class UnknownMember
{
    /// <summary>True when there is a session, and the database is away.</summary>
    public static bool IsMemberUnknown(this HttpContext context) => context.Features.Get<Mark>() is not null;

    /// <summary>There is a session, and the database is away.</summary>
    public static void SetMemberUnknown(this HttpContext context) => context.Features.Set(new Mark());

    private sealed class Mark;
}
