using System.ComponentModel.DataAnnotations;

namespace Portal.Members.People;

/// <summary>An e-mail address as people write them: something, an @, a domain with a dot.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MailAddressAttribute() : ValidationAttribute(Refusal)
{
    public const string Refusal = "Dit is geen e-mailadres. Schrijf het zoals naam@organisatie.nl";

    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || IsMailAddress(text.Trim());

    /// <summary>True for what mail can be sent to.</summary>
    public static bool IsMailAddress(string text) =>
        text.Length <= 254 && new EmailAddressAttribute().IsValid(text) && !text.Any(IsOdd) && text.Split('@')[1] is var domain
        && domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.');

    private static bool IsOdd(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || character is ',' or ';' or '<' or '>' or '"';
}
