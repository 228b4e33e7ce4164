using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Registrations;
using Portal.Content.Import;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Bench;

/// <summary>
/// Places at events on two hosts: fifty people at once for twenty, then cancellations, places taken and new people all at once, a hundred
/// times over; and the reminders of five thousand.
/// </summary>
internal static class PlacesBench
{
    private const int Rounds = 100, People = 50, Capacity = 20, Cancelled = 8, New = 10, Reminded = 5_000;
    private const string Large = "activiteit-groot";

    /// <summary>Measures, and prints rows of a table.</summary>
    public static async Task<bool> RunAsync()
    {
        var root = Directory.CreateTempSubdirectory("portal-places-").FullName;
        try
        {
            var content = Path.Combine(root, "content");
            Write(content);
            await using var one = await StartAsync(root);
            await using var other = await StartAsync(root);
            var imported = await BenchHost.InScopeAsync(
                one.Services, scope => scope.GetRequiredService<Importer>().ImportAsync(content, new ImportOptions()));
            if (imported.Errors.Count > 0) throw new InvalidOperationException(string.Join('\n', imported.Errors.Take(5)));
            return await CrowdsAsync([one, other]) & await RemindersAsync([one, other]);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<WebApplication> StartAsync(string root)
    {
        var host = BenchHost.Of(Path.Combine(root, "data"));
        await host.Services.GetRequiredService<Database>().StartAsync();
        return host;
    }

    private static async Task<bool> CrowdsAsync(WebApplication[] hosts)
    {
        var (wrong, times) = (new List<string>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var id = $"activiteit-vol-{round}";
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, People).Select(number => EnterAsync(hosts[number % 2], id, round, number)));
            times.Add(watch.Elapsed.TotalMilliseconds);
            var people = await PeopleAsync(hosts[0], id);
            if (people.Take(Capacity).Any(one => one.State != RegistrationState.Registered)
                || people.Skip(Capacity).Any(one => one.State != RegistrationState.Waiting) || people.Count != People)
                wrong.Add($"{id} after the first rush");

            var queue = people.Skip(Capacity).Select(one => one.Id).ToList();
            await Task.WhenAll(
            [
                .. people.Take(Cancelled)
                    .Select((one, at) => PlacesAsync(hosts[at % 2], places => places.CancelAsync(one.Id, false, default))),
                .. people.Skip(Capacity).Take(Cancelled / 2)
                    .Select((one, at) => PlacesAsync(hosts[at % 2], places => places.AcceptAsync(one.Id, default))),
                .. Enumerable.Range(People, New).Select(number => EnterAsync(hosts[number % 2], id, round, number)),
            ]);
            people = await PeopleAsync(hosts[1], id);
            var placed = people.Where(one => one.State is RegistrationState.Registered or RegistrationState.Offered).ToList();
            var lucky = placed.Select(one => one.Id).Where(queue.Contains);
            if (placed.Count != Capacity || !lucky.SequenceEqual(queue.Take(Cancelled))) wrong.Add($"{id} after cancellations");
        }
        times.Sort();
        foreach (var line in wrong) Console.WriteLine(line);
        return Table.Row(
            $"{People} at once for {Capacity} places, two hosts, {Rounds} times; {Cancelled} cancel and {New} come new at once",
            "20 each, in order", $"{wrong.Count} wrong (the rush: median {times[Rounds / 2]:0} ms, slowest {times[^1]:0})",
            wrong.Count == 0);
    }

    private static async Task<bool> RemindersAsync(WebApplication[] hosts)
    {
        await BenchHost.InScopeAsync(hosts[0].Services, scope => scope.GetRequiredService<DbSession>().ExecuteAsync(
            """
            insert into calendar.registrations (id, event, address, address_key, name, state, asked_at, confirmed_at)
            select gen_random_uuid(), $1, 'p' || n || '@bench.example', 'p' || n || '@bench.example', 'Noor', 'registered',
                now() - interval '30 days', now() - interval '30 days'
            from generate_series(1, $2) n
            """,
            [Large, Reminded]));
        var watch = Stopwatch.StartNew();
        await BenchHost.InScopeAsync(hosts[0].Services, async scope =>
        {
            await scope.GetRequiredService<JobQueue>().EnqueueAsync(new SendEventReminders(), default);
            return true;
        });
        await Task.WhenAll(hosts.Select(host => WorkAsync(host, "calendar.reminders", "calendar.remind")));
        var seconds = watch.Elapsed.TotalSeconds;
        var mails = await BenchHost.InScopeAsync(hosts[0].Services, scope => scope.GetRequiredService<DbSession>().ValueAsync<long>(
            "select count(distinct to_address) * 1000000 + count(*) from platform.outbox where kind = 'event-reminder'", []));
        return Table.Row(
            $"reminders of {Reminded:N0} people, two hosts", "<= 5 s, each once", $"{seconds:0.0} s",
            seconds <= 5 && mails == Reminded * 1_000_000L + Reminded);
    }

    // Until nothing of it is left: the other host may have a job in hand that asks for the next.
    private static async Task WorkAsync(WebApplication host, params string[] names)
    {
        var runner = host.Services.GetRequiredService<JobRunner>();
        var kinds = host.Services.GetRequiredService<JobKinds>().All.Where(kind => names.Contains(kind.Name)).ToList();
        while (await BenchHost.InScopeAsync(host.Services, scope => scope.GetRequiredService<DbSession>().ValueAsync<bool>(
            "select exists (select from platform.jobs where kind = any($1))", [names])))
        {
            foreach (var kind in kinds)
                while (await runner.RunSomeAsync(kind, JobLane.Bulk, default)) { }
        }
    }

    private static Task<Answer> EnterAsync(WebApplication host, string id, int round, int number) => PlacesAsync(
        host, places => places.EnterAsync(id, new Entrant("Noor", Address.Of($"p{round}-{number}@bench.example")!), default));

    private static Task<Answer> PlacesAsync(WebApplication host, Func<Places, Task<Answer>> work) =>
        BenchHost.InScopeAsync(host.Services, scope => work(scope.GetRequiredService<Places>()));

    private static Task<List<Registration>> PeopleAsync(WebApplication host, string id) =>
        BenchHost.InScopeAsync(host.Services, scope => scope.GetRequiredService<RegistrationBook>().OfEventAsync(id, default));

    private static void Write(string content)
    {
        Directory.CreateDirectory(Path.Combine(content, "agenda"));
        var soon = Portal.Platform.DutchTime.WallClockOf(DateTimeOffset.UtcNow.AddDays(5));
        for (var round = 0; round < Rounds; round++)
            WriteOne(content, $"vol-{round}", soon.AddYears(1), $"capacity: {Capacity}\nwaiting_list: true");
        WriteOne(content, "groot", soon, "waiting_list: false");
    }

    private static void WriteOne(string content, string slug, DateTime day, string more) => File.WriteAllText(
        Path.Combine(content, "agenda", $"{slug}.md"),
        FormattableString.Invariant(
            $"""
            ---
            id: activiteit-{slug}
            type: activiteit
            title: "Bijeenkomst {slug}"
            summary: "Een middag over signalen die blijven liggen."
            kind: kennisbijeenkomst
            starts: {day:yyyy-MM-dd}T13:30
            ends: {day:yyyy-MM-dd}T16:30
            mode: op_locatie
            location: "Haarlem, wijkcentrum"
            registration: portaal
            {more}
            ---
            Tekst.

            """));
}
