using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Learning.Certificates;
using Portal.Learning.Types;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Learning;

/// <summary>The page behind the QR code, as the one who scans it sees it.</summary>
public sealed class CertificateTests
{
    private static readonly Lazy<Task<IReadOnlyDictionary<string, string>>> Granted = new(GrantAsync);

    private static readonly (string Outcome, string Title, int Status)[] Outcomes =
    [
        ("geldig", "Dit bewijs is geldig", 200),
        ("verlopen", "Dit bewijs is verlopen", 200),
        ("ingetrokken", "Dit bewijs is ingetrokken", 200),
        ("veranderd", "Dit bewijs kunnen we niet bevestigen", 200),
        ("verwijderd", "Dit bewijs is verwijderd op verzoek van de houder", 410),
        ("onbekend", "Dit bewijs kennen we niet", 404),
    ];

    [Fact]
    public Task Each_outcome_of_the_check_says_what_it_is_and_is_accessible() => Round.WalkAsync(async round =>
    {
        foreach (var (outcome, title, status) in Outcomes)
        {
            await round.Visit.OpenAsync($"/bewijs/{(await Granted.Value)[outcome]}", status);
            await Assertions.Expect(round.Visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
            await round.LookAsync($"bewijs-{outcome}");
        }
    });

    [Fact]
    public Task The_reference_is_typed_and_leads_to_the_certificate() => Visit.RunAsync(Look.Phone with { Scripts = false }, async visit =>
    {
        var reference = (await Granted.Value)["geldig"];
        await visit.OpenAsync("/bewijs");
        await visit.ShootAsync("bewijs-vragen");
        await visit.Page.GetByLabel("Kenmerk").FillAsync("abc");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Controleer" }).ClickAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("26 letters en cijfers");
        await visit.Page.GetByLabel("Kenmerk").FillAsync(CertificateRef.Shown(reference).ToUpperInvariant());
        await visit.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Dit bewijs is geldig");
        Assert.Equal($"/bewijs/{reference}", visit.At);
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Img, new() { Name = "QR-code" })).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Download als pdf" })).ToHaveAttributeAsync("href", $"/bewijs/{reference}/pdf");
    });

    [Fact]
    public Task On_paper_the_certificate_stays_on_one_sheet() => Visit.RunAsync(Look.Wide, async visit =>
    {
        await visit.OpenAsync($"/bewijs/{(await Granted.Value)["geldig"]}");
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Link, new() { Name = "Download als pdf" })).ToBeHiddenAsync();
        await Assertions.Expect(visit.Page.Locator(".wj-certificate")).ToBeVisibleAsync();
        var printed = System.Text.Encoding.Latin1.GetString(await visit.Page.PdfAsync(new() { Format = "A4" }));
        Assert.Contains("/Count 1", printed, StringComparison.Ordinal);
    });

    // One of each outcome, as the register would have them.
    private static async Task<IReadOnlyDictionary<string, string>> GrantAsync()
    {
        var host = await Sites.HostAsync();
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().UtcDateTime);
        var (valid, _) = await InsertAsync(host, "aaaa", today.AddMonths(24));
        var (expired, _) = await InsertAsync(host, "bbbb", today.AddDays(-3));
        var (revoked, _) = await InsertAsync(host, "cccc", today.AddMonths(24));
        await host.WithAsync<CertificateRegister>(register => register.RevokeAsync(revoked, "De eindtoets is door iemand anders gemaakt.", Guid.NewGuid()));
        var (changed, _) = await InsertAsync(host, "dddd", today.AddMonths(24), signedHolder: "Iemand Anders");
        var (erased, learner) = await InsertAsync(host, "eeee", today.AddMonths(24));
        await host.WithAsync<CertificateRegister>(register => register.ForgetAsync(learner));
        return new Dictionary<string, string>
        {
            ["geldig"] = valid,
            ["verlopen"] = expired,
            ["ingetrokken"] = revoked,
            ["veranderd"] = changed,
            ["verwijderd"] = erased,
            ["onbekend"] = "zzzzzzzzzzzzzzzzzzzzzzzzzz",
        };
    }

    private static async Task<(string Ref, Guid Learner)> InsertAsync(PortalHost host, string begin, DateOnly validUntil, string? signedHolder = null)
    {
        var module = host.Site.Current.All<LearningModule>().First();
        var snapshot = new CertificateSnapshot
        {
            Ref = begin + "fghjkmnpqrstuvwxyz2345",
            Holder = "Zoë van ’t Hoff-Çelik",
            Module = module.Id,
            Title = module.Title,
            Minutes = 53,
            Goals = module.Properties.Goals,
            IssuedOn = validUntil.AddMonths(-24),
            ValidUntil = validUntil,
            FirstScore = 80,
            PassMark = 70,
            Accreditations = [new Accreditation { Register = "SKJ", Number = "123456", Points = 3 }],
            ModuleHash = "00",
        };
        var (json, learner) = (Written(snapshot), Guid.NewGuid());
        var signature = await host.Services.GetRequiredService<SigningKeys>().SignAsync(Written(snapshot with { Holder = signedHolder ?? snapshot.Holder }));
        await host.SqlAsync(
            """
            with version as (
                insert into learning.module_versions (id, module, hash, structure, first_seen_at) values (gen_random_uuid(), $2, $1, '{}', now()) returning id),
            enrolment as (
                insert into learning.enrolments (id, member_id, module, module_version_id, pinned_at, started_at, last_seen_at)
                select gen_random_uuid(), $3, $2, id, now(), now(), now() from version returning id)
            insert into learning.certificates (id, ref, enrolment_id, member_id, module, snapshot, signature, issued_at)
            select gen_random_uuid(), $1, id, $3, $2, $4::jsonb, $5, now() from enrolment
            """,
            snapshot.Ref, module.Id, learner, json, signature);
        return (snapshot.Ref, learner);
    }

    private static string Written(CertificateSnapshot snapshot) => JsonSerializer.Serialize(snapshot, JsonSerializerOptions.Web);
}
