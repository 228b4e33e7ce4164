using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Data;

namespace Portal.Calendar.Questions;

/// <summary>
/// What the inbox keeps of a member: what they asked, signed in or by their address, and what was said about it. It goes with the account;
/// of a colleague who goes, the answers stay without a name.
/// </summary>
internal sealed class QuestionData(DbSession session, MemberDirectory members) : IPersonalData
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<PersonalTable>> ExportAsync(Guid memberId, CancellationToken stop)
    {
        var address = (await members.FindAsync(memberId, stop))?.Email;
        var questions = await session.ListAsync(
            $"select {Question.Columns} from calendar.questions q where q.member_id = $1 or lower(q.address) = lower($2) order by q.number",
            [memberId, address], Question.Of, stop);
        var entries = await session.ListAsync(
            """
            select q.number, e.kind, e.at, e.body from calendar.question_entries e join calendar.questions q on q.id = e.question_id
            where q.member_id = $1 or lower(q.address) = lower($2) order by q.number, e.at, e.id
            """,
            [memberId, address],
            row => (IReadOnlyList<object?>)
            [
                Question.CodeOf(row.Get<long>(0)), EntryWords.Of(Enum.Parse<EntryKind>(row.Text(1), ignoreCase: true)), row.Moment(2),
                row.Text(1) == "assigned" ? "" : row.Text(3),
            ],
            stop);
        return
        [
            new("vragen",
                [
                    "nummer", "soort", "gevraagd op", "naam", "e-mailadres", "organisatie", "gemeente", "thema", "onderwerp", "pagina",
                    "kenmerk", "beantwoord op", "gesloten op",
                ],
                [
                    .. questions.Select(question => (IReadOnlyList<object?>)
                    [
                        question.Code, question.Kind.Label(), question.AskedAt, question.Name, question.Address, question.Organisation,
                        question.Municipality, question.Theme, question.Subject, question.Page, question.Reference, question.AnsweredAt,
                        question.ClosedAt,
                    ]),
                ]),
            new("vragen-berichten", ["nummer", "wat", "op", "tekst"], entries),
        ];
    }

    /// <inheritdoc/>
    public async Task HandleAsync(MemberErased happened, CancellationToken stop)
    {
        var id = happened.MemberId;
        await session.ExecuteAsync(
            "delete from calendar.questions where member_id = $1 or lower(address) = lower($2)", [id, happened.Email], stop);
        await session.ExecuteAsync("update calendar.questions set assigned_to = null where assigned_to = $1", [id], stop);
        await session.ExecuteAsync("update calendar.question_entries set author = null where author = $1", [id], stop);
        await session.ExecuteAsync(
            "update calendar.question_entries set body = '' where kind = 'assigned' and body = $1", [id.ToString()], stop);
        await session.ExecuteAsync("update calendar.question_readings set reader = null where reader = $1", [id], stop);
    }
}
