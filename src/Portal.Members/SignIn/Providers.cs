using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Portal.Members.SignIn;

/// <summary>An organisation's own way to sign in: OpenID Connect, by code flow with PKCE and the userinfo endpoint.</summary>
internal sealed class Provider
{
    /// <summary>In addresses: lower-case letters and digits.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>On the button: "Inloggen met ...".</summary>
    [Required]
    public string Label { get; set; } = "";

    [Required]
    public string ClientId { get; set; } = "";

    [Required]
    public string ClientSecret { get; set; } = "";

    [Required, Url]
    public string AuthorizationEndpoint { get; set; } = "";

    [Required, Url]
    public string TokenEndpoint { get; set; } = "";

    [Required, Url]
    public string UserInfoEndpoint { get; set; } = "";

    /// <summary>What is asked for.</summary>
    public string Scope { get; set; } = "openid email profile";

    /// <summary>True when the provider itself asks a second step of everybody, so that we need not.</summary>
    public bool AsksSecondStep { get; set; }

    /// <summary>The name of its authentication scheme.</summary>
    public string Scheme => "sso-" + Name;
}

/// <summary>All providers (<c>Members:Providers</c>).</summary>
internal sealed partial class ProviderOptions : IValidatableObject
{
    public List<Provider> All { get; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var provider in All)
        {
            var wrong = new List<ValidationResult>();
            Validator.TryValidateObject(provider, new ValidationContext(provider), wrong, validateAllProperties: true);
            foreach (var result in wrong) yield return new ValidationResult($"Members:Providers '{provider.Name}': {result.ErrorMessage}");
            if (!Plain().IsMatch(provider.Name)) yield return new ValidationResult($"Members:Providers '{provider.Name}': a name has lower-case letters and digits only.");
        }
        foreach (var twins in All.GroupBy(provider => provider.Name).Where(same => same.Count() > 1))
            yield return new ValidationResult($"Members:Providers '{twins.Key}': stands there twice.");
    }

    [GeneratedRegex("^[a-z0-9]+$", RegexOptions.None, 1000)]
    private static partial Regex Plain();
}
