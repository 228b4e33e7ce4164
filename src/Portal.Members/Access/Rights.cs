using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Members.Access;

/// <summary>
/// Who may do what. Each is the name of an authorization policy: <c>[Authorize(Rights.Coordinator)]</c>,
/// <c>AuthorizeFolder("/Beheer", Rights.Office)</c>. Rights do not include each other: an administrator manages accounts, and sees
/// nobody's training state.
/// </summary>
public static class Rights
{
    /// <summary>Signed in: reads, learns, registers.</summary>
    public const string Member = "member";

    /// <summary>Sees the training state of the own organisation, invites colleagues.</summary>
    public const string ContactPerson = "contact_person";

    /// <summary>Newsletters, events, reports for the region or a district. With a second step.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Content. With a second step.</summary>
    public const string Editor = "editor";

    /// <summary>Writes: an editor, or a coordinator. With a second step.</summary>
    public const string Writer = "writer";

    /// <summary>Accounts and settings. With a second step.</summary>
    public const string Administrator = "administrator";

    /// <summary>Whoever has something to do in /beheer: any role.</summary>
    public const string Office = "office";

    /// <summary>What can be granted.</summary>
    public static IReadOnlyList<string> Roles { get; } = [ContactPerson, Coordinator, Editor, Administrator];

    /// <summary>The Dutch name of a role.</summary>
    public static string Label(string role) => role switch
    {
        ContactPerson => "Contactpersoon",
        Coordinator => "Coördinator",
        Editor => "Redacteur",
        Administrator => "Beheerder",
        _ => "Professional",
    };

    /// <summary>True when somebody has the right, second step or not.</summary>
    internal static bool Has(this ClaimsPrincipal member, string right) => member.Identity is { IsAuthenticated: true } && right switch
    {
        Member => true,
        Office => Roles.Any(member.IsInRole),
        Writer => member.IsInRole(Editor) || member.IsInRole(Coordinator),
        _ => member.IsInRole(right),
    };

    /// <summary>True when this right still waits for a second step in this session.</summary>
    internal static bool LacksSecondStep(this ClaimsPrincipal member, string right) =>
        AsksSecondStep(member, right) && !member.HasClaim(MemberClaims.SecondFactor, MemberClaims.Yes);

    /// <summary>True when a right with a second step was granted.</summary>
    internal static bool NeedsSecondStep(IEnumerable<string> roles) => roles.Any(role => role is Coordinator or Editor or Administrator);

    // The office opens for a contact person without a second step, but for nobody who has more to open there.
    private static bool AsksSecondStep(ClaimsPrincipal member, string right) => right switch
    {
        Coordinator or Editor or Administrator or Writer => true,
        Office => NeedsSecondStep(Roles.Where(member.IsInRole)),
        _ => false,
    };

    /// <summary>Adds the policies. Whatever does not say who may come in, is for members.</summary>
    internal static IServiceCollection AddRights(this IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder();
        foreach (var right in new[] { Member, ContactPerson, Coordinator, Editor, Writer, Administrator, Office })
            builder.AddPolicy(
                right,
                policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right), new SecondStepRequirement(right)));
        builder.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddSingleton<IAuthorizationHandler, RightHandler>().AddSingleton<IAuthorizationHandler, SecondStepHandler>();
        return services.AddSingleton<IAuthorizationMiddlewareResultHandler, LeadToSecondStep>();
    }
}

/// <summary>The names of what a session knows of its member.</summary>
internal static class MemberClaims
{
    public const string Session = "session";
    public const string Organisation = "organisation";
    public const string Municipality = "municipality";
    public const string Area = "area";
    public const string SecondFactor = "second_factor";
    public const string Method = "method";
    public const string StartedAt = "started_at";
    public const string Yes = "yes";
}

internal sealed record RightRequirement(string Right) : IAuthorizationRequirement;

internal sealed record SecondStepRequirement(string Right) : IAuthorizationRequirement;

internal sealed class RightHandler : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (context.User.Has(requirement.Right)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

internal sealed class SecondStepHandler : AuthorizationHandler<SecondStepRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SecondStepRequirement requirement)
    {
        if (!context.User.LacksSecondStep(requirement.Right)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
