using System.Globalization;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;

namespace Portal.Learning.Reports;

/// <summary>At each start and each night: there were members before there were reports, and districts may have changed.</summary>
internal sealed record CompleteLearners;

/// <summary>This room's copy of what reports need to know of a member, kept in the transaction in which the member changes.</summary>
internal sealed class Learners(DbSession session, MemberDirectory directory, JobQueue jobs)
    : IHandle<MemberChanged>, IPersonalData, IJob<CompleteLearners>
{
    public Task HandleAsync(MemberChanged happened, CancellationToken stop) => WriteAsync([happened.Card], stop);

    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        await session.ExecuteAsync("delete from learning.learners where member_id = $1", [happened.MemberId], stop);
        await session.ExecuteAsync("delete from learning.due where member_id = $1", [happened.MemberId], stop);
        await session.ExecuteAsync("update learning.name_views set viewer_id = null where viewer_id = $1", [happened.MemberId], stop);
    }

    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var views = await session.ListAsync(
            """
            select started_at, purpose, coalesce(district, 'de hele regio') from learning.name_views
            where viewer_id = $1 order by started_at
            """,
            [memberId], row => row.All(), stop);
        return [new("namen-bekeken", ["begonnen op", "doel", "gebied"], views)];
    }

    /// <summary>
    /// Makes the copy right: whoever was missed is added, whoever is gone goes. Where nothing was counted yet, that follows at once.
    /// </summary>
    public Task RunAsync(CompleteLearners args, JobRun run, CancellationToken stop) => session.InTransactionAsync(
        async () =>
        {
            // Several hosts start at once; and nobody changes a profile between the reading and the writing.
            await session.ExecuteAsync("lock table learning.learners in share row exclusive mode", [], stop);
            var all = await directory.AllAsync(stop);
            await WriteAsync(all, stop);
            await session.ExecuteAsync(
                "delete from learning.learners where not member_id = any ($1)", [all.Select(card => card.Id).ToArray()], stop);
            if (!await session.ValueAsync<bool>("select exists (select from learning.report_counts)", [], stop))
                await jobs.EnqueueAsync(new CountPeople(), new JobOptions { Key = "schedule" }, stop);
            else if (!await session.ValueAsync<bool>("select exists (select from learning.due)", [], stop))
                await jobs.EnqueueAsync(new FindDue(), new JobOptions { Key = "counted" }, stop);
        },
        stop);

    private Task WriteAsync(IReadOnlyList<MemberCard> cards, CancellationToken stop) => session.ExecuteAsync(
        """
        insert into learning.learners as known (member_id, name, organisation_id, organisation, municipality, district, domain, function,
            joined_at)
        select id, name, organisation_id::uuid, organisation, municipality, district, domain, function, joined_at
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
            as card (id, name, organisation_id, organisation, municipality, district, domain, function, joined_at)
        on conflict (member_id) do update set (name, organisation_id, organisation, municipality, district, domain, function, joined_at)
            = (excluded.name, excluded.organisation_id, excluded.organisation, excluded.municipality, excluded.district, excluded.domain,
                        excluded.function, excluded.joined_at)
        where known is distinct from excluded
        """,
        [
            cards.Select(card => card.Id).ToArray(), cards.Select(card => card.Name).ToArray(),
            cards.Select(card => card.OrganisationId?.ToString(null, CultureInfo.InvariantCulture))
                .ToArray(), cards.Select(card => card.Organisation ?? "").ToArray(),
            cards.Select(card => card.Municipality ?? "").ToArray(), cards.Select(card => card.District ?? "").ToArray(),
            cards.Select(card => card.Domain ?? "").ToArray(), cards.Select(card => card.Function ?? "").ToArray(),
            cards.Select(card => card.JoinedAt).ToArray(),
        ],
        stop);
}
