using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Learning.Certificates;
using Portal.Learning.Exercises.Scoring;
using Portal.Learning.Modules;
using Portal.Learning.Progress;
using Portal.Learning.Repetition;
using Portal.Learning.Types;
using Portal.Members.People;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Learning.Pages.Leren;

/// <summary>Where a learner stands, as /leren shows it.</summary>
/// <param name="Open">Modules that were begun, least left first.</param>
/// <param name="Path">What to learn in one's function.</param>
/// <param name="Certificates">Newest first.</param>
/// <param name="Done">What was done last, newest first.</param>
/// <param name="Due">Questions that are due.</param>
/// <param name="NextReviewOn">When the next question comes, where none is due.</param>
/// <param name="Settings">What the learner wants of repetition.</param>
/// <param name="HasMoreDone">More was done than is shown.</param>
internal sealed record Desk(
    IReadOnlyList<OpenModule> Open, LearningPath Path, IReadOnlyList<HeldCertificate> Certificates, IReadOnlyList<DoneThing> Done,
    bool HasMoreDone,
    IReadOnlyList<ReviewQuestion> Due, DateOnly? NextReviewOn, ReviewSettings Settings)
{
    /// <summary>Nothing was ever begun.</summary>
    public bool IsNew => Open.Count == 0 && Done.Count == 0;
}

/// <summary>A module that was begun and is not passed.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Path">Its address.</param>
/// <param name="Resume">Where to go on: a chapter that is not done.</param>
/// <param name="ResumeTitle">The title of that chapter, or null.</param>
/// <param name="Percent">How much is done.</param>
/// <param name="MinutesLeft">How long the rest takes.</param>
/// <param name="Steps">Its chapters and end test: whether each is done.</param>
/// <param name="IsRenewal">It was completed in an earlier round.</param>
/// <param name="MissesTest">All is done, but the end test was not passed yet.</param>
internal sealed record OpenModule(
    string Title, string Path, string Resume, string? ResumeTitle, int Percent, int MinutesLeft, IReadOnlyList<bool> Steps, bool IsRenewal,
    bool MissesTest);

/// <summary>A certificate on the learner's own page.</summary>
/// <param name="Certificate">What it says.</param>
/// <param name="State">Whether it counts today.</param>
/// <param name="DaysLeft">Days until the last one, 0 on that day; null when it does not expire, or no longer counts.</param>
/// <param name="Renews">Whether the module can be done again for a new one.</param>
internal sealed record HeldCertificate(Certificate Certificate, CertificateState State, int? DaysLeft, Renewal Renews)
{
    /// <summary>From how many days before its end a certificate is marked and can be renewed.</summary>
    public const int SoonDays = 60;

    /// <summary>It counts, but not for long.</summary>
    public bool ExpiresSoon => DaysLeft <= SoonDays;
}

/// <summary>Whether a certificate can be renewed.</summary>
internal enum Renewal
{
    /// <summary>There is no need, a newer one, or no module any more.</summary>
    No,

    /// <summary>It is time to.</summary>
    Possible,

    /// <summary>The learner is in the middle of it.</summary>
    Begun,
}

/// <summary>Something the learner did.</summary>
/// <param name="At">UTC.</param>
/// <param name="Text">What, in a few words.</param>
/// <param name="Title">The module, training or event.</param>
/// <param name="Path">Its address; null when it is not online any more.</param>
/// <param name="IsWhole">A module was completed, or a training attended: a large dot.</param>
internal sealed record DoneThing(DateTimeOffset At, string Text, string Title, string? Path, bool IsWhole);

/// <summary>Puts <see cref="Desk"/> together.</summary>
internal sealed class Desks(
    DbSession session, Enrolments enrolments, Standings standings, ModuleVersions versions, CertificateRegister certificates,
    ReviewDecks decks, Reviews reviews, Attendances attendances,
    MemberDirectory members, LiveSite live, TimeProvider clock)
{
    private const int DoneShown = 6;

    private DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>Where a learner stands now.</summary>
    public async Task<Desk> OfAsync(Guid memberId, CancellationToken stop = default)
    {
        await decks.MakeAsync(memberId, stop);
        var mine = await enrolments.OfAsync(memberId, stop);
        var coming = await reviews.ComingAsync(memberId, stop);
        var attended = await attendances.OfAsync(memberId, stop);
        List<DoneThing> done =
        [
            .. (await DoneAsync(memberId, stop)).Concat(attended.Select(DoneOf)).OrderByDescending(thing => thing.At).Take(DoneShown + 1),
        ];
        var member = await members.FindAsync(memberId, stop);
        return new Desk(
            await OpenAsync(mine, stop),
            LearningPath.Of(live.Current, member?.Function, mine, attended),
            await HeldAsync(memberId, mine, stop),
            [.. done.Take(DoneShown)], done.Count > DoneShown,
            [.. coming.Where(question => question.Card.DueOn <= Today)], coming.Count > 0 ? coming[0].Card.DueOn : null,
            await reviews.SettingsAsync(memberId, stop));
    }

    private async Task<IReadOnlyList<OpenModule>> OpenAsync(IEnumerable<Enrolment> mine, CancellationToken stop)
    {
        var open = new List<OpenModule>();
        var newest = mine.GroupBy(enrolment => enrolment.Module).Select(rounds => rounds.MaxBy(round => round.Cycle)!);
        foreach (var enrolment in newest.Where(enrolment => enrolment.PassedAt is null))
        {
            if (live.Current.Find<LearningModule>(enrolment.Module) is not { } module) continue;
            open.Add(OpenOf(module, await standings.OfAsync(enrolment, stop)));
        }
        return [.. open.OrderBy(module => module.MinutesLeft)];
    }

    private OpenModule OpenOf(PublishedDocument<LearningModule> module, Standing standing)
    {
        var page = standing.Next is { } next ? live.Current.Find(next.Id) : null;
        var steps = standing.Module.Required.Append(standing.Module.EndTest).OfType<ChapterStructure>();
        return new OpenModule(
            module.Title, module.Path, page?.Path ?? module.Path, page?.Title, standing.Percent,
            // All is read and the test was not good enough: what is left is that test.
            standing.Enrolment.CompletedAt is null ? standing.MinutesLeft : standing.Module.EndTest?.Minutes ?? 0,
            [.. steps.Select(standing.IsDone)], standing.Enrolment.Cycle > 1, standing.Enrolment.CompletedAt is not null);
    }

    private async Task<IReadOnlyList<HeldCertificate>> HeldAsync(Guid memberId, IReadOnlyList<Enrolment> mine, CancellationToken stop)
    {
        var all = await certificates.OfAsync(memberId, stop);
        return [.. all.Select(certificate =>
        {
            var state = certificate.StateOn(Today);
            int? left = state == CertificateState.Valid && certificate.Snapshot.ValidUntil is { } last
                ? last.DayNumber - Today.DayNumber
                : null;
            return new HeldCertificate(certificate, state, left, RenewalOf(certificate, state, left, all, mine));
        })];
    }

    private Renewal RenewalOf(
        Certificate certificate, CertificateState state, int? left, IReadOnlyList<Certificate> all, IReadOnlyList<Enrolment> mine)
    {
        var module = certificate.Snapshot.Module;
        var isNewest = all.Where(other => other.Snapshot.Module == module).MaxBy(other => other.IssuedAt) == certificate;
        if (!isNewest || state == CertificateState.Revoked || live.Current.Find<LearningModule>(module) is null) return Renewal.No;
        if (state == CertificateState.Valid && !(left <= HeldCertificate.SoonDays)) return Renewal.No;
        return mine.Where(enrolment => enrolment.Module == module).MaxBy(enrolment => enrolment.Cycle)?.PassedAt is null
            ? Renewal.Begun
            : Renewal.Possible;
    }

    private async Task<List<DoneThing>> DoneAsync(Guid memberId, CancellationToken stop)
    {
        var rows = await session.ListAsync(
            """
            select e.module, 'chapter', r.read_at, r.chapter, null::real, null::real, e.module_version_id
                from learning.chapter_readings r join learning.enrolments e on e.id = r.enrolment_id where e.member_id = $1
            union all
            select e.module, a.kind, a.submitted_at, a.chapter, a.score, a.max, a.module_version_id
                from learning.attempts a join learning.enrolments e on e.id = a.enrolment_id where e.member_id = $1
                    and a.submitted_at is not null
            union all
            select e.module, 'completed', e.completed_at, null, null, null, e.module_version_id
                from learning.enrolments e where e.member_id = $1 and e.completed_at is not null
            order by 3 desc, 2 desc limit $2
            """,
            [memberId, DoneShown + 1],
            row => (
                Module: row.Text(0), Kind: row.Text(1), At: row.Moment(2), Chapter: row.TextOrNull(3), Score: row.GetOrNull<float>(4),
                Max: row.GetOrNull<float>(5),
                Version: row.Id(6)),
            stop);
        var done = new List<DoneThing>();
        foreach (var row in rows)
        {
            var structure = await versions.ReadAsync(row.Version, session, stop);
            var module = live.Current.Find<LearningModule>(row.Module);
            done.Add(
                new DoneThing(
                    row.At, TextOf(row.Kind, row.Chapter, row.Score, row.Max, structure), module?.Title ?? structure.Title, module?.Path,
                    row.Kind == CompletionKinds.Completed));
        }
        return done;
    }

    private DoneThing DoneOf(Attendance attended)
    {
        var site = live.Current;
        var (training, item) = (site.Find<Training>(attended.Subject), site.Find<CalendarEvent>(attended.Event));
        return new(
            item?.Properties.BeginsAt ?? attended.AttendedAt, attended.Subject is null ? "Bijeenkomst bijgewoond" : "Training bijgewoond",
            training?.Title ?? attended.Title, training?.Path ?? item?.Path, attended.Subject is not null);
    }

    private static string TextOf(string kind, string? chapter, float? score, float? max, ModuleStructure structure) => kind switch
    {
        CompletionKinds.Completed => "Module afgerond",
        ChapterKinds.PreTest => $"Begintoets gemaakt: {PercentOf(score, max)}",
        ChapterKinds.EndTest => $"Eindtoets gemaakt: {PercentOf(score, max)}",
        _ => structure.Find(chapter!) is { } known ? $"Gelezen: {known.Title}" : "Hoofdstuk gelezen",
    };

    private static string PercentOf(float? score, float? max) =>
        max is > 0 ? $"{Percent.Of(score!.Value, max.Value)}% goed" : "zonder punten";
}
