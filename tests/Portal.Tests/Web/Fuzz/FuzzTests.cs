using System.Globalization;
using Microsoft.Extensions.Logging;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Web.Fuzz;

/// <summary>
/// Whatever somebody sends, signed in or not, gets an answer below 500 and leaves no error in the log. <c>PORTAL_FUZZ=20000</c> sends as
/// many in each surrounding instead of a few hundred.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261128, Few = 400, Round = 60;

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_FUZZ"), CultureInfo.InvariantCulture, out var count) ? count : Few;

    [Theory]
    [InlineData("Development", "http")]
    [InlineData("Production", "https")]
    [InlineData("Production", "http")] // nobody should, and somebody will
    public async Task Nothing_that_is_sent_breaks_the_portal(string environment, string scheme)
    {
        var members = new MembersHost();
        await using var host = await PortalHost.StartAsync(
            kestrel: true,
            settings: new Dictionary<string, string>(ProductionSettings.All)
            {
                ["environment"] = environment,
                ["Members:LinksPerAddress"] = "10000",
                ["Members:FailuresPerAddress"] = "10000",
            },
            services: members.Prepare);
        members = MembersHost.On(host);
        var random = new Random(Seed);
        var documents = host.Site.Current.Documents;
        string[] paths =
        [
            .. documents.GroupBy(document => document.Type).SelectMany(type => type.Take(12)).Select(document => document.Path),
            "/account", "/leren", "/beheer", "/agenda", "/zoeken?q=boa", "/sitemap.xml", "/healthz", "/readyz",
        ];
        string[] known =
        [
            .. paths.SelectMany(path => path.Split('/')).Where(part => part.Length > 0).Distinct(),
            .. documents.Take(100).Select(document => document.Id), "org-gemeente-haarlemmermeer", "sociaal", "jongerenwerker",
        ];
        var fuzzer = new Fuzzer(random, await Fuzzer.RoutesOfAsync(host), paths);
        string?[] roles = [null, "", Rights.ContactPerson, Rights.Coordinator, Rights.Editor, Rights.Administrator];
        var people = new List<FuzzPerson>();
        foreach (var role in roles) people.Add(await OfAsync(role));
        // Some way into a module there is more to send.
        foreach (var person in people)
            foreach (var path in paths) await person.SendAsync(person.Get(path));

        var wrong = new List<string>();
        for (var sent = 0; sent < Count && wrong.Count < 20; sent++)
        {
            var at = random.Next(people.Count);
            if (sent % Round == Round - 1 && !await people[at].IsSignedInAsync()) people[at] = await OfAsync(people[at].Role);
            var person = people[at];
            var request = fuzzer.Next(person, [.. known, .. people[random.Next(people.Count)].Values]);
            var logged = host.Log.Count;
            var answer = await person.SendAsync(request);
            var said = host.Log.Skip(logged).Where(line => line.Level >= LogLevel.Error).ToList();
            if (answer.Status is >= 200 and < 500 && said.Count == 0) continue;
            if (request.BreaksOff && answer.Status == 0 && said.Count == 0) continue;
            wrong.Add($"{answer.Status} {person.Role ?? "visitor"} {request}");
            wrong.AddRange(said.Select(line => $"   {line.Message} {line.Problem}"));
        }
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));

        async Task<FuzzPerson> OfAsync(string? role) =>
            role is null ? new FuzzPerson(host.Address, scheme, null) : await FuzzPerson.SignInAsync(members, host.Address, scheme, role);
    }
}
