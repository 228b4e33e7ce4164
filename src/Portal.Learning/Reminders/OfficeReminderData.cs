using Portal.Content.Publishing;
using Portal.Learning.Reports;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;

namespace Portal.Learning.Reminders;

/// <summary>
/// What is kept of reminders of the office: of whoever got one all of it, of whoever sent one that they did. After two years it goes.
/// </summary>
internal sealed class OfficeReminderData(DbSession session, MemberDirectory members, LiveSite live) : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var got = await session.ListAsync(
            """
            select r.sent_at, l.module, l.day, r.purpose, r.sender_id, coalesce(l.outcome, '')
            from learning.office_reminder_lines l join learning.office_reminders r on r.id = l.reminder_id
            where l.member_id = $1 order by r.sent_at, l.day
            """,
            [memberId],
            row => new
            {
                SentAt = row.Moment(0),
                Module = row.Text(1),
                Day = row.Get<DateOnly>(2),
                Purpose = row.Text(3),
                Sender = row.GetOrNull<Guid>(4),
                Outcome = row.Text(5),
            },
            stop);
        var senders = (await members.FindAsync([.. got.Select(row => row.Sender).OfType<Guid>().Distinct()], stop))
            .ToDictionary(card => card.Id, card => card.Name);
        var sent = await session.ListAsync(
            """
            select sent_at, case kind when 'expires' then 'een bewijs verloopt' else 'een module is niet af' end, purpose, words
            from learning.office_reminders where sender_id = $1 order by sent_at
            """,
            [memberId], row => row.All(), stop);
        return
        [
            new("herinneringen-van-mensen",
            ["verstuurd op", "module", "geldig tot of laatst bezig", "doel", "door wie", "wat ermee gebeurde"],
            [
                .. got.Select(row => (IReadOnlyList<object?>)
                [
                    row.SentAt, live.Current.Find(row.Module)?.Title ?? row.Module, row.Day, row.Purpose,
                    row.Sender is { } id ? senders.GetValueOrDefault(id) : null, InWords(row.Outcome),
                ]),
            ]),
            new("herinneringen-verstuurd", ["verstuurd op", "waarover", "doel", "tekst"], sent),
        ];
    }

    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        await session.ExecuteAsync("delete from learning.office_reminder_lines where member_id = $1", [happened.MemberId], stop);
        await session.ExecuteAsync(
            "update learning.office_reminders set sender_id = null, words = '' where sender_id = $1", [happened.MemberId], stop);
    }

    private static string InWords(string outcome) => outcome switch
    {
        "mailed" => "gemaild",
        "off" => "niet gemaild: herinneringen staan uit",
        "gone" => "niet gemaild: het account was gesloten",
        _ => "wordt gemaild",
    };
}
