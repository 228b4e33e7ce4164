using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Platform.Audit;

namespace Portal.Content;

/// <summary>What else of content stands in the log of who did what: files, addresses, imports, exports and who writes where.</summary>
internal static class ContentLines
{
    /// <summary>A kind of line.</summary>
    public const string Media = "media", Address = "address", Import = "import", Export = "export", Branch = "branch";

    /// <summary>A fact of a line.</summary>
    public const string Target = "target", Folder = "folder", File = "file", Count = "count", Part = "part";

    /// <summary>Says how these lines are read.</summary>
    public static IServiceCollection AddContentLines(this IServiceCollection services)
    {
        IReadOnlyList<string> writers = [Rights.Editor, Rights.Coordinator];
        services.AddAuditKind(new AuditKind(Media, "Bestand")
        {
            Actions = new Dictionary<string, string>
            {
                ["media.added"] = "toegevoegd",
                ["media.replaced"] = "vervangen",
                ["media.described"] = "anders beschreven",
                ["media.moved"] = "in een andere map gezet",
                ["media.deleted"] = "weggegooid",
            },
            Facts = new Dictionary<string, string> { [Folder] = "Map", [File] = "Bestand" },
            Readers = writers,
            Address = line => line.Action == "media.deleted" ? null : $"/beheer/media/{line.Object}",
        });
        services.AddAuditKind(new AuditKind(Address, "Doorgestuurd adres")
        {
            Actions = new Dictionary<string, string>
            {
                ["address.sent-on"] = "doorgestuurd",
                ["address.removed"] = "niet meer doorgestuurd",
            },
            Facts = new Dictionary<string, string> { [Target] = "Naar" },
            Readers = [Rights.Editor],
            Address = line => $"/beheer/adressen?zoek={Uri.EscapeDataString(line.Object)}",
        });
        services.AddAuditKind(new AuditKind(Import, "Ingelezen map")
        {
            Actions = new Dictionary<string, string>
            {
                ["import.done"] = "ingelezen",
                ["import.undone"] = "inlezen ongedaan gemaakt",
            },
            Facts = new Dictionary<string, string> { [Count] = "Bestanden" },
            Readers = [Rights.Editor],
            Address = _ => "/beheer/inlezen", // its own page goes after a month
        });
        services.AddAuditKind(new AuditKind(Branch, "Wie waar schrijft")
        {
            Actions = new Dictionary<string, string>
            {
                ["branch.given"] = "onderdeel gegeven",
                ["branch.taken"] = "onderdeel teruggenomen",
            },
            Facts = new Dictionary<string, string> { [Part] = "Onderdeel" },
            Readers = [Rights.Editor],
            IsPerson = true,
            Address = line => $"/beheer/inhoud/onderdelen/{line.Object}",
        });
        return services.AddAuditKind(new AuditKind(Export, "Alle inhoud")
        {
            Actions = new Dictionary<string, string> { ["content.exported"] = "opgehaald als zip" },
            Readers = [Rights.Editor],
        });
    }
}
