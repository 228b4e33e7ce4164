using System.Net;
using System.Text.RegularExpressions;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Tests.Learning.Leren;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>Whoever looks at every report before and after one learner hands in, finds nothing of that learner.</summary>
public sealed partial class BeforeAndAfterTests(LearnerHost portal) : IClassFixture<LearnerHost>
{
    private const string District = "org-district-kennemerland";

    private static readonly string[] OfAnswers =
    [
        "leerwinst", $"leerwinst?module={LearnerHost.Module}", "leerwinst/csv", $"vragen?module={LearnerHost.Module}",
        $"vragen/csv?module={LearnerHost.Module}",
    ];

    private static readonly string[] OfPassing =
    [
        "", "verloopt", "verloopt/csv", "gestopt",
        .. new[] { "gemeente", "district", "domein", "functie" }
            .SelectMany(list => new[] { $"bereik?per={list}", $"bereik/csv?per={list}" }),
    ];

    [Fact]
    public async Task No_report_moves_with_any_one_learner_who_hands_in()
    {
        var learners = new List<Learner>();
        for (var number = 0; number < 21; number++) learners.Add(await LearnerAsync());
        var (region, _) = await portal.Members.SignedInAsAsync(Rights.Coordinator);
        var (district, id) = await portal.Members.SignedInAsAsync(Rights.Coordinator);
        await portal.Host.SqlAsync("update members.roles set area = $1 where member_id = $2", District, id);
        await portal.Host.RunJobAsync(new CompleteLearners()); // knows everyone, and counts for the first time

        for (var number = 1; number <= learners.Count; number++)
        {
            var before = await LookAsync(region, district);
            await learners[number - 1].CompleteAsync(number % 3 == 0 ? ["proef-0", "proef-1", "proef-3"] : ["proef-0"]);
            await portal.Host.RunJobAsync(new MakeAnswerReports()); // the soonest that anything can be seen
            var after = await LookAsync(region, district);
            foreach (var (address, words) in before)
            {
                var isMade = number is 10 or 20 && OfAnswers.Contains(address.Path);
                Assert.True(isMade || words == after[address], $"{address} moved with learner {number}:\n{words}\n{after[address]}");
                if (isMade) Assert.NotEqual(words, after[address]);
            }
        }

        // At night those who passed are counted, whoever answered what.
        var evening = await LookAsync(region, district);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(10)); // a whole night would end their sessions
        await portal.Host.RunJobAsync(new CountPeople());
        await portal.Host.RunJobAsync(new MakeAnswerReports());
        var morning = await LookAsync(region, district);
        Assert.NotEqual(evening[("region", "")], morning[("region", "")]);
        foreach (var path in OfAnswers) Assert.Equal(evening[("region", path)], morning[("region", path)]);
        Assert.Contains("20 of meer", morning[("region", OfAnswers[1])], StringComparison.Ordinal);
        Assert.Contains("20 of meer", morning[("district", OfAnswers[0])], StringComparison.Ordinal);
    }

    private async Task<Learner> LearnerAsync()
    {
        var (email, id) = await portal.Members.GivenMemberAsync();
        return new Learner(portal, portal.Host.Visit(), id, email, "Noor de Vries");
    }

    private static async Task<Dictionary<(string Who, string Path), string>> LookAsync(Visitor region, Visitor district)
    {
        var seen = new Dictionary<(string, string), string>();
        foreach (var (who, visitor) in new[] { ("region", region), ("district", district) })
        {
            foreach (var path in OfAnswers.Concat(OfPassing))
            {
                using var answer = await visitor.FetchAsync(new HttpRequestMessage(HttpMethod.Get, $"/beheer/leren/{path}".TrimEnd('/')));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                seen[(who, path)] = await WordsAsync(answer);
            }
        }
        return seen;
    }

    // What stands between the page's own head and foot, numbers and lengths of bars and all.
    private static async Task<string> WordsAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var main = text.IndexOf("<main", StringComparison.Ordinal);
        return main < 0 ? text : Token().Replace(text[main..text.IndexOf("</main>", StringComparison.Ordinal)], "");
    }

    // What keeps a form from being sent by another site is new each time.
    [GeneratedRegex("<input name=\"formulier\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
