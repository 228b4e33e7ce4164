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

    // Digits and signs between the words say nothing; a digit may also stand for a letter, as in P@ssw0rd1.
    private const string NoLetter = @"[^\p{L}]";
    private static readonly Regex OnlyKnown = new(
        $"^({string.Join('|', Words().Select(word => Spelled(word, "")))}|{NoLetter})*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);

    public Task<IdentityResult> ValidateAsync(UserManager<Member> manager, Member user, string? password) =>
        Task.FromResult(
            IsCommon(password ?? "", user.Email ?? "") ? IdentityResult.Failed(new IdentityError { Code = Code }) : IdentityResult.Success);

    internal static bool IsCommon(string password, string email)
    {
        if (password.Distinct().Count() < FewCharacters) return true;
        var rest = password.ToLowerInvariant();
        var own = new string([.. email.Split('@')[0].ToLowerInvariant().Where(char.IsLetter)]);
        if (own.Length > 3)
            rest = Regex.Replace(rest, Spelled(own, NoLetter + "*"), "", RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        return OnlyKnown.IsMatch(rest);
    }

    private static string Spelled(string word, string between) => string.Join(between, word.Select(letter => letter switch
    {
        'a' => "[a@4]",
        'e' => "[e3]",
        'i' => "[i1!]",
        'o' => "[o0]",
        's' => "[s$5]",
        't' => "[t7]",
        _ => Regex.Escape(letter.ToString()),
    }));

    private static IEnumerable<string> Words()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("common-passwords.txt")!);
        while (list.ReadLine() is { } line)
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries)) yield return word;
    }
}
