using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Portal.Members.SignIn;

/// <summary>
/// Each provider as an authentication scheme: the framework's OpenID Connect handler, by code and PKCE. The handler checks the id_token
/// (signature, issuer, audience, nonce, time) and that the userinfo endpoint speaks of the same person. A path of its own to come back
/// to keeps two providers apart.
/// </summary>
internal static class ProviderSchemes
{
    /// <summary>Where somebody was on their way to, kept in the state that a provider gives back.</summary>
    public const string BackItem = "terug";

    /// <summary>Adds them; <paramref name="keep"/> gives a cookie its name and properties.</summary>
    public static AuthenticationBuilder AddProviders(
        this AuthenticationBuilder authentication, IEnumerable<Provider> providers, Action<CookieBuilder, string> keep)
    {
        foreach (var provider in providers)
        {
            authentication.AddOpenIdConnect(provider.Scheme, provider.Label, options =>
            {
                Ask(options, provider);
                Take(options, provider);
                keep(options.CorrelationCookie, "heen-");
                keep(options.NonceCookie, "nonce-");
            });
        }
        return authentication;
    }

    /// <summary>The page to sign in on another way, with the sentence that belongs to what went wrong; said in the log too.</summary>
    public static string AfterFailure(Provider provider, Exception? failure, string? back, ILogger log)
    {
        // What a provider answered is no business of the visitor, and the administrator must be able to mend it.
        var reason = string.Join(" / ", Causes(failure).Select(cause => cause.Message));
        log.LogWarning("Signing in by provider {Provider} failed: {Reason}", provider.Name, reason);
        var why = Causes(failure).Any(cause => cause is HttpRequestException or IOException or OperationCanceledException)
            ? "weg"
            : "mislukt";
        var query = new Dictionary<string, string?>(StringComparer.Ordinal) { ["sso"] = why, ["bij"] = provider.Name };
        if (back is not null) query["terug"] = back;
        return QueryHelpers.AddQueryString("/inloggen", query);
    }

    private static void Ask(OpenIdConnectOptions options, Provider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        (options.Authority, options.ClientId, options.ClientSecret) = (provider.Authority, provider.ClientId, provider.ClientSecret);
        options.RequireHttpsMetadata = !new Uri(provider.Authority).IsLoopback;
        options.CallbackPath = $"/inloggen/sso/{provider.Name}/terug";
        (options.RemoteSignOutPath, options.SignedOutCallbackPath) = (default, default); // signing out here signs out nowhere else
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Back by a link: a form from another site would bring no cookie that is SameSite=Lax.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.DisableTelemetry = true;
        options.BackchannelTimeout = TimeSpan.FromSeconds(20); // somebody waits for it
        options.Scope.Clear();
        foreach (var scope in provider.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
    }

    private static void Take(OpenIdConnectOptions options, Provider provider)
    {
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.MapUniqueJsonKey(Externals.EmailVerified, Externals.EmailVerified);
        options.Events.OnTokenValidated = context =>
        {
            // The handler lets a token without a signature pass when it came by code: Core 1.0, 3.1.3.7 leaves that open. We do not.
            return context.SecurityToken.RawSignature.Length > 0
                ? Task.CompletedTask
                : throw new SecurityTokenInvalidSignatureException("The id_token is not signed.");
        };
        options.Events.OnUserInformationReceived = context =>
        {
            // An address and whether it was checked are taken from one answer, never one from each.
            if (context.User.RootElement.TryGetProperty(Externals.Email, out _) && context.Principal?.Identity is ClaimsIdentity identity)
                foreach (var claim in identity.FindAll(claim => claim.Type is Externals.Email or Externals.EmailVerified).ToList())
                    identity.RemoveClaim(claim);
            return Task.CompletedTask;
        };
        options.Events.OnTicketReceived = context =>
        {
            context.Principal = Externals.Known(provider, context.Principal!);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = context =>
        {
            var back = context.Properties?.Items.TryGetValue(BackItem, out var item) == true ? item : null;
            var log = context.HttpContext.RequestServices.GetRequiredService<ILogger<Provider>>();
            context.Response.Redirect(AfterFailure(provider, context.Failure, back, log));
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException) yield return failure;
    }
}
