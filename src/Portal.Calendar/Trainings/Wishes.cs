using System.Security.Cryptography;
using System.Text;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Calendar.Trainings;

/// <summary>
/// "Laat weten dat je dit wilt": who would like a training. Of a member it is known who, so that they can be told of a date; of anybody
/// else nothing but where they work and as what.
/// </summary>
internal sealed class Wishes(DbSession session, TimeProvider clock) : IPersonalData
{
    /// <summary>How many a network, a school or an office, may say of one training on a day without accounts.</summary>
    public const int MostOfANetwork = 20;

    private const int SaltBytes = 32;

    private DateOnly Today => DutchTime.DateOf(clock.GetUtcNow());

    /// <summary>What a member said of a training; null: they would not like it, or did not say so.</summary>
    public Task<MemberWish?> OfAsync(Guid memberId, string training, CancellationToken stop = default) => session.FirstAsync(
        "select day, answered_by from calendar.training_wishes where member_id = $1 and training = $2", [memberId, training],
        row => new MemberWish(row.Get<DateOnly>(0), row.TextOrNull(1)), stop);

    /// <summary>
    /// A member would like a training; however often they say so, it counts once. Who says so again after they were told of a date counts
    /// again.
    /// </summary>
    public Task AddAsync(MemberCard member, string training, CancellationToken stop = default) => session.ExecuteAsync(
        """
        insert into calendar.training_wishes as known (id, training, member_id, municipality, function, day) values ($1, $2, $3, $4, $5, $6)
        on conflict (training, member_id) where member_id is not null do update
        set municipality = excluded.municipality, function = excluded.function, day = excluded.day, answered_by = null
        where known.answered_by is not null
        """,
        [
            Guid.CreateVersion7(clock.GetUtcNow()), training, member.Id, member.Municipality ?? "", member.Function ?? "", Today,
        ],
        stop);

    /// <summary>A member would not like it any more.</summary>
    public Task TakeBackAsync(Guid memberId, string training, CancellationToken stop = default) => session.ExecuteAsync(
        "delete from calendar.training_wishes where member_id = $1 and training = $2", [memberId, training], stop);

    /// <summary>
    /// Somebody without an account would like a training. False: this browser said so today, or its network said it so often that it
    /// counts no more; nothing was counted.
    /// </summary>
    /// <param name="training">The document's id.</param>
    /// <param name="municipality">Where they work.</param>
    /// <param name="function">As what.</param>
    /// <param name="network">Where they come from, see <see cref="ClientNetwork"/>.</param>
    /// <param name="browser">What their browser calls itself.</param>
    /// <param name="stop">Cancels the call.</param>
    public Task<bool> AddAsync(
        string training, string municipality, string function, string network, string browser, CancellationToken stop = default) =>
        // Two that come at once see each other: how many there are is counted of one moment.
        session.InTransactionAsync(
            () => session.AloneAsync(
                $"wishes for {training}",
                async () =>
                {
                    var today = Today;
                    var salt = await SaltAsync(today, stop);
                    var isNew = await session.ExecuteAsync(
                        """
                        insert into calendar.wish_senders (day, training, sender, network) select $1, $2, $3, $4
                        where (select count(*) from calendar.wish_senders where day = $1 and training = $2 and network = $4) < $5
                        on conflict do nothing
                        """,
                        [today, training, Hash(salt, $"{network}\n{browser}"), Hash(salt, network), MostOfANetwork], stop);
                    if (isNew == 0) return false;
                    await session.ExecuteAsync(
                        "insert into calendar.training_wishes (id, training, municipality, function, day) values ($1, $2, $3, $4, $5)",
                        [Guid.CreateVersion7(clock.GetUtcNow()), training, municipality, function, today], stop);
                    return true;
                },
                stop),
            stop);

    /// <summary>Forgets wishes of a year ago, and who sent something on a day that is over.</summary>
    public async Task ForgetOldAsync(CancellationToken stop)
    {
        var today = Today;
        await session.ExecuteAsync("delete from calendar.training_wishes where day <= $1", [today.AddYears(-1)], stop);
        await session.ExecuteAsync("delete from calendar.wish_senders where day < $1", [today], stop);
        await session.ExecuteAsync("delete from calendar.wish_salts where day < $1", [today], stop);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop) =>
    [
        new("training-wensen", ["training", "gemeente", "functie", "op", "gemaild-over"], await session.ListAsync(
            """
            select training, municipality, function, day, answered_by from calendar.training_wishes
            where member_id = $1 order by day, training
            """,
            [memberId], row => row.All(), stop)),
    ];

    /// <inheritdoc/>
    public Task HandleAsync(MemberErased happened, CancellationToken stop) =>
        session.ExecuteAsync("delete from calendar.training_wishes where member_id = $1", [happened.MemberId], stop);

    private async Task<byte[]> SaltAsync(DateOnly day, CancellationToken stop)
    {
        await session.ExecuteAsync(
            "insert into calendar.wish_salts (day, salt) values ($1, $2) on conflict do nothing",
            [day, RandomNumberGenerator.GetBytes(SaltBytes)], stop);
        return (await session.ValueAsync<byte[]>("select salt from calendar.wish_salts where day = $1", [day], stop))!;
    }

    private static byte[] Hash(byte[] salt, string text) => HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(text));
}

/// <summary>That a member would like a training.</summary>
/// <param name="Day">Since when.</param>
/// <param name="AnsweredBy">The event of which they were told; null: of none, or not since they said so last.</param>
internal sealed record MemberWish(DateOnly Day, string? AnsweredBy);
