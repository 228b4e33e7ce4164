using Microsoft.AspNetCore.Http;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>Who asks a page of the office.</summary>
internal static class Requests
{
    /// <summary>True for a script, which reads the answer; false for a browser, which shows it.</summary>
    public static bool WantsJson(this HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
}
