using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Portal.Calendar.Announcements;
using Portal.Calendar.Attendance;
using Portal.Calendar.Evaluations;
using Portal.Calendar.Registrations;
using Portal.Calendar.Trainings;
using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Members.FirstLook;
using Portal.Members.People;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Calendar.FirstLook;

/// <summary>Invents to which events invented people come.</summary>
/// <param name="Learners">Them, in their order.</param>
internal sealed record MakeInventedVisits(IReadOnlyList<InventedLearner> Learners);

/// <summary>
/// Has the people of a first look registered for the events of the site, and be at those that are over: with answers, cancellations,
/// somebody who walked in, an evaluation, and wishes for trainings. Their names say that they are invented. Nothing of it sends a mail, nor
/// will one follow: their registrations have reminders off. Whoever registered already is left alone, so that the work may be done again.
/// </summary>
internal sealed class InventedVisits(
    DbSession session, RegistrationBook book, AttendanceBook attendance, EvaluationBook evaluations, Wishes wishes,
    InventedQuestions questions, MemberDirectory members, IProfileChoices choices, LiveSite live, JobQueue jobs,
    IHostEnvironment environment, TimeProvider clock)
    : IHandle<InventedPeopleMade>, IJob<MakeInventedVisits>
{
    // Four of eleven come to an event, in another mix each time; a place or two stay free, for who wants to try.
    private const int Spread = 11, Come = 4, LeftFree = 2, Fewest = 5;

    private static readonly string[] Said =
    [
        "Hoe begin ik een gesprek zonder te beschuldigen?", "Wie bel ik het eerst?", "Wat mag ik met wie delen?",
        "Wat doe ik als een ouder niet mee wil doen?",
    ];

    private static readonly string[] Plans =
    [
        "Ik spreek met mijn team af wie wie belt.", "Ik leg het signaal eerst voor aan een collega.", "Ik nodig de wijkagent uit.",
    ];

    /// <inheritdoc/>
    public Task HandleAsync(InventedPeopleMade happened, CancellationToken stop) =>
        jobs.EnqueueAsync(new MakeInventedVisits(happened.Learners), new JobOptions { Key = "once" }, stop);

    /// <inheritdoc/>
    public async Task RunAsync(MakeInventedVisits args, JobRun run, CancellationToken stop)
    {
        if (!environment.IsDevelopment()) return; // asked for in a database that came along from there
        if (!live.IsLoaded)
        {
            run.TryAgain("the site is not read yet");
            return;
        }
        var known = (await members.FindAsync([.. args.Learners.Select(one => one.Id)], stop)).ToDictionary(card => card.Id);
        var people = args.Learners.Select(one => known.GetValueOrDefault(one.Id)).ToList();
        string[] ids = [.. live.Current.All<CalendarEvent>().Where(one => IsFor(one.Properties)).Select(one => one.Id)];
        var events = (await book.EventsAsync(ids, stop)).Values.Where(found => found.CancelledAt is null)
            .OrderBy(found => found.Event.BeginsAt).ThenBy(found => found.Id, StringComparer.Ordinal);
        foreach (var (found, number) in events.Select((found, number) => (found, number))) await FillAsync(found, number, people, stop);
        await WishAsync(people, stop);
        await questions.MakeAsync(stop);
        await jobs.EnqueueAsync(new CountWishes(), new JobOptions { Key = "schedule" }, stop);
    }

    private bool IsFor(CalendarEvent item) => item.TakesRegistrations || item.OverAt < clock.GetUtcNow();

    private async Task FillAsync(Announcement found, int number, List<MemberCard?> people, CancellationToken stop)
    {
        var (isOver, came) = (found.Event.OverAt < clock.GetUtcNow(), new List<Guid>());
        var most = Math.Max(1, (found.Event.Capacity ?? people.Count) - LeftFree);
        var chosen = people.Select((card, person) => (Card: card, Person: person))
            .Where(one => one.Card is not null && ((one.Person * 7) + (number * 5)) % Spread < Come).Take(most + 1).ToList();
        var known = (await session.ListAsync(
            "select member_id from calendar.registrations where event = $1 and member_id is not null", [found.Id], row => row.Id(0), stop))
            .ToHashSet();
        foreach (var (card, person) in chosen)
        {
            if (known.Contains(card!.Id)) continue;
            // The last one could not come after all.
            var isOff = person == chosen[^1].Person;
            if (await RegisterAsync(found, card, person, isOff, stop) is { } id && !isOff) came.Add(id);
        }
        if (isOver && came.Count > 0) await AttendAsync(found, came, stop);
    }

    private Task<Guid?> RegisterAsync(Announcement found, MemberCard card, int person, bool isOff, CancellationToken stop)
    {
        var asked = (found.Event.OverAt < clock.GetUtcNow() ? found.Event.BeginsAt : clock.GetUtcNow()).ToUniversalTime()
            .AddDays(-2 - (person % 14)).AddMinutes(person);
        var answers = found.Event.Questions.Select((question, at) => new RegistrationAnswer(question.Question, question.Kind switch
        {
            AnswerKind.YesNo => person % 3 == 0 ? "Nee" : "Ja",
            AnswerKind.Choice => question.Options[person % question.Options.Count],
            _ => Said[(person + at) % Said.Length],
        }));
        return session.ValueAsync<Guid?>(
            """
            insert into calendar.registrations (
                id, event, member_id, address, address_key, name, organisation, function, municipality, state, answers, needs, online,
                asked_at, confirmed_at, cancelled_at, cancelled_by, told, reminders_off_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, case when $10 then 'cancelled' else 'registered' end, $11::jsonb, $12, $13,
                $14, $14, case when $10 then $14::timestamptz + interval '1 day' end, case when $10 then 'self' end, $15, $14)
            on conflict do nothing returning id
            """,
            [
                Guid.CreateVersion7(asked), found.Id, card.Id, card.Email, Address.Of(card.Email)!.Normal, card.Name, card.Organisation,
                choices.Functions.FirstOrDefault(one => one.Id == card.Function)?.Label,
                choices.Municipalities.FirstOrDefault(one => one.Id == card.Municipality)?.Label, isOff, JsonSerializer.Serialize(answers),
                isOff || person % Fewest != 0 ? null : "Graag vegetarisch", found.Event.Mode == EventMode.Hybrid && person % 4 == 1, asked,
                ToldFacts.Of(found).Text,
            ],
            stop);
    }

    // Nine of ten are there, and one who had not registered; some say what they thought of it.
    private async Task AttendAsync(Announcement found, List<Guid> came, CancellationToken stop)
    {
        var at = found.Event.BeginsAt.ToUniversalTime();
        foreach (var (id, number) in came.Select((id, number) => (id, number)))
        {
            var isThere = number % 10 != 9;
            var way = number % 3 == 0 ? AttendanceWay.Code : AttendanceWay.List;
            var tap = new Tap(found.Id, id, Guid.CreateVersion7(at.AddSeconds(number)), isThere, at.AddSeconds(number), way, null);
            await attendance.RecordAsync(tap, stop);
            if (!isThere || number % 2 != 0) continue;
            var missed = number == 2 ? "Meer tijd om te oefenen." : null;
            await evaluations.StoreAsync(found.Id, id, new Evaluation(3 + (number % 3), Plans[number % Plans.Length], missed), stop);
        }
        var walkIn = new WalkIn(Guid.CreateVersion7(at), $"Jo Peters {Invented.Mark}", null, null);
        await attendance.WriteDownAsync(found.Id, walkIn, at, Guid.Empty, stop);
        await session.ExecuteAsync(
            "update calendar.attendance set asked_at = $2, recorded_by = null where event = $1", [found.Id, clock.GetUtcNow()], stop);
    }

    private async Task WishAsync(List<MemberCard?> people, CancellationToken stop)
    {
        var trainings = live.Current.All<Training>().Where(one => one.Properties.Form != TrainingForm.ELearning)
            .OrderBy(one => one.Id, StringComparer.Ordinal).Take(2).ToList();
        foreach (var (training, number) in trainings.Select((training, number) => (training, number)))
        {
            foreach (var card in people.Where((_, person) => person % (number + 2) == 0).OfType<MemberCard>())
                await wishes.AddAsync(card, training.Id, stop);
        }
    }
}
