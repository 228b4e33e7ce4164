using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Tests.Map;
using Portal.Tests.Members;

namespace Portal.Tests.Web;

/// <summary>/privacy tells the truth: each sentence is tied to a test (<see cref="PrivacyPromises"/>).</summary>
public sealed partial class PrivacyPageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Page = "paginas/privacy.md";

    [Fact]
    public void Every_sentence_is_shown_to_be_true()
    {
        Assert.Equal(PrivacyPromises.All.Select(promise => promise.Sentence), Sentences());
        Assert.All(PrivacyPromises.All, promise => Assert.True(promise.Tests.Count > 0 != promise.Why is not null, promise.Sentence));

        var sources = SourceFiles.In("tests", ".cs").ToList();
        var named = PrivacyPromises.All.SelectMany(promise => promise.Tests).Distinct();
        Assert.DoesNotContain(named, test => !sources.Exists(file => Has(file, test)));

        static bool Has(SourceFile file, string test)
        {
            var (type, name) = (test.Split('.')[0], test.Split('.')[1]);
            return Path.GetFileNameWithoutExtension(file.Path) == type
                && Regex.IsMatch(file.Text, $@"\[(Fact|Theory)\][^;]*?\b{name}\(", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public void The_date_of_the_text_is_the_day_it_was_looked_at()
    {
        var text = File.ReadAllText(Path.Combine(Checkout.Root, "content", Page));
        var looked = DateOnly.Parse(ReviewedOn().Match(text).Groups["day"].Value, CultureInfo.InvariantCulture);
        Assert.Contains($"Deze tekst is van {looked.Long()} ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_another_company_stands_on_a_page()
    {
        foreach (var path in new[] { "/", "/kennis", "/modules", "/quizzen", "/nieuws", "/organisaties", "/privacy", "/inloggen" })
        {
            var page = await portal.Host.PageAsync(path);
            Assert.All(
                page.QuerySelectorAll(
                    "script[src], img[src], iframe[src], source[srcset], link[rel=stylesheet], link[rel~=icon], link[rel=preload]"),
                element => Assert.DoesNotContain(
                    "//", (element.GetAttribute("src") ?? element.GetAttribute("srcset") ?? element.GetAttribute("href"))!,
                    StringComparison.Ordinal));
            Assert.All(
                page.QuerySelectorAll("a[href]"),
                link => Assert.DoesNotMatch(
                    "(facebook|twitter|x|linkedin|instagram|whatsapp|tiktok)\\.com|wa\\.me", new Uri(
                        new Uri("http://localhost"), link.GetAttribute("href")).Host));
        }
    }

    [Fact]
    public async Task Without_its_cookies_nobody_signs_in()
    {
        var (email, _) = await portal.GivenMemberAsync();
        var page = await portal.Host.PageAsync("/inloggen");
        using var form = new FormUrlEncodedContent(
        [
            new("formulier", page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!), new("Email", email),
            new("Password", MembersHost.Password),
        ]);
        using var answer = await portal.Host.Client.PostAsync(new Uri("/inloggen", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(302, (await portal.Host.AskAsync("/account")).Status);
    }

    [Fact]
    public async Task A_password_is_kept_in_a_form_that_nobody_reads()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        Assert.Equal(
            0L,
            await portal.Host.SqlAsync("select count(*) from members.members m where m::text like '%' || $1 || '%'", MembersHost.Password));
        Assert.NotNull(await portal.Host.SqlAsync("select password_hash from members.members where id = $1", id));
    }

    [Fact]
    public async Task A_contact_person_sees_names_and_addresses_of_the_own_organisation_alone()
    {
        var (own, other) = (await portal.GivenOrganisationAsync(), await portal.GivenOrganisationAsync());
        var (colleague, _) = await portal.GivenColleagueAsync(own);
        var (stranger, _) = await portal.GivenColleagueAsync(other);
        var (email, _) = await portal.GivenColleagueAsync(own, Rights.ContactPerson);
        using var contact = await portal.SignedInAsync(email);
        await contact.GoAsync("/beheer/organisatie");
        Assert.Contains(colleague, contact.Text, StringComparison.Ordinal);
        Assert.Contains("Noor de Vries", contact.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(stranger, contact.Text, StringComparison.Ordinal);
    }

    // What a reader reads in sentences: the summary, paragraphs, points of lists; no headings.
    private static IEnumerable<string> Sentences()
    {
        var parts = File.ReadAllText(Path.Combine(Checkout.Root, "content", Page)).Split("---\n", 3);
        var lines = parts[2].Split('\n').Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#' && !line.StartsWith(":::", StringComparison.Ordinal))
            .Select(line => Link().Replace(line.StartsWith("- ", StringComparison.Ordinal) ? line[2..] : line, "${words}"))
            .Select(line => line.Replace("**", "", StringComparison.Ordinal));
        return lines.Prepend(Summary().Match(parts[1]).Groups["words"].Value).SelectMany(line => SentenceEnd().Split(line));
    }

    [GeneratedRegex(@"(?<=[.?!])\s+", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\[(?<words>[^\]]*)\]\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("summary: \"(?<words>.*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Summary();

    [GeneratedRegex(@"reviewed_on: (?<day>\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ReviewedOn();
}
