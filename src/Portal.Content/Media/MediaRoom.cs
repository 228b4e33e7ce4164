using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Portal.Platform.Conditions;
using Portal.Platform.Data;

namespace Portal.Content.Media;

/// <summary>How much room the library gets (<c>Media</c> in <c>appsettings.json</c>).</summary>
internal sealed class MediaOptions
{
    /// <summary>The most that all files take together, with the forms of pictures, in millions of bytes; 0: no limit.</summary>
    [Range(0, 100_000_000, ErrorMessage = "Media__MostMegabytes must be a number from 0 to 100000000.")]
    public int MostMegabytes { get; set; } = 20_000;
}

/// <summary>How much of the library's room is taken: what is stored counts, of files and of the forms that pictures are shown in.</summary>
internal sealed class MediaRoom(DbSession session, IOptions<MediaOptions> options)
{
    // Below this much of the limit nobody waits for anybody: so much is never on its way at once.
    private const long OnItsWay = 2_000_000_000;

    /// <summary>The limit in bytes; 0: there is none.</summary>
    public long Most { get; } = options.Value.MostMegabytes * 1_000_000L;

    /// <summary>How many bytes are stored.</summary>
    public Task<long> UsedAsync(CancellationToken stop) => session.ValueAsync<long>(
        """
        select coalesce((select sum(octet_length(bytes)) from content.media), 0)::bigint
            + coalesce((select sum(octet_length(bytes)) from content.media_variants), 0)::bigint
        """,
        [], stop);

    /// <summary>
    /// Why so much more cannot be stored, Dutch; null: it can. Asked in the transaction that stores it: near the limit whoever asks second
    /// waits for the first, so that two do not take the same room.
    /// </summary>
    /// <param name="more">How many bytes more.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<string?> RefusalAsync(long more, CancellationToken stop)
    {
        if (Most == 0) return null;
        // The size of the tables on disk is known at once, and what is stored is never more.
        var tables = await session.ValueAsync<long>(
            "select pg_total_relation_size('content.media') + pg_total_relation_size('content.media_variants')", [], stop);
        if (tables + more + OnItsWay <= Most) return null;
        await session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('content.media-room', 20261128))", [], stop);
        var used = await UsedAsync(stop);
        return used + more <= Most ? null
            : $"De mediabibliotheek is vol: er is nog {Amounts.Size(Math.Max(0, Most - used))} vrij van {Amounts.Size(Most)} en "
                + $"dit bestand is {Amounts.Size(more)}. Gooi eerst weg wat niet meer nodig is, of vraag de beheerder om meer ruimte.";
    }
}

/// <summary>The library has room.</summary>
internal sealed class MediaRoomCondition(MediaRoom room) : ICondition
{
    private const int PercentOfAttention = 80;
    private const int PercentOfUrgency = 98;

    public async Task<Condition> LookAsync(CancellationToken stop) => Of(await room.UsedAsync(stop), room.Most);

    /// <summary>What these figures mean.</summary>
    internal static Condition Of(long used, long most)
    {
        if (most == 0) return Condition.Good($"Bestanden nemen {Amounts.Size(used)}; er is geen grens ingesteld.") with { Door = Media };
        var percent = used * 100 / most;
        var state = percent >= PercentOfUrgency ? ConditionState.Urgent
            : percent >= PercentOfAttention ? ConditionState.Attention : ConditionState.Good;
        return new(state, $"Bestanden nemen {Amounts.Size(used)} van de {Amounts.Size(most)}: {percent} %.")
        {
            Todo = state == ConditionState.Good ? ""
                : "Gooi weg wat geen pagina gebruikt, of vraag de technisch beheerder om meer ruimte (Media__MostMegabytes). Is het vol, "
                    + "dan wordt een nieuw bestand geweigerd.",
            Door = Media,
        };
    }

    private static (string, string) Media => ("Naar de media", "/beheer/media");
}
