using Portal.Learning.Exercises;
using Portal.Learning.Exercises.Types;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Repetition;
using Portal.Learning.Types;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Single = Portal.Learning.Exercises.Types.Single;

#pragma warning disable CA5394 // made up, not secrets
namespace Portal.Learning.FirstLook;

/// <summary>
/// Does what a learner does, on days that are past, by the services that learners' own pages call: so what is stored is what would be
/// stored, first scores, completions and certificates included.
/// </summary>
internal sealed class InventedWork
{
    // Whoever has less fails the first time.
    private const double UnsureSkill = 0.8;

    private readonly PastClock past = new();
    private readonly DbSession session;
    private readonly ModuleVersions versions;
    private readonly Enrolments enrolments;
    private readonly Answers answers;
    private readonly Readings readings;
    private readonly Progress.Tests tests;
    private readonly ReviewDecks decks;
    private readonly Reviews reviews;

    public InventedWork(
        DbSession session, ModuleVersions versions, EnrolmentStates states, AnswerLedger ledger, EventPublisher events,
        AnswerHistory history, Func<TimeProvider, Reviews> reviews)
    {
        (this.session, this.versions, this.reviews) = (session, versions, reviews(past));
        enrolments = new Enrolments(session, versions, past);
        var completions = new Completions(session, events, past);
        var testAnswers = new TestAnswers(session, versions, past);
        tests = new Progress.Tests(session, enrolments, versions, completions, testAnswers, past);
        answers = new Answers(session, enrolments, states, ledger, versions, completions, tests, testAnswers, past);
        readings = new Readings(session, enrolments, versions, completions, past);
        decks = new ReviewDecks(session, enrolments, history, versions, past);
    }

    /// <summary>True when this learner did something already.</summary>
    public async Task<bool> HasBegunAsync(Guid member, CancellationToken stop) => (await enrolments.OfAsync(member, stop)).Count > 0;

    /// <summary>Does a module as far as the round says.</summary>
    public async Task DoAsync(Guid member, string module, Round round, double skill, Random chance, CancellationToken stop)
    {
        var begin = DutchTime.MomentOf(round.DoneOn.AddDays(-round.Days).ToDateTime(new TimeOnly(9, 0))).AddMinutes(chance.Next(500));
        past.Now = begin.ToUniversalTime();
        var enrolment = round.Renews
            ? await enrolments.RenewAsync(member, module, stop)
            : await enrolments.StartAsync(member, module, stop);
        var structure = await versions.ReadAsync(enrolment.ModuleVersionId, session, stop);
        // Nearly everybody does the pre-test, before anything was learned.
        if (structure.PreTest is { } before && chance.NextDouble() < 0.9)
            await TestAsync(member, module, before, round.Module == 0 ? "B" : null, exercise => Chance(exercise, skill - 1.8), chance,
                stop);

        var chapters = structure.Required.ToList();
        var read = round.End == RoundEnd.StopsHalfway ? chapters.Count / 2 : chapters.Count;
        for (var at = 0; at < read; at++)
        {
            past.Now = begin.AddDays(round.Days * (at + 1.0) / (chapters.Count + 1)).AddMinutes(chance.Next(90)).ToUniversalTime();
            await ChapterAsync(member, module, chapters[at], skill, chance, stop);
        }
        if (round.End is RoundEnd.Passes or RoundEnd.Fails && structure.EndTest is { } end)
            await EndTestAsync(member, module, end, round, skill, chance, stop);
    }

    /// <summary>The questions that came back since, each time on the day they were due, until a day some weeks ago.</summary>
    public async Task RepeatAsync(Guid member, DateOnly until, double skill, Random chance, CancellationToken stop)
    {
        past.Now = DutchTime.MomentOf(until.ToDateTime(new TimeOnly(8, 0))).ToUniversalTime();
        await decks.MakeAsync(member, stop);
        foreach (var question in (await reviews.DueAsync(member, stop)).Take(12))
        {
            var answer = InventedAnswers.Of(question.Exercise, Chance(question.Exercise, skill + 0.8), chance);
            await reviews.AnswerAsync(member, question.Card.ExerciseId, Guid.CreateVersion7(past.Now), answer, stop);
        }
    }

    private async Task ChapterAsync(
        Guid member, string module, ChapterStructure chapter, double skill, Random chance, CancellationToken stop)
    {
        foreach (var exercise in await AskedAsync(chapter, null, stop))
        {
            past.Now = past.Now.AddMinutes(2);
            await AnswerAsync(member, module, chapter, exercise, Chance(exercise, skill), null, chance, stop);
        }
        past.Now = past.Now.AddMinutes(3);
        await readings.FinishAsync(member, module, chapter.Id, stop);
    }

    private async Task EndTestAsync(
        Guid member, string module, ChapterStructure test, Round round, double skill, Random chance, CancellationToken stop)
    {
        past.Now = DutchTime.MomentOf(round.DoneOn.ToDateTime(new TimeOnly(10, 0))).AddMinutes(chance.Next(300)).ToUniversalTime();
        var asked = await AskedAsync(test, test.Forms.Count > 0 ? test.Forms[0] : null, stop);
        // Of the first go: one question most people miss, one that all have right, one that good learners read too much into.
        var choices = asked.OfType<Single>().ToList();
        var (easy, unclear, hard) = (choices.ElementAtOrDefault(0), choices.ElementAtOrDefault(1), choices.ElementAtOrDefault(2));
        // Only in the module that enough people do for a report to warn of it.
        double First(Exercise exercise) => round.Module == 0 && exercise == easy ? 1 : round.Module == 0 && exercise == hard ? 0.07
            : round.Module == 0 && exercise == unclear ? (skill > 1.2 ? 0.25 : 0.85)
            : round.End == RoundEnd.Fails || skill < UnsureSkill ? 0.3
            : Chance(exercise, skill + 1.2);
        var done = await TestAsync(member, module, test, round.Module == 0 ? "A" : null, First, chance, stop);
        if (round.End != RoundEnd.Passes) return;
        for (var go = 2; done.Passed != true && go < 4; go++)
        {
            past.Now = past.Now.AddHours(1);
            var again = go;
            done = await TestAsync(member, module, test, null, exercise => again == 2 ? Chance(exercise, skill + 2) : 1, chance, stop);
        }
    }

    private async Task<Attempt> TestAsync(
        Guid member, string module, ChapterStructure test, string? form, Func<Exercise, double> isRight, Random chance,
        CancellationToken stop)
    {
        var attempt = await tests.StartAsync(member, module, test.Id, LotOf(test, form, chance), stop);
        foreach (var exercise in await AskedAsync(test, attempt.Form, stop))
        {
            past.Now = past.Now.AddSeconds(40);
            await AnswerAsync(member, module, test, exercise, isRight(exercise), attempt.Id, chance, stop);
        }
        past.Now = past.Now.AddMinutes(1);
        return await tests.SubmitAsync(member, module, attempt.Id, stop);
    }

    // A lot that draws that form, so that enough people of the one module that all do are asked the same.
    private static Guid LotOf(ChapterStructure test, string? form, Random chance)
    {
        var bytes = new byte[16];
        while (true)
        {
            chance.NextBytes(bytes);
            var lot = new Guid(bytes);
            if (form is null || !test.Forms.Contains(form) || TestForms.Draw(test.Forms, lot, []) == form) return lot;
        }
    }

    private async Task AnswerAsync(
        Guid member, string module, ChapterStructure chapter, Exercise exercise, double isRight, Guid? attempt, Random chance,
        CancellationToken stop)
    {
        var answer = InventedAnswers.Of(exercise, isRight, chance);
        var sent = new SentAnswer(
            Guid.CreateVersion7(past.Now), chapter.Id, exercise.Id, answer, answer.Certainty, past.Now, attempt);
        var result = await answers.StoreAsync(member, module, sent, stop);
        if (result.Outcome != AnswerOutcome.Stored)
            throw new InvalidOperationException($"An invented answer to {exercise.Id} was not stored: {result.Outcome}.");
    }

    private async Task<List<Exercise>> AskedAsync(ChapterStructure chapter, string? form, CancellationToken stop) =>
        [.. (await versions.AskedAsync(chapter, form, session, stop)).Where(exercise => exercise.HasForm)];

    // The Rasch model: skill less difficulty. How hard an exercise is follows from its id, the same for everybody and on every machine.
    private static double Chance(Exercise exercise, double skill) =>
        1 / (1 + Math.Exp(-(skill - DifficultyOf(exercise.Id))));

    private static double DifficultyOf(string id) => (id.Aggregate(7, (sum, sign) => (sum * 31 + sign) % 997) / 997.0 * 2.4) - 1.6;
}
