using System.ComponentModel.DataAnnotations;

namespace Portal.Members.People;

/// <summary>An e-mail address as people write them: something, an @, a domain with a dot.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MailAddressAttribute() : ValidationAttribute(Refusal)
{
    /// <summary>What is said of anything else.</summary>
    public const string Refusal = "Dit is geen e-mailadres. Schrijf het zoals naam@organisatie.nl";

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || IsMailAddress(text.Trim());

    /// <summary>True for what mail can be sent to.</summary>
    public static bool IsMailAddress(string text) =>
        text.Length <= 254 && new EmailAddressAttribute().IsValid(text) && !text.Any(IsOdd) && text.Split('@')[1] is var domain
        && domain.Contains('.', StringComparison.Ordinal) && !domain.StartsWith('.') && !domain.EndsWith('.');

    // Signs that nobody sees, such as those that turn the direction of writing, make an address look like another one.
    private static bool IsOdd(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || character is ',' or ';' or '<' or '>' or '"'
            || char.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format;
}
