using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Members.SignIn;

/// <summary>
/// Each provider as an authentication scheme: the framework's OAuth handler (code flow, PKCE, state in a cookie), and then the
/// userinfo endpoint, asked over TLS with the fresh token. A path of its own to come back to keeps two providers apart.
/// </summary>
internal static class ProviderSchemes
{
    public static AuthenticationBuilder AddProviders(this AuthenticationBuilder authentication, IEnumerable<Provider> providers, Action<CookieBuilder> keep)
    {
        foreach (var provider in providers)
        {
            authentication.AddOAuth(provider.Scheme, provider.Label, options =>
            {
                Configure(options, provider);
                keep(options.CorrelationCookie);
            });
        }
        return authentication;
    }

    private static void Configure(OAuthOptions options, Provider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        (options.ClientId, options.ClientSecret) = (provider.ClientId, provider.ClientSecret);
        (options.AuthorizationEndpoint, options.TokenEndpoint, options.UserInformationEndpoint) = (provider.AuthorizationEndpoint, provider.TokenEndpoint, provider.UserInfoEndpoint);
        options.CallbackPath = $"/inloggen/sso/{provider.Name}/terug";
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in provider.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.ClaimActions.MapJsonKey(ClaimTypes.NameIdentifier, "sub");
        options.ClaimActions.MapJsonKey(ClaimTypes.Name, "name");
        options.ClaimActions.MapJsonKey(ClaimTypes.Email, "email");
        options.ClaimActions.MapJsonKey(Externals.EmailVerified, "email_verified");
        options.Events.OnCreatingTicket = AskWhoAsync;
        options.Events.OnRemoteFailure = context =>
        {
            // Said nowhere else: what the provider answered is no business of the visitor, and the administrator must be able to mend it.
            context.HttpContext.RequestServices.GetRequiredService<ILogger<Provider>>().LogWarning(
                "Signing in by provider {Provider} failed: {Reason}", provider.Name, (context.Failure?.InnerException ?? context.Failure)?.Message);
            context.Response.Redirect("/inloggen?sso=mislukt");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static async Task AskWhoAsync(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var user = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(context.HttpContext.RequestAborted), default, context.HttpContext.RequestAborted);
        context.RunClaimActions(user.RootElement);
    }
}
