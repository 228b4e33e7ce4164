using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Members.Pages.Beheer.Organisatie;

/// <summary>Invites people to one organisation, one by one or by a list; shows and takes back what is open.</summary>
internal abstract class InvitePage(MembersDb db, Invitations invitations, IProfileChoices choices, CurrentMember current) : PageModel
{
    [BindProperty, StringLength(100)]
    public string? Name { get; set; }

    [BindProperty, StringLength(254)]
    public string? Email { get; set; }

    [BindProperty]
    public string? Function { get; set; }

    public Organisations.Organisation Organisation { get; private set; } = null!;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public Cut Cut { get; private set; } = null!;

    public IReadOnlyList<Invitation> Open { get; private set; } = [];

    /// <summary>Why nobody was invited.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

    /// <summary>What a list comes to, line by line: nobody is invited yet.</summary>
    public IReadOnlyList<InvitationLine> Report { get; private set; } = [];

    /// <summary>Those of the list who can be invited.</summary>
    public IReadOnlyList<Invitee> Good => [.. Report.Select(line => line.Person).OfType<Invitee>()];

    /// <summary>The same, as the form brings them back.</summary>
    public string GoodAsText => JsonSerializer.Serialize(Good);

    public IEnumerable<(string Value, string Text)> Functions => choices.Functions.Select(function => (function.Id, function.Label));

    /// <summary>The organisation this page is about; null when there is none.</summary>
    protected abstract Guid? OrganisationId { get; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (OrganisationId is not { } id || await db.Organisations.FindAsync(id) is not { } organisation)
        {
            context.Result = NotFound();
            return;
        }
        Organisation = organisation;
        Cut = new Cut(Request.Path, null, await invitations.CountOpenAsync(id, HttpContext.RequestAborted), P);
        Open = await invitations.OpenAsync(id, Cut.Before, Cut.Most, HttpContext.RequestAborted);
        await next();
    }

    public void OnGet()
    {
    }

    /// <summary>A list to begin with.</summary>
    public FileContentResult OnGetVoorbeeld() => File(InvitationList.Example(), Csv.MediaType, "voorbeeld-uitnodigen.csv");

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Name)) this.Wrong(nameof(Name), "Vul een naam in");
        if (string.IsNullOrWhiteSpace(Email)) this.Wrong(nameof(Email), "Vul een e-mailadres in");
        else if (!MailAddressAttribute.IsMailAddress(Email.Trim())) this.Wrong(nameof(Email), MailAddressAttribute.Refusal);
        if (!ModelState.IsValid) return Page();
        if (InvitationList.Person(Name!.Trim(), Email!.Trim(), Function ?? "", choices.Functions, out var wrong) is not { } person)
        {
            Problems = wrong;
            return Page();
        }
        return await InviteAsync([person], stop);
    }

    public async Task<IActionResult> OnPostListAsync(IFormFile? list, CancellationToken stop)
    {
        ModelState.Clear();
        if (list is null or { Length: 0 }) Problems = ["Kies eerst een bestand."];
        else if (list.Length > InvitationList.MostBytes) Problems = ["Het bestand is te groot. Maak er een paar bestanden van."];
        if (Problems.Count > 0) return Page();

        using var bytes = new MemoryStream();
        await list!.CopyToAsync(bytes, stop);
        var (lines, problem) = InvitationList.Read(bytes.ToArray(), choices.Functions);
        if (problem is not null) Problems = [problem];
        else Report = await CheckAsync(lines, stop);
        return Page();
    }

    /// <summary>Invites those of a list that was looked at, who still can be.</summary>
    public async Task<IActionResult> OnPostAllAsync(string? people, CancellationToken stop)
    {
        ModelState.Clear();
        if (Read(people) is not { Count: > 0 } all) return RedirectToSelf("Er staat niemand in de lijst.");
        var lines = all.Select((person, at) => new InvitationLine(at + 1, person.Name, person.Email, person, null)).ToList();
        Report = await CheckAsync(lines, stop);
        if (Good.Count == 0) return RedirectToSelf("Iedereen van deze lijst is al uitgenodigd of lid. Er is niets verstuurd.");
        return await InviteAsync(Good, stop);
    }

    public async Task<IActionResult> OnPostResendAsync(Guid invitation, CancellationToken stop) => RedirectToSelf(
        await invitations.ResendAsync(Organisation, invitation, current.Id, stop)
            ? "De uitnodiging is opnieuw verstuurd. De link in de vorige mail werkt niet meer."
            : "Deze uitnodiging is er niet meer, of vandaag al verstuurd. Opnieuw sturen kan één keer per dag.");

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation, CancellationToken stop)
    {
        if (!await invitations.WithdrawAsync(Organisation.Id, invitation, current.Id, stop)) return NotFound();
        return RedirectToSelf("De uitnodiging is ingetrokken.");
    }

    private LocalRedirectResult RedirectToSelf(string message)
    {
        this.Say(message);
        return LocalRedirect(Request.Path);
    }

    private async Task<IReadOnlyList<InvitationLine>> CheckAsync(IReadOnlyList<InvitationLine> lines, CancellationToken stop)
    {
        var right = lines.Where(line => line.Person is not null).ToList();
        var barred = (await invitations.CheckAsync(Organisation.Id, [.. right.Select(line => line.Person!)], stop))
            .ToDictionary(found => right[found.Key].Number, found => found.Value);
        return
        [
            .. lines.Select(line => barred.TryGetValue(line.Number, out var why) ? line with { Person = null, Problem = why } : line),
        ];
    }

    // What the page gave along; whoever changed it on the way is read as any other form.
    private List<Invitee>? Read(string? people)
    {
        try
        {
            var all = JsonSerializer.Deserialize<List<Invitee?>>(people ?? "[]") ?? [];
            return
            [
                .. all.Take(InvitationList.Most).Select(one => one is null ? null : InvitationList.Person(
                    one.Name?.Trim() ?? "", one.Email?.Trim() ?? "", one.Function ?? "", choices.Functions, out _)).OfType<Invitee>()
                    .DistinctBy(one => one.Email.ToUpperInvariant()),
            ];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<IActionResult> InviteAsync(IReadOnlyList<Invitee> people, CancellationToken stop)
    {
        Problems = await invitations.InviteAsync(Organisation, people, current.Id, stop);
        if (Problems.Count > 0) return Page();
        this.Say(people.Count == 1 ? $"{people[0].Name} krijgt een mail." : $"{people.Count} mensen krijgen een mail.");
        return LocalRedirect(Request.Path);
    }
}
