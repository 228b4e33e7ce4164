using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Members.SignIn;

/// <summary>
/// The table of who is signed in where. The cookie only names a row of it: what somebody may do is read for every request, so a
/// session that was ended, a role taken back and an account that was closed count at once.
/// </summary>
internal sealed class Sessions(
    MembersDb db, DbSession session, IHttpContextAccessor http, IOptions<ProviderOptions> providers, ISecondStepWaiver waiver,
    TimeProvider clock)
{
    // Written at most this often: a page of ten pictures is not ten updates.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    public async Task<MemberSession> StartAsync(Member member, string method, string? secondStep, bool remembered, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(row => row.ExpiresAt < now).ExecuteDeleteAsync(stop);
        var started = new MemberSession
        {
            Id = Guid.NewGuid(),
            MemberId = member.Id,
            Method = method,
            SecondStep = secondStep,
            Remembered = remembered,
            Device = Device.Of(http.HttpContext?.Request.Headers.UserAgent),
            StartedAt = now,
            LastSeenAt = now,
            ExpiresAt = MemberSession.EndOf(remembered, now, now),
        };
        db.Sessions.Add(started);
        await db.SaveChangesAsync(stop);
        await db.Members.Where(row => row.Id == member.Id).ExecuteUpdateAsync(row => row.SetProperty(found => found.LastSeenAt, now), stop);
        return started;
    }

    /// <summary>Who is behind a session, with the rights of this moment; null when it has ended.</summary>
    public async Task<ClaimsPrincipal?> PrincipalAsync(Guid id, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var found = await session.FirstAsync(
            """
            select s.member_id, m.name, s.method, s.second_step, s.remembered, s.started_at, s.last_seen_at,
                m.organisation_id, m.municipality,
                array(select role from members.roles where member_id = m.id),
                (select area from members.roles where member_id = m.id and role = 'coordinator'),
                m.email, m.two_factor_enabled, exists (select from members.passkeys where member_id = m.id),
                array(select login_provider from members.logins where member_id = m.id)
            from members.sessions s join members.members m on m.id = s.member_id
            where s.id = $1 and s.expires_at > $2 and m.blocked_at is null
            """,
            [id, now],
            row => new { Identity = IdentityOf(id, row), Remembered = row.Get<bool>(4), StartedAt = row.Moment(5), SeenAt = row.Moment(6) },
            stop);
        if (found is null || now >= found.StartedAt + MemberSession.Longest(found.Remembered)) return null;
        if (now - found.SeenAt > SeenEvery) await SeeAsync(id, now, MemberSession.EndOf(found.Remembered, found.StartedAt, now), stop);
        return new ClaimsPrincipal(found.Identity);
    }

    public Task<List<MemberSession>> OfAsync(Guid member, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.AsNoTracking().Where(row => row.MemberId == member && row.ExpiresAt > now)
            .OrderByDescending(row => row.LastSeenAt).ToListAsync(stop);
    }

    /// <summary>This session passed a second step: one of <see cref="SecondSteps"/>.</summary>
    public Task ConfirmAsync(Guid id, string step, CancellationToken stop) =>
        db.Sessions.Where(row => row.Id == id).ExecuteUpdateAsync(row => row.SetProperty(found => found.SecondStep, step), stop);

    /// <summary>Ends a session of this member; another's is not touched.</summary>
    public async Task<bool> EndAsync(Guid member, Guid id, CancellationToken stop) =>
        await db.Sessions.Where(row => row.Id == id && row.MemberId == member).ExecuteDeleteAsync(stop) > 0;

    /// <summary>Ends all sessions of a member but one; gives how many.</summary>
    public Task<int> EndOthersAsync(Guid member, Guid? but, CancellationToken stop) =>
        db.Sessions.Where(row => row.MemberId == member && row.Id != but).ExecuteDeleteAsync(stop);

    private ClaimsIdentity IdentityOf(Guid session, Row row)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        void Claim(string type, string? value)
        {
            if (value is not null) identity.AddClaim(new Claim(type, value));
        }
        Claim(MemberClaims.Session, session.ToString());
        Claim(ClaimTypes.NameIdentifier, row.Id(0).ToString());
        Claim(ClaimTypes.Name, row.Text(1));
        Claim(MemberClaims.Method, row.Text(2));
        Claim(MemberClaims.SecondFactor, Counts(row.TextOrNull(3), row) || waiver.Covers(row.Text(11)) ? MemberClaims.Yes : null);
        Claim(MemberClaims.StartedAt, row.Moment(5).ToString("O", CultureInfo.InvariantCulture));
        Claim(MemberClaims.Organisation, row.GetOrNull<Guid>(7)?.ToString());
        Claim(MemberClaims.Municipality, row.TextOrNull(8));
        foreach (var role in row.Get<string[]>(9)) Claim(ClaimTypes.Role, role);
        Claim(MemberClaims.Area, row.TextOrNull(10));
        return identity;
    }

    // A second step counts while it is there: whoever takes the app away closes the office, also for who came in by it.
    private bool Counts(string? step, Row row) => step switch
    {
        null => false,
        SecondSteps.App => row.Get<bool>(12),
        SecondSteps.Passkey => row.Get<bool>(13),
        _ => providers.Value.All.Exists(provider => provider.Scheme == step && provider.AsksSecondStep)
            && row.Get<string[]>(14).Contains(step),
    };

    private Task SeeAsync(Guid id, DateTimeOffset now, DateTimeOffset until, CancellationToken stop) => session.ExecuteAsync(
        """
        with seen as (update members.sessions set last_seen_at = $2, expires_at = $3 where id = $1 returning member_id)
        update members.members set last_seen_at = $2 from seen where members.id = seen.member_id
        """,
        [id, now, until], stop);
}
