using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Calendar;
using Portal.Content;
using Portal.Content.Import;
using Portal.Content.Publishing;
using Portal.Learning;
using Portal.Learning.Modules;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Newsletters;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;
using Portal.Platform.Starting;
using Portal.Search;

namespace Portal.Bench;

/// <summary>
/// Reports on 20,000 people who do 40 modules every year for five years: whole pages over HTTP, one after the other. They are drawn
/// without the site's layout, and the coordinator is signed in by hand: sign-in and layout are measured elsewhere.
/// </summary>
internal static class ReportsBench
{
    private const int People = 20_000, Modules = 40, Years = 5, Requests = 40;
    private const double Bar = 400;

    private static readonly Guid Coordinator = Guid.NewGuid();

    private static int Attempts { get; set; }

    private static int Answers { get; set; }

    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var app = Host(folder);
        try
        {
            await app.Services.GetRequiredService<Database>().StartAsync();
            await ImportAsync(app.Services, Path.Combine(Checkout.Root, "content"));
            await app.Services.GetRequiredService<LiveSite>().ReloadAsync();
            await AddModulesAsync(app.Services, Path.Combine(folder, "modules"));
            await app.Services.GetRequiredService<LiveSite>().ReloadAsync();
            var rows = await FillAsync(app.Services);
            await app.StartAsync();

            using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
            var purpose = await BenchHost.InScopeAsync(app.Services, scope => scope.GetRequiredService<NameViews>().StartAsync(Coordinator, NameViews.Purposes[0], ReportScope.Region));
            var organisation = await BenchHost.InScopeAsync(
                app.Services, async scope => (await scope.GetRequiredService<Matrix>().OrganisationsAsync(ReportScope.Region)).First());
            var met = await MeasureAsync(client, $"matrix of {People:N0} people, {rows:N0} enrolments, a page of {Matrix.PageSize}", at => $"/beheer/leren/mensen?doel={purpose}&p={1 + (at * 37 % (People / Matrix.PageSize))}");
            met &= await MeasureAsync(client, "matrix, one municipality", at => $"/beheer/leren/mensen?doel={purpose}&gemeente=org-gemeente-haarlem&p={1 + (at % 5)}");
            var names = $"/beheer/leren/mensen?doel={purpose}";
            var one = app.Services.GetRequiredService<LiveSite>().Current.All<LearningModule>()
                .OrderBy(module => module.Properties.Number).First().Id;
            met &= await MeasureAsync(
                client, "matrix, sorted by a module", at => $"{names}&sorteer={one}&p={1 + (at * 37 % (People / Matrix.PageSize))}");
            met &= await MeasureAsync(
                client, "matrix, who is not trained in a module, by municipality",
                at => $"{names}&cursus={one}&stand=niet-getraind&sorteer=gemeente&p={1 + (at % 20)}");
            met &= await MeasureAsync(client, "matrix, one organisation with its sums", _ => $"{names}&organisatie={organisation}");
            met &= await MeasureAsync(client, "overview, before the first count", _ => "/beheer/leren", hasTable: false);
            var took = await TimeAsync(
                app.Services, scope => scope.GetRequiredService<PeopleCounter>().RunAsync(new CountPeople(), Run(), default));
            Table.Row(FormattableString.Invariant($"counting {People:N0} people and {rows:N0} enrolments, at night"), "", $"{took:0.0} s", met: true);
            var made = await TimeAsync(
                app.Services, scope => scope.GetRequiredService<AnswerReportsJob>().RunAsync(new MakeAnswerReports(), Run(), default));
            Table.Row(FormattableString.Invariant($"making {Attempts:N0} tests and {Answers:N0} answers into reports, at night"), "", $"{made:0.0} s", met: true);

            string[] lists = ["gemeente", "district", "domein", "functie"];
            var asked = app.Services.GetRequiredService<LiveSite>().Current.All<LearningModule>().OrderBy(module => module.Properties.Number).First().Id;
            met &= await MeasureAsync(client, $"coverage, {Modules} modules, each list in turn", at => $"/beheer/leren/bereik?per={lists[at % lists.Length]}");
            met &= await MeasureAsync(client, "overview", _ => "/beheer/leren");
            met &= await MeasureAsync(client, "the steering group's report, nine quarters", _ => "/beheer/leren/stuurgroep");
            met &= await MeasureAsync(client, "how many work there, to fill in", _ => "/beheer/leren/werkzaam", hasTable: false);
            met &= await MeasureAsync(client, "what expires", _ => "/beheer/leren/verloopt");
            met &= await RemindAsync(app.Services, client, purpose);
            met &= await MeasureAsync(client, "learning gain, all figures of a module", _ => $"/beheer/leren/leerwinst?module={asked}");
            met &= await MeasureAsync(
                client, "questions of a module, and what to mend first of all", _ => $"/beheer/leren/vragen?module={asked}");
            var night = Task.Run(() => TimeAsync(
                app.Services, scope => scope.GetRequiredService<PeopleCounter>().RunAsync(new CountPeople(), Run(), default)));
            met &= await MeasureAsync(
                client, "overview and coverage, while people are counted", at => at % 2 == 0 ? "/beheer/leren" : "/beheer/leren/bereik");
            await night;
            return met;
        }
        finally
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Whom one could remind, and a reminder to two thousand of them.
    private static async Task<bool> RemindAsync(IServiceProvider services, HttpClient client, Guid purpose)
    {
        const string List = "/beheer/leren/verloopt", Stuck = "/beheer/leren/gestopt", Town = "gemeente=org-gemeente-haarlem";
        var found = await TimeAsync(services, scope => scope.GetRequiredService<DueList>().RunAsync(new FindDue(), Run(), default));
        Table.Row("finding whom to remind, at night", "", $"{found:0.0} s", met: true);
        var left = await BenchHost.InScopeAsync(services, scope =>
            scope.GetRequiredService<NameViews>().StartAsync(Coordinator, DueKind.Stuck.Purpose, ReportScope.Region));
        var met = await MeasureAsync(client, "what expires, by name", at => $"{List}?doel={purpose}&p={1 + (at * 37 % 200)}");
        met &= await MeasureAsync(
            client, "what expires, by name, one municipality", at => $"{List}?doel={purpose}&{Town}&p={1 + (at % 5)}");
        met &= await MeasureAsync(client, "who is stuck, by name", at => $"{Stuck}?doel={left}&p={1 + (at * 37 % 200)}");
        var organisation = await BenchHost.InScopeAsync(services, MakeReceiversAsync);

        var previews = new List<double>();
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.GetTimestamp();
            var page = await client.GetStringAsync(
                new Uri($"/beheer/leren/herinnering/verloopt?doel={purpose}&organisatie={organisation}", UriKind.Relative));
            previews.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            if (!page.Contains("Verstuur naar 2.000 mensen", StringComparison.Ordinal)) throw new InvalidOperationException(page);
        }
        met &= Table.Row(
            "a reminder to 2,000 people, shown, the slowest of five", "1000 ms", $"{previews.Max():0} ms (first {previews[0]:0})",
            previews.Max() <= 1_000);
        var took = await TimeAsync(services, scope => SendAsync(scope, organisation));
        return met & Table.Row("a reminder to 2,000 people, sent and all mails queued", "3 s", $"{took:0.00} s", took <= 3);
    }

    private static async Task<Guid> MakeReceiversAsync(IServiceProvider scope)
    {
        var (session, organisation) = (scope.GetRequiredService<DbSession>(), Guid.NewGuid());
        await session.ExecuteAsync(
            "insert into members.organisations (id, name, created_at) values ($1, 'Meting', now())", [organisation]);
        await session.ExecuteAsync(
            """
            with chosen as (select distinct member_id from learning.due where kind = 'expires' limit 2000),
            made as (
                insert into members.members (id, name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp,
                    two_factor_enabled, lockout_enabled, access_failed_count, organisation_id, created_at, last_seen_at)
                select member_id, 'Lid', member_id || '@meting.example', upper(member_id || '@meting.example'), true, 'x', 'x', false,
                    true, 0, $1, now(), now()
                from chosen)
            update learning.learners l set organisation_id = $1, organisation = 'Meting' from chosen where l.member_id = chosen.member_id
            """,
            [organisation]);
        return organisation;
    }

    private static async Task SendAsync(IServiceProvider scope, Guid organisation)
    {
        var (reminders, session) = (scope.GetRequiredService<OfficeReminders>(), scope.GetRequiredService<DbSession>());
        var today = scope.GetRequiredService<Validity>().Today;
        string[] modules =
            [.. scope.GetRequiredService<LiveSite>().Current.All<LearningModule>().Select(module => module.Id)];
        var filter = new DueFilter(modules, today.AddDays(-DueKind.DaysAfter), today.AddDays(Expiring.Days), organisation);
        var receivers = await reminders.ReceiversAsync(ReportScope.Region, DueKind.Expires, filter, default);
        var reminder = new OfficeReminder(Guid.CreateVersion7(), DueKind.Expires, filter, "Doe de module opnieuw.");
        var sender = new ReminderSender(Coordinator, "Meting", DueKind.Expires.Purpose, ReportScope.Region);
        if (await reminders.SendAsync(reminder, receivers.Mark, sender, default) != ReminderOutcome.Sent)
            throw new InvalidOperationException("It was not sent.");
        const string queued = "select count(*)::int from platform.outbox where kind = $1";
        for (var part = 1; await session.ValueAsync<int>(queued, [OfficeReminders.Kind]) < receivers.People.Count; part++)
            await session.InTransactionAsync(() => reminders.RunAsync(new WriteOfficeReminder(reminder.Id, part), Run(), default));
    }

    private static async Task<bool> MeasureAsync(HttpClient client, FormattableString what, Func<int, string> path) => await MeasureAsync(client, what.ToString(CultureInfo.InvariantCulture), path);

    // The first request counts as any other.
    private static async Task<bool> MeasureAsync(HttpClient client, string what, Func<int, string> path, bool hasTable = true)
    {
        var times = new List<double>();
        for (var at = 0; at < Requests; at++)
        {
            var watch = Stopwatch.GetTimestamp();
            using var response = await client.GetAsync(new Uri(path(at), UriKind.Relative));
            var page = await response.Content.ReadAsStringAsync();
            times.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            if (!response.IsSuccessStatusCode || page.Contains("<table", StringComparison.Ordinal) != hasTable)
                throw new InvalidOperationException($"{path(at)}: {(int)response.StatusCode}\n{page}");
        }
        var first = times[0];
        List<double> sorted = [.. times.Order()];
        var p95 = Table.At(sorted, .95);
        return Table.Row($"{what}, p95", $"{Bar:0} ms", $"{p95:0} ms (p50 {Table.At(sorted, .5):0}, first {first:0})", p95 <= Bar);
    }

    private static async Task<double> TimeAsync(IServiceProvider services, Func<IServiceProvider, Task> work)
    {
        var watch = Stopwatch.GetTimestamp();
        await BenchHost.InScopeAsync(services, async scope =>
        {
            await work(scope);
            return true;
        });
        return Stopwatch.GetElapsedTime(watch).TotalSeconds;
    }

    private static JobRun Run() => new(1, 1, (_, _, _) => Task.CompletedTask);

    private static Task AddModulesAsync(IServiceProvider services, string folder)
    {
        var known = services.GetRequiredService<LiveSite>().Current.All<LearningModule>().Count;
        for (var number = known + 1; number <= Modules; number++)
        {
            Directory.CreateDirectory(Path.Combine(folder, $"modules/meting-{number}"));
            File.WriteAllText(Path.Combine(folder, $"modules/meting-{number}/index.md"),
                $"---\nid: module-meting-{number}\ntype: module\ntitle: Meting {number}\nsummary: Een module om mee te meten.\nnumber: {number}\nminutes: 30\nvalidity_months: 24\n---\nTekst.\n");
        }
        return ImportAsync(services, folder);
    }

    private static Task<long> FillAsync(IServiceProvider services) => BenchHost.InScopeAsync(services, async scope =>
    {
        var session = scope.GetRequiredService<DbSession>();
        var (choices, versions) = (scope.GetRequiredService<IProfileChoices>(), scope.GetRequiredService<ModuleVersions>());
        var modules = services.GetRequiredService<LiveSite>().Current.All<LearningModule>().Select(module => module.Id).ToArray();
        var ids = new List<Guid>();
        foreach (var each in modules) ids.Add(await versions.CurrentIdAsync(each, session, DateTimeOffset.UtcNow, default));

        // Large municipalities have many, small ones a few: the n-th has a share of 1/n.
        await session.ExecuteAsync("select setseed(0.5)", []);
        await session.ExecuteAsync("""
            insert into learning.learners (member_id, name, organisation_id, organisation, municipality, district, domain, function)
            select uuidv7(), 'Lid ' || md5(n::text), md5((n % 400)::text)::uuid, 'Organisatie ' || n % 400, ($2::text[])[place], ($3::text[])[place], ($4::text[])[1 + n % 4], ($5::text[])[1 + n % cardinality($5::text[])]
            from (select n, least(cardinality($2::text[]), floor(exp(random() * ln(cardinality($2::text[]) + 1)))::int) as place from generate_series(1, $1) n) people
            """,
            [
                People, choices.Municipalities.Select(municipality => municipality.Id).ToArray(), choices.Municipalities.Select(municipality => municipality.District?.Id ?? "").ToArray(),
                Domains.All.Select(domain => domain.Id).ToArray(), choices.Functions.Select(function => function.Id).ToArray(),
            ]);
        await using var fill = await session.CommandAsync("""
            insert into learning.enrolments (id, member_id, module, cycle, module_version_id, pinned_at, started_at, last_seen_at, progress, completed_at, passed_at)
            select uuidv7(), member_id, module, year, version, at, at, at, 1, at, case when random() < 0.8 then at end
            from (select l.member_id, m.module, m.version, year, now() - make_interval(days => 365 * ($3 - year)) - random() * interval '365 days' as at
                from generate_series(1, $3) year, learning.learners l, unnest($1::text[], $2::uuid[]) m (module, version)) done
            """, [modules, ids.ToArray(), Years]);
        fill.CommandTimeout = 1800;
        var rows = (long)await fill.ExecuteNonQueryAsync();
        var module = services.GetRequiredService<LiveSite>().Current.All<LearningModule>().OrderBy(found => found.Properties.Number).First().Id;
        await FillAnswersAsync(scope, session, module);
        foreach (var table in new[] { "learning.enrolments", "learning.learners", "learning.attempts", "learning.item_responses" })
        {
            await using var vacuum = await session.CommandAsync($"vacuum analyze {table}", []);
            vacuum.CommandTimeout = 600;
            await vacuum.ExecuteNonQueryAsync();
        }
        return rows;
    });

    // Both tests of every module in the first year, and all questions of one module.
    private static async Task FillAnswersAsync(IServiceProvider scope, DbSession session, string module)
    {
        await using var tests = await session.CommandAsync("""
            insert into learning.attempts (id, enrolment_id, kind, chapter, number, module_version_id, started_at, submitted_at, score, max, passed)
            select uuidv7(), id, kind, kind, 1, module_version_id, started_at, started_at, floor(random() * 11)::real, 10, true
            from learning.enrolments, unnest(array['pre_test', 'end_test']) kind where cycle = 1
            """, []);
        tests.CommandTimeout = 1800;
        Attempts = await tests.ExecuteNonQueryAsync();
        var asked = (await scope.GetRequiredService<ItemQuality>().AskedAsync(module, default)).Select(item => item.Exercise).DistinctBy(exercise => exercise.Id).ToList();
        await using var answers = await session.CommandAsync("""
            insert into learning.item_responses (id, enrolment_id, exercise, exercise_version, seq, request_hash, answer, recorded_at, score, max)
            select uuidv7(), e.id, exercise, version, 1, '', '{}', now(), round(random())::real, 1
            from learning.enrolments e, unnest($2::text[], $3::text[]) asked (exercise, version) where e.module = $1 and e.cycle = 1
            """, [module, asked.Select(exercise => exercise.Id).ToArray(), asked.Select(exercise => exercise.Version).ToArray()]);
        answers.CommandTimeout = 1800;
        Answers = await answers.ExecuteNonQueryAsync();
    }

    private static async Task ImportAsync(IServiceProvider services, string folder)
    {
        var result = await BenchHost.InScopeAsync(services, scope => scope.GetRequiredService<Importer>().ImportAsync(folder, new ImportOptions()));
        if (result.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', result.Errors));
    }

    private static WebApplication Host(string folder)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("PORTAL_DATA", folder), new("Jobs:Run", "false"), new("Portal:Theme", "weerbare-jeugd")]);
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddPlatform(builder.Configuration).AddPageServing();
        builder.Services.AddMembers(builder.Configuration, builder.Environment);
        builder.Services.AddSearch().AddContent(builder.Configuration).AddCalendar().AddLearning().AddNewsletters(builder.Configuration);
        // Nothing of the portal's own runs beside what is measured.
        foreach (var service in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("Portal.", StringComparison.Ordinal) == true).ToList())
            builder.Services.Remove(service);
        builder.Services.RemoveAll<IStartupTask>();

        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity(
                [new(ClaimTypes.NameIdentifier, Coordinator.ToString()), new(ClaimTypes.Role, Rights.Coordinator), new("second_factor", "yes")], "bench"));
            return next(context);
        });
        app.UseRouting();
        app.UseRateLimits();
        app.UseMembers();
        app.MapRazorPages();
        return app;
    }
}
