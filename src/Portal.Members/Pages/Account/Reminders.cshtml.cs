using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Portal.Members.Access;
using Portal.Members.People;

namespace Portal.Members.Pages.Account;

/// <summary>Which reminders a member gets by mail.</summary>
internal sealed class RemindersModel(UserManager<Member> members, CurrentMember current, Reminders reminders)
    : AccountPage(members, current)
{
    public IReadOnlyList<(ReminderKind Kind, DateTimeOffset? OffSince)> Kinds { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Kinds =
    [
        .. (await reminders.OfAsync(Member.Id, stop)).Where(one => one.Kind.For.Count == 0 || one.Kind.For.Any(Current.May)),
    ];

    public async Task<IActionResult> OnPostAsync(string kind, bool on, CancellationToken stop) =>
        await reminders.SetAsync(Member.Id, kind, on, stop)
            ? Done(on ? "Je krijgt deze herinnering weer." : "Je krijgt deze herinnering niet meer.", "/account/herinneringen")
            : NotFound();
}
