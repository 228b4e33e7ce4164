using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Members.SignIn;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Members.Pages.Beheer.Leden.Organisaties;

/// <summary>A page with the form of a member organisation.</summary>
internal abstract class OrganisationPage(MembersDb db, DbSession session, AuditLog audit, IProfileChoices choices) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Vul een naam in")]
    [StringLength(100, ErrorMessage = "Een naam mag hoogstens 100 tekens lang zijn")]
    public string Name { get; set; } = "";

    [BindProperty]
    public string? Municipality { get; set; }

    [BindProperty]
    public string? Domain { get; set; }

    [BindProperty, StringLength(300, ErrorMessage = "Dit zijn te veel tekens")]
    public string? MailDomains { get; set; }

    public IEnumerable<(string Value, string Text)> Municipalities =>
        choices.Municipalities.Select(municipality => (municipality.Id, municipality.Label));

    protected MembersDb Db { get; } = db;

    /// <summary>The mail domains, one by one.</summary>
    protected List<string> MailDomainList =>
        [
            .. (MailDomains ?? "").Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(domain => domain.TrimStart('@').ToLowerInvariant()).Distinct(),
        ];

    /// <summary>Checks the form; false when it shows again, with what is wrong.</summary>
    protected bool IsRight()
    {
        if (Municipality is not null && !Municipalities.Any(known => known.Value == Municipality))
            this.Wrong(nameof(Municipality), "Kies een gemeente uit de lijst");
        if (Domain is not null && !Domains.All.Any(known => known.Id == Domain)) this.Wrong(nameof(Domain), "Kies een domein uit de lijst");
        if (MailDomainList.Find(domain => !Provider.IsMailDomain(domain)) is { } wrong)
            this.Wrong(nameof(MailDomains), $"‘{wrong}’ is geen deel van een mailadres. Schrijf het zoals voorbeeld.nl");
        return ModelState.IsValid;
    }

    /// <summary>Saves, and writes down who did what; false when another organisation has the name.</summary>
    protected async Task<bool> SaveAsync(
        Organisation organisation, string what, IReadOnlyList<AuditFact> facts, Guid by, CancellationToken stop)
    {
        var line = new AuditLine($"organisation.{what}", MemberLines.Organisation, organisation.Id.ToString(), by.ToString())
        {
            Title = organisation.Name,
            Facts = facts,
        };
        try
        {
            await session.InTransactionAsync(
                async () =>
                {
                    await Db.SaveChangesAsync(stop);
                    await audit.AppendAsync(line, stop);
                },
                stop);
            return true;
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            this.Wrong(nameof(Name), "Er is al een organisatie met deze naam");
            return false;
        }
    }
}
