using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Audit;

namespace Portal.Members.Access;

/// <summary>What of members and organisations stands in the log of who did what. No name or address stands in a line.</summary>
internal static class MemberLines
{
    /// <summary>A kind of line.</summary>
    public const string Member = "member", Organisation = "organisation", Invitation = "invitation", Log = "log";

    /// <summary>A fact of a line.</summary>
    public const string Role = "role", Area = "area", Name = "name", Municipality = "municipality", Domains = "mail-domains";

    /// <summary>The actor of what an administrator of the server did by a command.</summary>
    public const string Console = "console";

    /// <summary>The actor of what the portal does by itself.</summary>
    public const string Portal = "portal";

    /// <summary>Says how these lines are read.</summary>
    public static IServiceCollection AddMemberLines(this IServiceCollection services)
    {
        services.AddAuditKind(new AuditKind(Member, "Lid")
        {
            Actions = new Dictionary<string, string>
            {
                ["role.granted"] = "taak gegeven",
                ["role.withdrawn"] = "taak teruggenomen",
                ["account.blocked"] = "account gesloten",
                ["account.unblocked"] = "account weer geopend",
                ["account.second-step-wiped"] = "tweede stap gewist",
                ["account.erased"] = "account verwijderd",
                ["organisation.joined"] = "bij een organisatie gezet",
                ["organisation.left"] = "van een organisatie af gehaald",
                ["organisation.refused"] = "door een organisatie niet herkend",
                ["personal-data.exported"] = "eigen gegevens opgehaald",
            },
            Facts = new Dictionary<string, string> { [Role] = "Taak", [Area] = "Gebied", [Organisation] = "Organisatie" },
            IsPerson = true,
            Address = line => $"/beheer/leden/{line.Object}",
        });
        services.AddAuditKind(new AuditKind(Organisation, "Organisatie")
        {
            Actions = new Dictionary<string, string>
            {
                ["organisation.added"] = "toegevoegd",
                ["organisation.changed"] = "gewijzigd",
            },
            Facts = new Dictionary<string, string>
            {
                [Name] = "Naam",
                [Municipality] = "Gemeente",
                [Domains] = "Mailadressen op",
            },
            Address = line => $"/beheer/leden/organisaties/{line.Object}",
        });
        services.AddAuditKind(new AuditKind(Log, "Logboek")
        {
            Actions = new Dictionary<string, string> { ["log.exported"] = "opgehaald als bestand" },
            Address = _ => "/beheer/logboek",
        });
        return services.AddAuditKind(new AuditKind(Invitation, "Uitnodiging")
        {
            Actions = new Dictionary<string, string>
            {
                ["invitation.sent"] = "verstuurd",
                ["invitation.resent"] = "opnieuw verstuurd",
                ["invitation.withdrawn"] = "ingetrokken",
                ["invitation.accepted"] = "aanvaard",
            },
        });
    }
}
