using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Members.SignIn;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Leden;

/// <summary>One member: gives and takes roles, closes and opens the account, takes away a second step that was lost.</summary>
internal sealed class ShowModel(
    UserManager<Member> members, MembersDb db, Sessions sessions, Factors factors, IProfileChoices choices, DbSession session,
    IMemberParts parts, CurrentMember current, Notices notices, AuditLog audit, TimeProvider clock) : PageModel
{
    private const string LastOne = "Dit is de enige beheerder. Geef eerst iemand anders die taak";

    public Member Member { get; private set; } = null!;

    /// <summary>What is asked before it is done.</summary>
    public Ask? Ask { get; private set; }

    [BindProperty]
    public string? Area { get; set; }

    public string? Organisation { get; private set; }

    public string? Municipality => choices.Municipalities.FirstOrDefault(municipality => municipality.Id == Member.Municipality)?.Label;

    public bool HasSecondStep { get; private set; }

    /// <summary>Where the member writes; null for who does not.</summary>
    public MemberParts? Parts { get; private set; }

    public IEnumerable<(string Value, string Text)> Areas =>
        choices.Municipalities.Select(municipality => municipality.District).OfType<Choice>().Distinct()
            .OrderBy(district => district.Label, StringComparer.Ordinal).Select(district => (district.Id, district.Label));

    public static string About(string role) => role switch
    {
        Rights.ContactPerson => "ziet wie van de eigen organisatie geschoold is en nodigt collega’s uit.",
        Rights.Coordinator => "maakt nieuwsbrieven en activiteiten, en ziet cijfers van de regio.",
        Rights.Editor => "schrijft en publiceert.",
        _ => "geeft taken en beheert accounts.",
    };

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await FindAsync() is not { } member)
        {
            context.Result = NotFound();
            return;
        }
        Member = member;
        Organisation = await db.Organisations.Where(row => row.Id == member.OrganisationId).Select(row => row.Name).SingleOrDefaultAsync();
        HasSecondStep = member.TwoFactorEnabled || (await members.GetPasskeysAsync(member)).Count > 0;
        var own = await parts.OfAsync(member.Id, context.HttpContext.RequestAborted);
        if (own.Titles.Count > 0 || member.Has(Rights.Editor) || member.Has(Rights.Coordinator)) Parts = own;
        await next();
    }

    public void OnGet() => Area = Member.Roles.Find(role => role.Role == Rights.Coordinator)?.Area;

    public async Task<IActionResult> OnPostAsync(string[] roles, bool sure, CancellationToken stop)
    {
        var area = Areas.Any(known => known.Value == Area) ? Area : null;
        if (await WhyNotAsync(roles, stop) is { } why) return Refuse(why);
        var lost = Rights.Roles.Where(role => Member.Has(role) && !roles.Contains(role)).Select(Rights.Label).ToList();
        if (lost.Count > 0 && !sure)
        {
            return Sure(
                "Taak terugnemen?",
                $"{Member.Name} is dan geen {string.Join(" en geen ", lost).ToLowerInvariant()} meer, en krijgt daar een mail over.",
                "Ja, neem terug", "", [.. roles.Select(role => ("roles", role)), (nameof(Area), area ?? "")]);
        }
        return await InTurnAsync(
            "De taken zijn bewaard. Ze gelden meteen.",
            async () =>
            {
                if (await WhyNotAsync(roles, stop) is { } since) return since;
                await ChangeAsync(roles, area, stop);
                return null;
            },
            stop);
    }

    public async Task<IActionResult> OnPostBlockAsync(bool sure, CancellationToken stop)
    {
        if (Member.Id == current.Id) return Refuse("Je kunt je eigen account niet sluiten");
        if (!sure)
        {
            return Sure(
                "Dit account sluiten?",
                $"{Member.Name} ({Member.Email}) is dan meteen overal uitgelogd, kan niet meer inloggen, en krijgt daar een mail over.",
                "Ja, sluit het account", "Block");
        }
        return await InTurnAsync(
            "Het account is gesloten.",
            async () =>
            {
                if (await db.Members.IsLastAdministratorAsync(Member.Id, stop)) return LastOne;
                Member.Block(clock.GetUtcNow());
                await SaveAsync();
                await sessions.EndOthersAsync(Member.Id, null, stop);
                await notices.AccountAsync(Member, blocked: true, current.Id, stop);
                return null;
            },
            stop);
    }

    public Task<IActionResult> OnPostUnblockAsync(CancellationToken stop) => InTurnAsync(
        "Het account is weer open.",
        async () =>
        {
            Member.Unblock();
            await SaveAsync();
            await notices.AccountAsync(Member, blocked: false, current.Id, stop);
            return null;
        },
        stop);

    public async Task<IActionResult> OnPostResetAsync(bool sure, CancellationToken stop)
    {
        if (!sure)
        {
            return Sure(
                "De tweede stap wissen?",
                $"De app, de herstelcodes en de passkeys van {Member.Name} ({Member.Email}) werken dan niet meer. "
                    + "Heb je gecontroleerd wie je spreekt?",
                "Ja, wis de tweede stap", "Reset");
        }
        return await InTurnAsync(
            "De tweede stap is gewist. Dit lid kreeg er een mail over en is overal uitgelogd.",
            async () =>
            {
                await members.SetTwoFactorEnabledAsync(Member, false);
                await members.ResetAuthenticatorKeyAsync(Member);
                Member.ForgetCodes();
                foreach (var passkey in await members.GetPasskeysAsync(Member))
                    await members.RemovePasskeyAsync(Member, passkey.CredentialId);
                await SaveAsync();
                await factors.ChangedAsync(Member, null, "second-step-gone", stop, actor: current.Id);
                await audit.AppendAsync(
                    new AuditLine("account.second-step-wiped", MemberLines.Member, Member.Id.ToString(), current.Id.ToString()), stop);
                return null;
            },
            stop);
    }

    // What somebody else did at the same moment is looked at first: to this member, and to whoever does this.
    private async Task<IActionResult> InTurnAsync(string done, Func<Task<string?>> work, CancellationToken stop)
    {
        var refused = await session.InTransactionAsync(
            () => session.AloneAsync(
                RoleQueries.Administration,
                async () =>
                {
                    if (!await db.Members.IsAdministratorAsync(current.Id, stop)) return "Je bent zelf geen beheerder meer";
                    db.ChangeTracker.Clear();
                    if (await FindAsync() is not { } member) return "Dit account is er niet meer";
                    Member = member;
                    return await work();
                },
                stop),
            stop);
        return refused is null ? Done(done) : Refuse(refused);
    }

    private Task<Member?> FindAsync() => members.FindByIdAsync((string)RouteData.Values["id"]!);

    private async Task<string?> WhyNotAsync(string[] roles, CancellationToken stop)
    {
        if (!roles.Contains(Rights.Administrator) && await db.Members.IsLastAdministratorAsync(Member.Id, stop)) return LastOne;
        return roles.Contains(Rights.ContactPerson) && Member.OrganisationId is null
            ? "Een contactpersoon hoort bij een organisatie. Laat dit lid die eerst kiezen in het profiel"
            : null;
    }

    private async Task ChangeAsync(string[] roles, string? area, CancellationToken stop)
    {
        var changes = new List<(string Role, bool Granted)>();
        var askedSecondStep = Rights.NeedsSecondStep(Member.Roles.Select(granted => granted.Role));
        foreach (var role in Rights.Roles)
        {
            if (roles.Contains(role) && Member.Grant(role, role == Rights.Coordinator ? area : null, current.Id, clock.GetUtcNow()))
                changes.Add((role, true));
            if (!roles.Contains(role) && Member.Withdraw(role)) changes.Add((role, false));
        }
        await SaveAsync();
        if (!askedSecondStep && Rights.NeedsSecondStep(roles)) await factors.UntieAllAsync(Member, current.Id, stop);
        foreach (var (role, granted) in changes) await notices.RoleAsync(Member, role, granted, current.Id, stop);
    }

    private PageResult Sure(
        string title, string lead, string button, string handler, IReadOnlyList<(string Name, string Value)>? fields = null)
    {
        Ask = new Ask(title, lead, button, $"/beheer/leden/{Member.Id}")
        {
            Handler = handler,
            Fields = fields ?? [],
            Trail = [.. Top.Office, (Member.Name, $"/beheer/leden/{Member.Id}")],
        };
        return Page();
    }

    private async Task SaveAsync()
    {
        if (await members.UpdateAsync(Member) is { Succeeded: false } result)
            throw new InvalidOperationException(string.Join(", ", result.Errors.Select(error => error.Code)));
    }

    private IActionResult Refuse(string why)
    {
        this.Wrong("", why);
        return Page();
    }

    private IActionResult Done(string message)
    {
        this.Say(message);
        return LocalRedirect($"/beheer/leden/{Member.Id}");
    }
}
