using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Portal.Members.SignIn;

/// <summary>
/// An organisation's own way to sign in (OpenID Connect Core 1.0, found by Discovery 1.0). What it says of an address counts only in
/// the domains that stand with it here.
/// </summary>
internal sealed partial class Provider
{
    /// <summary>In addresses: lower-case letters and digits.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>On the button: "Inloggen met ...".</summary>
    [Required]
    public string Label { get; set; } = "";

    /// <summary>Its issuer, by https; <c>/.well-known/openid-configuration</c> below it tells the rest.</summary>
    [Required, Url]
    public string Authority { get; set; } = "";

    [Required]
    public string ClientId { get; set; } = "";

    [Required]
    public string ClientSecret { get; set; } = "";

    /// <summary>What is asked for.</summary>
    public string Scope { get; set; } = "openid email profile";

    /// <summary>
    /// The mail domains it speaks for, as they stand behind the @. An address elsewhere opens no account, whatever the provider says of it.
    /// </summary>
    public List<string> Domains { get; } = [];

    /// <summary>True when the provider itself asks a second step of everybody, so that we need not.</summary>
    public bool AsksSecondStep { get; set; }

    /// <summary>The name of its authentication scheme.</summary>
    public string Scheme => "sso-" + Name;

    /// <summary>True for what can stand behind the @ of an address.</summary>
    public static bool IsMailDomain(string text) => MailDomain().IsMatch(text);

    /// <summary>True when the provider may say whose this address is.</summary>
    public bool SpeaksFor(string email) => Domains.Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex MailDomain();
}

/// <summary>All providers (<c>Members:Providers</c>).</summary>
internal sealed partial class ProviderOptions : IValidatableObject
{
    public List<Provider> All { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var provider in All)
            foreach (var problem in Problems(provider))
                yield return new ValidationResult($"Members:Providers '{provider.Name}': {problem}");
        foreach (var twins in All.GroupBy(provider => provider.Name).Where(same => same.Count() > 1))
            yield return new ValidationResult($"Members:Providers '{twins.Key}': stands there twice.");
    }

    private static IEnumerable<string> Problems(Provider provider)
    {
        var wrong = new List<ValidationResult>();
        Validator.TryValidateObject(provider, new ValidationContext(provider), wrong, validateAllProperties: true);
        foreach (var result in wrong) yield return result.ErrorMessage!;
        if (!Plain().IsMatch(provider.Name)) yield return "a name has lower-case letters and digits only.";
        // Without TLS anybody on the way hands out keys of their own; on this machine there is no way.
        if (Uri.TryCreate(provider.Authority, UriKind.Absolute, out var authority) && authority.Scheme != Uri.UriSchemeHttps
            && !authority.IsLoopback)
            yield return "the Authority must begin with https://.";
        foreach (var domain in provider.Domains.Where(domain => !Provider.IsMailDomain(domain)))
            yield return $"'{domain}' in Domains is no mail domain. Write it as it stands behind the @, like voorbeeld.nl.";
    }

    [GeneratedRegex("^[a-z0-9]+$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex Plain();
}
