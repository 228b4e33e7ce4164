using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;

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

    /// <summary>Why nobody of the list was invited, line by line.</summary>
    public IReadOnlyList<string> Problems { get; private set; } = [];

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
        (var people, Problems) = InvitationList.Read(bytes.ToArray(), choices.Functions);
        return Problems.Count > 0 ? Page() : await InviteAsync(people, stop);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid invitation, CancellationToken stop)
    {
        if (!await invitations.WithdrawAsync(Organisation.Id, invitation, current.Id, stop)) return NotFound();
        this.Say("De uitnodiging is ingetrokken.");
        return LocalRedirect(Request.Path);
    }

    private async Task<IActionResult> InviteAsync(IReadOnlyList<Invitee> people, CancellationToken stop)
    {
        Problems = await invitations.InviteAsync(Organisation, people, current.Id, stop);
        if (Problems.Count > 0) return Page();
        this.Say(people.Count == 1 ? $"{people[0].Name} krijgt een mail." : $"{people.Count} mensen krijgen een mail.");
        return LocalRedirect(Request.Path);
    }
}
