using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.SignIn;

/// <summary>
/// Passkeys (WebAuthn) by Identity: it makes the challenges, keeps each in a protected cookie of a few minutes, and checks what the
/// browser sends back. A passkey counts as two steps: the device, and the finger, face or pin that opened it.
/// </summary>
internal sealed class Passkeys(
    SignInManager<Member> manager, UserManager<Member> members, SignIns signIns, SecurityLog log)
{
    /// <summary>What <c>navigator.credentials.create</c> needs, as JSON.</summary>
    public Task<string> CreationOptionsAsync(Member member) =>
        manager.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity { Id = member.Id.ToString(), Name = member.Email!, DisplayName = member.Name });

    /// <summary>
    /// What <c>navigator.credentials.get</c> needs, as JSON; the same for everybody, so it tells nothing about an account.
    /// </summary>
    public Task<string> RequestOptionsAsync() => manager.MakePasskeyRequestOptionsAsync(null);

    /// <summary>The passkey the browser made; null when it is none, or not for this challenge.</summary>
    public async Task<UserPasskeyInfo?> AttestAsync(string? credential) =>
        await TryAsync(
            credential,
            async json => (await manager.PerformPasskeyAttestationAsync(json)) is { Succeeded: true } result ? result.Passkey : null);

    /// <summary>The id of what a browser made (WebAuthn 5.1, base64url); null when it says none.</summary>
    public static string? IdIn(string? credential)
    {
        try
        {
            return JsonNode.Parse(credential ?? "") is JsonObject made && made["id"] is JsonValue id && id.TryGetValue(out string? text)
                ? text
                : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return null; // a key that stands there twice is an argument that is wrong
        }
    }

    /// <summary>Signs in whoever the passkey belongs to.</summary>
    public async Task<SignInOutcome> SignInAsync(string? credential)
    {
        var proof = await TryAsync(
            credential,
            async json =>
                await manager.PerformPasskeyAssertionAsync(json) is { Succeeded: true, User: { } user, Passkey: { } passkey }
                    ? new Proof(user.Id, passkey)
                    : null);
        if (proof is null || await members.FindByIdAsync(proof.Member.ToString()) is not { BlockedAt: null } member)
        {
            log.Write("sign-in-passkey", proof?.Member, "refused", null);
            return SignInOutcome.Refused;
        }
        await members.AddOrUpdatePasskeyAsync(member, proof.Passkey); // its counter: a copied key would lag behind
        await signIns.StartAsync(member, SignInMethods.Passkey, SecondSteps.Passkey, remember: false);
        return SignInOutcome.SignedIn;
    }

    /// <summary>The addresses the script asks. POST with antiforgery: each sets a cookie.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/inloggen/passkey/opties", async (HttpContext http, IAntiforgery forms, Passkeys passkeys) =>
            await forms.IsRequestValidAsync(http)
                ? Results.Content(await passkeys.RequestOptionsAsync(), "application/json")
                : Results.BadRequest()).AllowAnonymous();
        routes.MapPost(
            "/account/passkeys/opties",
            async (HttpContext http, IAntiforgery forms, Passkeys passkeys, CurrentMember current, UserManager<Member> members) =>
                await forms.IsRequestValidAsync(http) && await members.FindByIdAsync(current.Id.ToString()) is { } member
                    ? Results.Content(await passkeys.CreationOptionsAsync(member), "application/json")
                    : Results.BadRequest()).RequireAuthorization(Rights.Member);
    }

    private sealed record Proof(Guid Member, UserPasskeyInfo Passkey);

    // What a browser sends may be anything.
    private static async Task<T?> TryAsync<T>(string? credential, Func<string, Task<T?>> check) where T : class
    {
        if (string.IsNullOrEmpty(credential)) return null;
        try
        {
            return await check(credential);
        }
        catch (Exception e) when (e is PasskeyException or InvalidOperationException or JsonException or FormatException)
        {
            return null;
        }
    }
}
