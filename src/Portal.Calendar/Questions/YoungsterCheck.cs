using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Platform;

namespace Portal.Calendar.Questions;

/// <summary>Something in a text that could be data of a youngster.</summary>
/// <param name="What">What it looks like, Dutch, to stand before what was found.</param>
/// <param name="Words">What was found, as it stands there.</param>
/// <param name="Refuses">True: nobody may send it, whatever they say.</param>
internal sealed record YoungsterFinding(string What, string Words, bool Refuses = false)
{
    /// <summary>What is said where one refuses.</summary>
    public const string Refusal = "In wat je schreef staat een burgerservicenummer. Dat bewaren we niet. Haal het weg.";
}

/// <summary>
/// Looks whether a text names a youngster, before it is kept. A citizen service number (BSN) is known by its eleven test and refused; the
/// rest could be something else, and is asked about. Nothing of it is logged.
/// </summary>
internal static partial class YoungsterCheck
{
    private const int Milliseconds = 10_000, Youngest = 4, Oldest = 27, MostWords = 60, MostFindings = 8;
    private const string Months =
        "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?"
        + "|dec(?:ember)?";
    private const string Young =
        "jongen|meisje|meid|leerling|jongere|jeugdige|kind|scholier|puber|tiener|zoon|dochter|broer(?:tje)?|zus(?:je)?|neefje|nichtje"
        + "|jochie|knul";

    // Words that begin with a capital, stand before a number in brackets, and are nobody's name.
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "jongeren", "jongens", "meisjes", "leerlingen", "kinderen", "scholieren", "jeugd", "jeugdigen", "groep", "klas", "klassen", "team",
        "bijlage", "artikel", "hoofdstuk", "paragraaf", "pagina", "tabel", "figuur", "punt", "stap", "doel", "week", "dag", "januari",
        "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "maandag",
        "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "deelnemers", "professionals", "docenten", "ouders", "scholen",
        "gemeenten", "aantal", "versie", "fase", "er", "het", "dat", "dit", "de", "een", "hij", "zij", "wij", "ik", "wie", "wat", "in",
        "op",
        "van", "vanaf", "tussen", "gemiddeld", "soms", "vaak", "ook", "nu", "nog", "voor", "bij", "met", "meestal",
        "vo", "po", "so", "om", "rt",
    };

    /// <summary>What was found, what is refused first; empty when there is nothing.</summary>
    /// <param name="text">All that somebody wrote.</param>
    /// <param name="ownAddress">The address of who wrote it, which may stand in it.</param>
    /// <param name="today">To tell the birthday of a youngster from another date.</param>
    public static IReadOnlyList<YoungsterFinding> Find(string text, string? ownAddress, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Digits and letters of double width, and digits of other scripts, are digits and letters.
        var plain = string.Concat(text.Normalize(NormalizationForm.FormKC).Select(
            letter => char.IsDigit(letter) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(letter)) : letter));
        var without = Url().Replace(plain, " ");
        var (findings, phones) = (new List<YoungsterFinding>(), new List<string>());
        without = Phone().Replace(without, found =>
        {
            // Nine digits in a row that pass the eleven test are none, whatever digit stands behind them.
            if (Digits().Matches(found.Value).Any(group => IsServiceNumber(group.Value))) return found.Value;
            if (!IsPublic(found.Value)) phones.Add(found.Value);
            return " ";
        });
        findings.AddRange(
            ServiceNumbersIn(without).Select(number => new YoungsterFinding("een burgerservicenummer", number, Refuses: true)));
        findings.AddRange(phones.Select(phone => new YoungsterFinding("een telefoonnummer", phone)));
        findings.AddRange(MailAddress().Matches(plain).Select(found => found.Value)
            .Where(address => !string.Equals(address, ownAddress, StringComparison.OrdinalIgnoreCase))
            .Select(address => new YoungsterFinding("een e-mailadres van een ander", address)));
        findings.AddRange(BirthdaysIn(without, today).Select(day => new YoungsterFinding("een geboortedatum", day)));
        findings.AddRange(NamesIn(without).Select(name => new YoungsterFinding("een naam met een leeftijd", name)));
        findings.AddRange(Called().Matches(without).Where(found => !NoNames.Contains(found.Groups["name"].Value))
            .Select(found => new YoungsterFinding("een naam of initialen", found.Value)));
        findings.AddRange(AgeAndClass().Matches(without).Select(found => new YoungsterFinding("een leeftijd met een klas", found.Value)));
        return
        [
            .. findings.Select(found => found with { Words = Cut(found.Words) }).DistinctBy(found => found.Words)
                .OrderByDescending(found => found.Refuses).Take(MostFindings),
        ];
    }

    /// <summary>
    /// What somebody agrees to when they send it all the same: these findings, and no others that come to stand there later.
    /// </summary>
    public static string Mark(IEnumerable<YoungsterFinding> findings) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', findings.Select(found => found.Words)))))[..16];

    /// <summary>The eleven test of a BSN: nine digits, of which the last counts against the others.</summary>
    public static bool IsServiceNumber(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (digits.Length != 9 || !digits.All(char.IsAsciiDigit) || digits.All(digit => digit == '0')) return false;
        var sum = digits.Select((digit, at) => (digit - '0') * (at == 8 ? -1 : 9 - at)).Sum();
        return sum % 11 == 0;
    }

    // Nine digits in a row, or in groups as people write them: 123 456 782, 1234.56.782. Where the word BSN stands before it, eight will
    // do: the first is a zero that was left out.
    private static IEnumerable<string> ServiceNumbersIn(string text)
    {
        foreach (Match run in DigitGroups().Matches(text))
        {
            var groups = Digits().Matches(run.Value);
            for (var from = 0; from < groups.Count; from++)
            {
                var digits = new StringBuilder();
                for (var to = from; to < groups.Count && digits.Length < 9; to++)
                {
                    digits.Append(groups[to].Value);
                    if (!IsServiceNumber(digits.ToString())) continue;
                    yield return run.Value[groups[from].Index..(groups[to].Index + groups[to].Length)];
                    break;
                }
            }
        }
        foreach (Match named in NamedServiceNumber().Matches(text))
            if (IsServiceNumber(Digit().Replace(named.Groups["number"].Value, "").PadLeft(9, '0')))
                yield return named.Groups["number"].Value;
    }

    private static IEnumerable<string> BirthdaysIn(string text, DateOnly today)
    {
        var told = Born().Matches(text);
        foreach (Match born in told) yield return born.Value;
        foreach (Match date in Date().Matches(text))
        {
            if (told.Any(born => born.Index <= date.Index && date.Index + date.Length <= born.Index + born.Length)) continue;
            var year = int.Parse(date.Groups["year"].Value, CultureInfo.InvariantCulture);
            if (today.Year - year is >= Youngest and <= Oldest) yield return date.Value;
        }
    }

    private static IEnumerable<string> NamesIn(string text) =>
        from found in NameAndAge().Matches(text)
        let age = int.Parse(found.Groups["age"].Value, CultureInfo.InvariantCulture)
        where age is >= Youngest and <= Oldest && !NoNames.Contains(found.Groups["name"].Value.Split(' ')[^1])
        select found.Value;

    // Numbers of a service, which are nobody's: 112, 0800-7000, 0900-8844, 14 020.
    private static bool IsPublic(string phone) => Digit().Replace(phone, "") is var digits
        && (digits.StartsWith("0800", StringComparison.Ordinal) || digits.StartsWith("090", StringComparison.Ordinal));

    private static string Cut(string words)
    {
        var line = OneLine.Of(words);
        return line.Length <= MostWords ? line : string.Concat(line.AsSpan(0, MostWords), "…");
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.IgnoreCase, Milliseconds)]
    private static partial Regex Url();

    // Ten digits from a zero, or what comes after 31.
    [GeneratedRegex(
        @"(?<![\p{L}\d])(?:(?:\+|00)31[\s.\-]?(?:\(0\))?[\s.\-]?[1-9]|0[1-9])(?:[\s.\-]{0,3}\d){8}(?![\d])", RegexOptions.ExplicitCapture,
        Milliseconds)]
    private static partial Regex Phone();

    [GeneratedRegex(@"[\p{L}\d._%+\-]+@[\p{L}\d\-]+(\.[\p{L}\d\-]+)+", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"(?<![\p{L}\d])\d+(?:[ .\-]\d+)*(?![\p{L}\d])", RegexOptions.None, Milliseconds)]
    private static partial Regex DigitGroups();

    [GeneratedRegex(@"\d+", RegexOptions.None, Milliseconds)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\D", RegexOptions.None, Milliseconds)]
    private static partial Regex Digit();

    [GeneratedRegex(
        @"\b(bsn|burgerservicenummer|sofi-?nummer)\b\D{0,12}(?<number>\d[\d .\-]{6,11}\d)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        Milliseconds)]
    private static partial Regex NamedServiceNumber();

    [GeneratedRegex(
        @"\b(geboren(\s+(op|in))?|geb\.?(oortedatum)?|geboortedatum)\s*:?\s*\d{1,2}([\s./\-]+(\d{1,2}|" + Months
            + @"))?([\s./\-]+\d{2,4})?\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Born();

    [GeneratedRegex(
        @"(?<!\d)(\d{1,2}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*|\d{1,2}\s+(" + Months + @")\s+)(?<year>(19|20)\d\d)(?!\d)"
            + @"|(?<!\d)(?<year>(19|20)\d\d)-\d{2}-\d{2}(?!\d)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Date();

    // Mohammed (14); Mohammed B., 14 jaar; M.K. van 15; J. de V. is 16 jaar.
    [GeneratedRegex(
        @"(?<![\p{L}\d])(?<name>(\p{Lu}\.\s?){1,3}(\p{Lu}\.?|(van|de|der|den|el|al|ten|ter)\s){0,4}|"
            + @"\p{Lu}\p{Ll}+(\s(van|de|der|den|el|al)){0,3}(\s\p{Lu}[\p{L}'’\-]*\.?){0,4})"
            + @"(\s*\(\s*(?<age>\d{1,2})(\s*(jr|jaar|j)\.?)?\s*\)|,?\s+(is\s+|van\s+)?(?<age>\d{1,2})(\s*jaar|\s*jr\.?|\s+wordt)"
            + @"|\s+van\s+(?<age>\d{1,2}))(?!\d)",
        RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex NameAndAge();

    // een jongen genaamd Ali; leerling M.K.; mijn leerling heet Sanne; met de initialen A.B.
    [GeneratedRegex(
        @"\b(?i:genaamd|geheten|heet|met de naam|zijn naam is|haar naam is|(de )?initialen( zijn)?:?)\s+[‘'""“]?"
            + @"(?<name>(\p{Lu}\.\s?){1,4}\p{Lu}?|\p{Lu}[\p{L}'’\-]+)"
            + @"|\b(?i:" + Young + @")\s+(?<name>(\p{Lu}\.\s?){1,4}\p{Lu}?\b|\p{Lu}{2}\b)",
        RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Called();

    // een jongen van 15 uit klas 3B
    [GeneratedRegex(
        @"\b(" + Young + @")\b[^.!?\n]{0,40}?\b\d{1,2}\b[^.!?\n]{0,40}?\b(klas|groep|vmbo|mavo|havo|vwo)\s*-?\s*\d?\s?[a-z]?\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex AgeAndClass();
}
