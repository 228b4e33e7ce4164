using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Members;
using Portal.BrowserTests.Support;
using Portal.Learning.Exercises;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Platform.Data;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Learning;

/// <summary>A member of the portal with its real content, who did something there.</summary>
internal sealed class LearnerAtWork
{
    private readonly PortalHost host;
    private readonly IReadOnlyList<BrowserContextCookiesResult> cookies;

    private LearnerAtWork(PortalHost host, IReadOnlyList<BrowserContextCookiesResult> cookies, Guid id, string name) =>
        (this.host, this.cookies, Id, Name) = (host, cookies, id, name);

    public Guid Id { get; }

    public string Name { get; }

    /// <summary>Makes an account, as somebody does: by a link in a mail.</summary>
    public static async Task<LearnerAtWork> ArriveAsync(string name)
    {
        var (site, email) = (await Sites.HostAsync(), $"{Guid.NewGuid():N}@toets.example");
        IReadOnlyList<BrowserContextCookiesResult> kept = [];
        await Visit.RunAsync(Look.Wide, async visit =>
        {
            var page = visit.Page;
            await visit.OpenAsync("/inloggen/link");
            await page.GetByLabel("E-mailadres").FillAsync(email);
            await page.GetByRole(AriaRole.Button, new() { Name = "Stuur mij een link" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Kijk in je mail");
            await visit.OpenLinkAsync(await MembersHost.On(site).LinkToAsync(email));
            await page.GetByLabel("Naam").FillAsync(name);
            await page.GetByLabel("Gemeente waarvoor je werkt").SelectOptionAsync("org-gemeente-haarlemmermeer");
            await page.GetByLabel("Domein").SelectOptionAsync("sociaal");
            await page.GetByLabel("Functie").SelectOptionAsync("jongerenwerker");
            await page.GetByRole(AriaRole.Button, new() { Name = "Maak mijn account" }).ClickAsync();
            await page.ArriveAsync("**/account**");
            kept = await visit.Context.CookiesAsync();
            await visit.Context.ClearCookiesAsync();
        });
        var id = (Guid)(await site.SqlAsync("select id from members.members where email = $1", email))!;
        return new LearnerAtWork(site, kept, id, name);
    }

    /// <summary>From now on this member is the visitor. Whoever ends the visit clears the cookies.</summary>
    public async Task EnterAsync(Visit visit)
    {
        var site = await Sites.WithThemeAsync(visit.Look.Theme);
        await visit.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = site.ToString() }));
    }

    /// <summary>Does the first chapters of a module, as well as one can.</summary>
    public async Task BeginAsync(string module, int chapters)
    {
        var structure = await StartAsync(module);
        foreach (var chapter in structure.Required.Take(chapters)) await ReadAsync(module, chapter);
    }

    /// <summary>Does a whole module.</summary>
    public async Task CompleteAsync(string module)
    {
        var structure = await StartAsync(module);
        foreach (var chapter in structure.Required) await ReadAsync(module, chapter);
        if (structure.EndTest is not { } test) return;
        var attempt = await host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.StartAsync(Id, module, test.Id, Guid.CreateVersion7()));
        await AnswerAsync(module, test, attempt.Id);
        await host.WithAsync<Portal.Learning.Progress.Tests, Attempt>(tests => tests.SubmitAsync(Id, module, attempt.Id));
    }

    private async Task<ModuleStructure> StartAsync(string module)
    {
        await host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(Id, module));
        return host.Services.GetRequiredService<ModuleVersions>().Current(module)!;
    }

    private async Task ReadAsync(string module, ChapterStructure chapter)
    {
        await AnswerAsync(module, chapter, null);
        await host.WithAsync<Readings, float?>(readings => readings.FinishAsync(Id, module, chapter.Id));
    }

    private async Task AnswerAsync(string module, ChapterStructure chapter, Guid? attempt)
    {
        var versions = host.Services.GetRequiredService<ModuleVersions>();
        foreach (var exercise in await host.WithAsync<DbSession, IReadOnlyList<Exercise>>(session => versions.ExercisesAsync(chapter, session, default)))
        {
            if (!exercise.HasForm) continue;
            var sent = new SentAnswer(Guid.CreateVersion7(), chapter.Id, exercise.Id, Best(exercise), AttemptId: attempt);
            var result = await host.WithAsync<Answers, AnswerResult>(answers => answers.StoreAsync(Id, module, sent));
            if (result.Outcome != AnswerOutcome.Stored) await StoreAsync(module, exercise, attempt);
        }
    }

    // A talk or a puzzle of several steps is not played here; it counts as answered.
    private Task StoreAsync(string module, Exercise exercise, Guid? attempt) => host.WithAsync<DbSession>(session => session.ExecuteAsync(
        """
        insert into learning.item_responses (id, enrolment_id, attempt_id, exercise, exercise_version, seq, request_hash, answer, recorded_at, score, max)
        select gen_random_uuid(), id, $3, $4, $5, 1, '', '{}', now(), 0, $6 from learning.enrolments where member_id = $1 and module = $2
        """,
        [Id, module, new Npgsql.NpgsqlParameter { Value = (object?)attempt ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid }, exercise.Id, exercise.Version, (float)exercise.Max]));

    // Fills in the first of everything, then looks field by field for what is worth more.
    private static Answer Best(Exercise exercise)
    {
        var form = new HtmlParser().ParseDocument(exercise.Form(new ExerciseForm("/"))).Body!;
        var fields = new Dictionary<string, string[]>();
        var choices = new Dictionary<string, List<string[]>>();
        foreach (var group in form.QuerySelectorAll("[name^=a-]").GroupBy(element => element.GetAttribute("name")![Answer.FieldPrefix.Length..]))
        {
            string[] values = [.. group.SelectMany(ValuesOf)];
            choices[group.Key] = group.First().GetAttribute("type") == "checkbox" ? [[], .. values.Select(value => new[] { value }), values] : [.. values.Select(value => new[] { value })];
            var at = group.First().LocalName == "select" ? fields.Count % values.Length : 0; // places in an order differ
            fields[group.Key] = choices[group.Key][Math.Min(at, choices[group.Key].Count - 1)];
            if (fields[group.Key].Length == 0 && choices[group.Key].Count > 1) fields[group.Key] = choices[group.Key][1];
        }
        foreach (var (field, options) in choices)
            fields[field] = options.MaxBy(option => ScoreOf(new Dictionary<string, string[]>(fields) { [field] = option }))!;
        return Of(fields);

        double ScoreOf(Dictionary<string, string[]> tried) => exercise.Grade(Of(tried)) is { IsAnswer: true } graded ? graded.Score : -1;
        Answer Of(Dictionary<string, string[]> filled) => Answer.Of(filled.Select(field => (field.Key, (IEnumerable<string>)field.Value)));
    }

    private static IEnumerable<string> ValuesOf(IElement element) => element.LocalName switch
    {
        "select" => element.QuerySelectorAll("option").Select(option => option.GetAttribute("value")!).Where(value => value.Length > 0),
        "input" when element.GetAttribute("type") is "radio" or "checkbox" => [element.GetAttribute("value")!],
        "input" when element.Closest("[data-estimate]") is { } estimate => [estimate.GetAttribute("data-estimate")!.Split(' ')[0]],
        _ => ["weet ik niet"],
    };
}
