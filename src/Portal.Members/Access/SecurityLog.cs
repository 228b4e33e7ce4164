using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Portal.Platform;

namespace Portal.Members.Access;

/// <summary>
/// What happened to accounts, for who must find out afterwards (BIO2 8.15): one structured line each, with action, object, result,
/// actor, origin; the log adds the time. Members go by id; no address, name, password, code or link stands in a line.
/// </summary>
internal sealed class SecurityLog(ILoggerFactory logs, IHttpContextAccessor http)
{
    /// <summary>The log's category, for settings and collectors.</summary>
    public const string Category = "Portal.Security";

    private readonly ILogger log = logs.CreateLogger(Category);

    /// <param name="action">What was tried, e.g. <c>sign-in-password</c>.</param>
    /// <param name="member">Whose account; null when there is none.</param>
    /// <param name="result">What came of it.</param>
    /// <param name="actor">Who did it; null: a visitor, or the command line.</param>
    /// <param name="detail">A role, a method, an id; nothing a person wrote.</param>
    public void Write(string action, Guid? member, string result, Guid? actor, string detail = "") =>
        log.LogInformation(
            "{Action} {Object} {Result} {Actor} {Origin} {Detail}", action, member?.ToString() ?? "unknown", result,
            actor?.ToString() ?? "none", Origin, detail);

    private string Origin => http.HttpContext is { } context ? ClientNetwork.OriginOf(context) : "command line";
}
