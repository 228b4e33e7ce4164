using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Portal.Members.People;

namespace Portal.Members.SignIn;

/// <summary>
/// Refuses what is tried first: a password made of well-known words, digits and signs alone, of one's own address, or of a few
/// characters. The list has words rather than passwords, so "Welkom2026!!!!" is on it too.
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<Member>
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "CommonPassword";

    private const int FewCharacters = 5;
    private static readonly Regex OnlyKnown = new(
        $"^({string.Join('|', Words().Select(Regex.Escape))})*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));

    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user, string? password) =>
        Task.FromResult(IsCommon(password ?? "", user.Email ?? "") ? IdentityResult.Failed(new IdentityError { Code = Code }) : IdentityResult.Success);

    internal static bool IsCommon(string password, string email)
    {
        var letters = LettersOf(password);
        var own = LettersOf(email.Split('@')[0]);
        if (own.Length > 3) letters = letters.Replace(own, "", StringComparison.Ordinal);
        return password.Distinct().Count() < FewCharacters || OnlyKnown.IsMatch(letters);
    }

    // P@ssw0rd is password; what remains of digits and signs says nothing.
    private static string LettersOf(string text) => new([.. text.ToLowerInvariant().Select(Plain).Where(char.IsLetter)]);

    private static char Plain(char character) => character switch { '@' or '4' => 'a', '0' => 'o', '3' => 'e', '1' or '!' => 'i', '$' or '5' => 's', '7' => 't', _ => character };

    private static IEnumerable<string> Words()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        while (list.ReadLine() is { } line)
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return LettersOf(word);
    }
}
