using System.Text;
using Portal.Search.Analysis;

namespace Portal.Tests.Search;

/// <summary>Compounds taken apart and put together; the lists they are judged by are in <c>Gold/</c>.</summary>
public sealed class CompoundsTests
{
    [Theory]
    [InlineData("wijkagent", "wijk", "agent")]
    [InlineData("jongerenwerkers", "jongeren", "werker")]
    [InlineData("groepsaanpak", "groep", "aanpak")]
    [InlineData("drugsverslavingszorg", "drugs", "verslaving", "zorg")]
    [InlineData("leerplichtambtenaren", "leerplicht", "ambtenaar")]
    public void A_compound_can_be_found_by_each_of_its_parts(string word, params string[] parts)
    {
        var found = Compounds.PartsOf(word, Lexicon.Kept);

        Assert.All(parts, part => Assert.NotEmpty(DutchAnalyzer.LexemesOf(part).Intersect(found)));
        Assert.DoesNotContain(word, found);
    }

    [Theory]
    [InlineData("jongerenrechtbank", "bank")]
    [InlineData("wachtwoord", "woord")]
    [InlineData("zorgen", "zorg")]
    public void A_word_with_a_meaning_of_its_own_stays_whole(string word, string part) =>
        Assert.DoesNotContain(part, Compounds.PartsOf(word, Lexicon.Kept));

    [Fact]
    public void A_site_brings_its_own_words()
    {
        Assert.Empty(Compounds.PartsOf("zeilmakersgilde", Lexicon.Kept));

        Assert.Contains("gilde", Compounds.PartsOf("zeilmakersgilde", new Lexicon(["zeilmaker", "gilde"])));
    }

    [Theory]
    [InlineData("wijk", "agent", "wijkagent")]
    [InlineData("groep", "aanpak", "groepsaanpak")]
    [InlineData("jongeren", "werkers", "jongerenwerkers")]
    [InlineData("wijk", "haven", null)]
    [InlineData("a", "b", null)]
    public void Two_words_are_one_when_the_site_writes_them_so(string first, string second, string? joined) =>
        Assert.Equal(joined, Compounds.Joined(first, second, new Lexicon(["wijkagent", "groepsaanpak", "jongerenwerker"])));

    /// <summary>The trap is a word of many parts that all fit; a compound has a longest length, and so has the work.</summary>
    [Fact]
    public void The_worst_word_costs_no_more_than_its_length_squared()
    {
        var lexicon = new CountingLexicon(["wijkwijk", "wijkwijkwijk", "gentwijk", "dagen", "agens"]);
        var worst = string.Concat(Enumerable.Repeat("wijkdag", 100));

        Assert.Empty(Compounds.PartsOf(worst, lexicon));
        for (var length = 7; length <= 40; length++)
            Assert.InRange(Compounds.PartsOf(worst[..length], lexicon).Count, 0, 3 * length);
        Assert.InRange(lexicon.Asked, 1, 34 * 40 * 40 * 6);
    }

    [Fact]
    public void Anything_at_all_can_be_analysed()
    {
        // Seeded: four thousand here, a million by hand when the analysis changes (see the room's README).
        var random = new Random(13);
        var lexicon = new CountingLexicon(["verslaving", "jongeren", "overleg"]);
        for (var round = 0; round < 4_000; round++)
        {
            var text = RandomText(random);
            var tokens = DutchAnalyzer.Analyze(text).ToList();
            Assert.InRange(tokens.Count, 0, (2 * text.Length) + 1);
            foreach (var token in tokens)
            {
                Assert.InRange(token.Lexemes.Count, 1, 12);
                Assert.InRange(Compounds.PartsOf(token.Surface, lexicon).Count, 0, 3 * token.Surface.Length);
            }
            DutchAnalyzer.Key(text);
            DutchAnalyzer.Subject(text);
        }
        Assert.InRange(lexicon.Asked, 0, 4_000 * 40 * 40);
    }

    private sealed class CountingLexicon(IReadOnlyCollection<string> siteWords) : Lexicon(siteWords)
    {
        public long Asked { get; private set; }

        public override bool IsPart(string word)
        {
            Asked++;
            return base.IsPart(word);
        }
    }

    // Letters of all scripts, halves of pairs, marks, syllables of Dutch that the rules look for, and what stands between words.
    private static string RandomText(Random random)
    {
        string[] pieces =
        [
            "ge", "ver", "heid", "heden", "ingen", "ster", "sters", "ares", "aressen", "je", "tjes", "en", "s", "as", "oas", "d", "t",
            "wijk", "drugs", "agent", "jongeren", "verslaving", "-", "'s", ".", "@", " ", "\n", "\0", "www.", "1.250,00",
            "12-10-2026", "\uD83D", "\uFFFE",
        ];
        var text = new StringBuilder();
        for (var length = random.Next(24); length > 0; length--)
        {
            if (random.Next(2) == 0) text.Append(pieces[random.Next(pieces.Length)]);
            else text.Append((char)random.Next(random.Next(3) == 0 ? char.MaxValue + 1 : 0x250));
        }
        return text.ToString();
    }
}
