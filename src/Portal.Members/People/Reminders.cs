using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Mail;

namespace Portal.Members.People;

/// <summary>A kind of mail that comes by itself and that a member can turn off, of the room that sends it.</summary>
/// <param name="Key">Its word, as <see cref="Mail.Kind"/>.</param>
/// <param name="Title">A few words, Dutch.</param>
/// <param name="About">When it comes, one sentence, Dutch.</param>
public sealed record ReminderKind(string Key, string Title, string About)
{
    /// <summary>Only for who may one of these (<see cref="Access.Rights"/>); empty: for every member.</summary>
    public IReadOnlyList<string> For { get; init; } = [];
}

/// <summary>Registration of reminders, by each room in its own door.</summary>
public static class ReminderRegistration
{
    /// <summary>Adds a kind: it stands in every member's account.</summary>
    public static IServiceCollection AddReminder(this IServiceCollection services, ReminderKind kind) => services.AddSingleton(kind);
}

/// <summary>
/// Which reminders a member gets: all, until they turn a kind off, in their account or with one click in a mail (RFC 8058), without signing
/// in. What somebody must know about their account is no reminder.
/// </summary>
public sealed class Reminders
{
    /// <summary>Where one is turned off by a link.</summary>
    internal const string OffPath = "/herinneringen/uit";

    private readonly DbSession session;
    private readonly IDataProtector protector;
    private readonly IReadOnlyList<ReminderKind> kinds;
    private readonly string site;
    private readonly TimeProvider clock;

    internal Reminders(
        DbSession session, IDataProtectionProvider protection, IEnumerable<ReminderKind> kinds, IOptions<PlatformOptions> platform,
        TimeProvider clock)
    {
        (this.session, this.kinds, site, this.clock) = (session, [.. kinds], platform.Value.PublicUrl, clock);
        protector = protection.CreateProtector("members.reminders");
    }

    /// <summary>True when a member gets this kind.</summary>
    public async Task<bool> AreWantedAsync(Guid memberId, string kind, CancellationToken stop) =>
        !(await OffAsync(memberId, stop)).ContainsKey(kind);

    /// <summary>Those of these members who turned a kind off.</summary>
    public async Task<IReadOnlySet<Guid>> OffForAsync(IReadOnlyCollection<Guid> members, string kind, CancellationToken stop) =>
        members.Count == 0 ? new HashSet<Guid>() : (await session.ListAsync(
            "select member_id from members.reminders_off where member_id = any($1) and kind = $2", [members.ToArray(), kind],
            row => row.Id(0), stop)).ToHashSet();

    /// <summary>
    /// The address that turns a kind off for a member. It does not expire: an old mail must be able to, and that is all it can.
    /// </summary>
    public string OffLink(Guid memberId, string kind)
    {
        byte[] whose = [.. memberId.ToByteArray(), .. Encoding.UTF8.GetBytes(kind)];
        return $"{site}{OffPath}?sleutel={protector.KeyOf(whose)}";
    }

    /// <summary>All kinds, with since when this member has them off.</summary>
    internal async Task<IReadOnlyList<(ReminderKind Kind, DateTimeOffset? OffSince)>> OfAsync(Guid memberId, CancellationToken stop)
    {
        var off = await OffAsync(memberId, stop);
        return [.. kinds.Select(kind => (kind, off.TryGetValue(kind.Key, out var since) ? since : (DateTimeOffset?)null))];
    }

    /// <summary>Turns a kind off, or on again; twice is once. False: there is no such kind.</summary>
    internal async Task<bool> SetAsync(Guid memberId, string kind, bool isOn, CancellationToken stop)
    {
        if (kinds.All(known => known.Key != kind)) return false;
        if (isOn)
            await session.ExecuteAsync("delete from members.reminders_off where member_id = $1 and kind = $2", [memberId, kind], stop);
        else
        {
            // Whoever is gone has nothing to turn off any more.
            await session.ExecuteAsync(
                """
                insert into members.reminders_off (member_id, kind, since) select id, $2, $3 from members.members where id = $1
                on conflict do nothing
                """,
                [memberId, kind, clock.GetUtcNow()], stop);
        }
        return true;
    }

    /// <summary>Whose key it is, and of which kind; null when it is not one of ours.</summary>
    internal (Guid MemberId, ReminderKind Kind)? Read(string? key)
    {
        if (protector.BytesIn(key) is not { Length: > 16 } whose) return null;
        var word = Encoding.UTF8.GetString(whose.AsSpan(16));
        return kinds.FirstOrDefault(kind => kind.Key == word) is { } kind ? (new Guid(whose.AsSpan(0, 16)), kind) : null;
    }

    private async Task<Dictionary<string, DateTimeOffset>> OffAsync(Guid memberId, CancellationToken stop) =>
        (await session.ListAsync(
            "select kind, since from members.reminders_off where member_id = $1", [memberId], row => (row.Text(0), row.Moment(1)), stop))
        .ToDictionary(row => row.Item1, row => row.Item2, StringComparer.Ordinal);
}
