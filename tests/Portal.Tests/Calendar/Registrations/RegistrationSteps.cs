using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Calendar.Registrations;
using Portal.Content.Import;
using Portal.Platform.Mail;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Registrations;

/// <summary>What people do with an event: announce it, register, wait, cancel.</summary>
internal static partial class RegistrationSteps
{
    private static int count;

    /// <summary>An event that is online; on 1 June 2027 from 10 to 12 unless it says otherwise.</summary>
    /// <param name="host">The portal.</param>
    /// <param name="more">More lines of front matter.</param>
    /// <param name="starts">When it begins, wall clock.</param>
    /// <param name="ends">When it ends.</param>
    /// <param name="title">Its title.</param>
    /// <param name="mode">Its mode, with its place.</param>
    public static async Task<(string Id, string Path)> GivenEventAsync(
        this PortalHost host, string more = "", string starts = "2027-06-01T10:00", string ends = "2027-06-01T12:00", string? title = null,
        string mode = "op_locatie\nlocation: Alkmaar, stadskantoor")
    {
        var slug = string.Create(CultureInfo.InvariantCulture, $"proef-{Interlocked.Increment(ref count)}-{Guid.NewGuid():N}")[..20];
        var folder = Directory.CreateTempSubdirectory("portal-event-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "agenda"));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "agenda", $"{slug}.md"),
            $"""
            ---
            id: activiteit-{slug}
            type: activiteit
            title: {title ?? $"\"Bijeenkomst {slug}\""}
            summary: Samenvatting.
            kind: kennisbijeenkomst
            starts: {starts}
            ends: {ends}
            mode: {mode}
            registration: portaal
            {more.TrimEnd()}
            ---
            Tekst.

            """.Replace("\n\n---", "\n---", StringComparison.Ordinal));
        var result = await host.WithAsync<Importer, ImportResult>(importer => importer.ImportAsync(folder, new ImportOptions()));
        Assert.Empty(result.Errors);
        Directory.Delete(folder, recursive: true);
        await Eventually.Async(() => host.Site.Current.Find($"activiteit-{slug}") is not null, "the event is online");
        return ($"activiteit-{slug}", $"/agenda/{slug}");
    }

    /// <summary>Somebody who asks for a place, as the code does it for a form that was confirmed.</summary>
    public static Task<Answer> EnterAsync(this PortalHost host, string id, string? email = null, Func<Entrant, Entrant>? more = null)
    {
        var entrant = new Entrant("Noor de Vries", Address.Of(email ?? MembersHost.NewEmail("komt"))!);
        return host.WithAsync<Places, Answer>(places => places.EnterAsync(id, more?.Invoke(entrant) ?? entrant, default));
    }

    /// <summary>Everybody of an event, in their order.</summary>
    public static Task<List<Registration>> PeopleAsync(this PortalHost host, string id) =>
        host.WithAsync<RegistrationBook, List<Registration>>(book => book.OfEventAsync(id, default));

    /// <summary>One registration as it is now.</summary>
    public static async Task<Registration> NowAsync(this PortalHost host, Registration one) =>
        (await host.WithAsync<Places, Registration?>(places => places.FindAsync(one.Id, default)))!;

    /// <summary>Somebody does not come.</summary>
    public static Task<Answer> CancelAsync(this PortalHost host, Registration one) =>
        host.WithAsync<Places, Answer>(places => places.CancelAsync(one.Id, byOffice: false, default));

    /// <summary>Somebody takes the place that is kept for them.</summary>
    public static Task<Answer> AcceptAsync(this PortalHost host, Registration one) =>
        host.WithAsync<Places, Answer>(places => places.AcceptAsync(one.Id, default));

    /// <summary>Somebody's own page, as a mail links to it.</summary>
    public static string OwnPath(this PortalHost host, Registration one) =>
        ((RegistrationLinks)host.Services.GetService(typeof(RegistrationLinks))!).OwnPathOf(one.Id);

    /// <summary>Fills in the form of an event as a visitor; gives the page that answers.</summary>
    public static async Task<Visitor> AskAsync(this PortalHost host, string path, string email, params (string Name, string Value)[] fields)
    {
        var visitor = host.Visit();
        await visitor.GoAsync(path + "/aanmelden");
        var button = visitor.Page.QuerySelector("main form .nl-button--primary")!.TextContent;
        var name = fields.Any(field => field.Name == "Name") ? [] : new[] { ("Name", "Noor de Vries") };
        await visitor.PressAsync(button, [("Email", email), .. name, .. fields]);
        return visitor;
    }

    /// <summary>The path in the last mail to somebody that leads there.</summary>
    public static async Task<string> LinkAsync(this PortalHost host, string email, string path) =>
        new Uri((await host.MailsToAsync(email)).SelectMany(mail => Link().Matches(mail.Text)).Select(found => found.Value)
            .Last(link => link.Contains(path, StringComparison.Ordinal))).PathAndQuery;

    /// <summary>Registers somebody by mail, from the form to the button behind the link.</summary>
    public static async Task<Visitor> RegisterAsync(
        this PortalHost host, string path, string email, params (string Name, string Value)[] fields)
    {
        using var asked = await host.AskAsync(path, email, fields);
        Assert.Contains("Kijk in je mail", asked.Text, StringComparison.Ordinal);
        var visitor = host.Visit();
        await visitor.GoAsync(await host.LinkAsync(email, RegistrationLinks.ConfirmPath));
        await visitor.PressAsync("Ja, meld mij aan");
        return visitor;
    }

    [GeneratedRegex(@"https?://[^\s>)]+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
