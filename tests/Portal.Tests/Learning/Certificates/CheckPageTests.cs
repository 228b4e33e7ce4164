using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Learning.Certificates;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Certificates;

/// <summary>What somebody sees who has the reference of a certificate.</summary>
public sealed class CheckPageTests(CertificateHost portal) : IClassFixture<CertificateHost>
{
    [Fact]
    public async Task A_visitor_sees_what_was_granted_and_that_it_counts()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        using var visitor = await OpenAsync(certificate);
        Assert.Equal("Dit bewijs is geldig", visitor.Page.QuerySelector("h1")!.TextContent);
        foreach (var words in new[]
        {
            "Noor de Vries", "Proefmodule", "weet je het.", certificate.Snapshot.IssuedOn.Long(),
            certificate.Snapshot.ValidUntil!.Value.Long(), "3 punten, nummer 123456",
            "We hebben de handtekening net gecontroleerd", CertificateRef.Shown(certificate.Snapshot.Ref),
        })
            Assert.Contains(words, visitor.Text, StringComparison.Ordinal);
        Assert.Equal("noindex", visitor.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.True(visitor.Headers.CacheControl!.NoStore);
        Assert.Equal("QR-code die naar deze pagina leidt", visitor.Page.QuerySelector(".wj-qr")!.GetAttribute("aria-label"));
        Assert.Empty(visitor.CookieNames);
        Assert.Empty(visitor.Page.QuerySelectorAll("form textarea"));
        Assert.DoesNotContain(
            "toets.example", visitor.Page.DocumentElement.OuterHtml, StringComparison.Ordinal); // no address of the holder
    }

    [Fact]
    public async Task A_certificate_shows_that_the_module_was_passed_and_not_how()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        Assert.Equal(50, certificate.Snapshot.FirstScore); // known, to the holder alone
        using var visitor = await OpenAsync(certificate);
        using var answer = await portal.Host.Client.GetAsync(new Uri($"/bewijs/{certificate.Snapshot.Ref}/pdf", UriKind.Relative));
        var pdf = await answer.Content.ReadAsByteArrayAsync();
        foreach (var shown in new[] { visitor.Page.QuerySelector("main")!.TextContent, new PdfLook(pdf).Text() })
        {
            Assert.Contains("Proefmodule", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("%", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("toets", shown, StringComparison.OrdinalIgnoreCase);
        }
        // Nor can it be told from the file: another score would be the same file.
        var drawing = portal.Host.Services.GetRequiredService<CertificatePdf>();
        Assert.Equal(pdf, drawing.Make(certificate with { Snapshot = certificate.Snapshot with { FirstScore = 12, PassMark = 10 } }));
    }

    [Fact]
    public async Task The_day_after_its_last_day_it_has_expired()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        portal.Host.Clock.Set(DutchTime.MomentOf(certificate.Snapshot.ValidUntil!.Value.ToDateTime(new TimeOnly(23, 59))));
        using (var last = await OpenAsync(certificate)) Assert.Equal("Dit bewijs is geldig", last.Page.QuerySelector("h1")!.TextContent);
        portal.Host.Clock.Advance(TimeSpan.FromMinutes(2));
        using var after = await OpenAsync(certificate);
        Assert.Equal("Dit bewijs is verlopen", after.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains($"Het gold tot en met {certificate.Snapshot.ValidUntil.Value.Long()}.", after.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abcdefghjkmnpqrstuvwxyz999")]
    [InlineData("iets-anders")]
    [InlineData("%3Cscript%3E")]
    public async Task A_reference_that_is_not_known_is_told_calmly(string unknown)
    {
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync($"/bewijs/{unknown}");
        Assert.Equal(
            (HttpStatusCode.NotFound, "Dit bewijs kennen we niet"), (visitor.Status, visitor.Page.QuerySelector("h1")!.TextContent));
        Assert.NotNull(visitor.Page.QuerySelector("form[action='/bewijs'] input[name=Kenmerk]"));
        await visitor.GoAsync($"/bewijs/{unknown}/pdf");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task A_reference_is_read_however_it_is_typed()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        var reference = certificate.Snapshot.Ref;
        foreach (var typed in new[] { reference, reference.ToUpperInvariant(), CertificateRef.Shown(reference),
            $" https://portaal.example/bewijs/{reference}/ " })
            Assert.Equal((302, $"/bewijs/{reference}"), await portal.Host.AskAsync($"/bewijs?Kenmerk={Uri.EscapeDataString(typed)}"));
        Assert.Equal((301, $"/bewijs/{reference}"), await portal.Host.AskAsync($"/bewijs/{reference.ToUpperInvariant()}"));

        var page = await portal.Host.PageAsync("/bewijs?Kenmerk=abc");
        Assert.Equal("abc", page.QuerySelector("#kenmerk")!.GetAttribute("value"));
        Assert.Contains("26 letters en cijfers", page.QuerySelector("#kenmerk-fout")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("jsonb_set(snapshot, '{holder}', '\"Iemand Anders\"')")]
    [InlineData("jsonb_set(snapshot, '{validUntil}', '\"2099-01-01\"')")]
    [InlineData("snapshot - 'validUntil'")]
    [InlineData("'{}'")]
    public async Task What_was_changed_in_the_database_is_not_confirmed_and_not_shown(string changed)
    {
        var (learner, certificate) = await portal.GivenCertificateAsync();
        await TamperAsync($"update learning.certificates set snapshot = {changed} where ref = $1", certificate.Snapshot.Ref);
        using var visitor = await OpenAsync(certificate);
        Assert.Equal("Dit bewijs kunnen we niet bevestigen", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("Iemand Anders", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Noor de Vries", visitor.Text, StringComparison.Ordinal);
        Assert.Equal((302, $"/bewijs/{certificate.Snapshot.Ref}"), await portal.Host.AskAsync($"/bewijs/{certificate.Snapshot.Ref}/pdf"));
        await portal.Host.WithAsync<CertificateRegister>(register => register.ForgetAsync(learner)); // its holder can still be forgotten
    }

    [Fact]
    public async Task What_was_signed_for_one_reference_does_not_count_under_another()
    {
        var (_, one) = await portal.GivenCertificateAsync();
        var (_, other) = await portal.GivenCertificateAsync();
        await TamperAsync("update learning.certificates set (snapshot, signature) = (select snapshot, signature from "
            + "learning.certificates where ref = $2) where ref = $1", other.Snapshot.Ref, one.Snapshot.Ref);
        using var visitor = await OpenAsync(other);
        Assert.Equal("Dit bewijs kunnen we niet bevestigen", visitor.Page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task An_erased_certificate_leaves_a_hash_and_a_date()
    {
        var (learner, certificate) = await portal.GivenCertificateAsync();
        await portal.Host.WithAsync<CertificateRegister>(register => register.ForgetAsync(learner));
        await portal.Host.WithAsync<CertificateRegister>(register => register.ForgetAsync(learner)); // twice is once
        Assert.Empty(await portal.OfAsync(learner));
        using var visitor = await OpenAsync(certificate);
        Assert.Equal(
            (HttpStatusCode.Gone, "Dit bewijs is verwijderd op verzoek van de houder"),
            (visitor.Status, visitor.Page.QuerySelector("h1")!.TextContent));
        Assert.DoesNotContain("Noor de Vries", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await portal.Host.SqlAsync(
                "select count(*) from learning.erased_certificates e where e::text like '%' || $1 || '%'", certificate.Snapshot.Ref));
    }

    [Fact]
    public async Task The_pdf_comes_from_its_own_address_and_is_kept_by_nobody()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        using var answer = await portal.Host.Client.GetAsync(new Uri($"/bewijs/{certificate.Snapshot.Ref}/pdf", UriKind.Relative));
        Assert.Equal(("application/pdf", true), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.CacheControl!.NoStore));
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Contains("Noor de Vries", new PdfLook(await answer.Content.ReadAsByteArrayAsync()).Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_that_cannot_be_drawn_is_told_calmly_and_logged_once()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        // No QR code holds an address as long as this.
        var platform = Options.Create(new PlatformOptions { PublicUrl = $"https://{new string('a', 3000)}.example" });
        await using var broken = await PortalHost.StartAsync(portal.Host.ConnectionString, services: all =>
            all.Replace(ServiceDescriptor.Singleton(services => new CertificatePdf(services.GetRequiredService<ThemeFiles>(), platform))));
        using var visitor = broken.Visit();
        await visitor.GoAsync($"/bewijs/{certificate.Snapshot.Ref}/pdf");
        Assert.Equal(HttpStatusCode.InternalServerError, visitor.Status);
        Assert.NotNull(visitor.Page.QuerySelector("main h1"));
        Assert.Single(broken.Log, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task A_coordinator_takes_a_certificate_back_with_a_reason()
    {
        var (email, learner) = await portal.Members.GivenMemberAsync();
        await portal.PassAsync(learner);
        var certificate = Assert.Single(await portal.OfAsync(learner));
        var (coordinator, _) = await portal.Members.SignedInAsAsync(Rights.Coordinator);
        using var __ = coordinator;
        await coordinator.GoAsync($"/bewijs/{certificate.Snapshot.Ref}");
        await coordinator.PressAsync("Trek in");
        Assert.Contains("Schrijf waarom je dit bewijs intrekt", coordinator.Text, StringComparison.Ordinal);
        await coordinator.PressAsync("Trek in", ("Reason", "De toets is door iemand anders gemaakt."));
        Assert.Equal(
            ("Ingetrokken", $"/bewijs/{certificate.Snapshot.Ref}"),
            (coordinator.Page.QuerySelector("[role=status]")!.TextContent.Trim(), coordinator.At));
        Assert.Empty(coordinator.Page.QuerySelectorAll("form textarea"));

        using var visitor = await OpenAsync(certificate);
        Assert.Equal("Dit bewijs is ingetrokken", visitor.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("De toets is door iemand anders gemaakt.", visitor.Text, StringComparison.Ordinal);
        Assert.Equal((302, $"/bewijs/{certificate.Snapshot.Ref}"), await portal.Host.AskAsync($"/bewijs/{certificate.Snapshot.Ref}/pdf"));
        await Assert.ThrowsAsync<RuleBroken>(
            () =>
                portal.Host.WithAsync<CertificateRegister>(
                    register => register.RevokeAsync(certificate.Snapshot.Ref, "Nog eens", Guid.NewGuid())));

        // The holder hears of it, once.
        var mail = Assert.Single(await portal.Members.MailsToAsync(email));
        Assert.StartsWith("Je bewijs is ingetrokken", mail.Subject, StringComparison.Ordinal);
        foreach (var words in new[] { "Noor de Vries", "Proefmodule", "De toets is door iemand anders gemaakt." })
            Assert.Contains(words, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_takes_one_back()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        using var professional = await portal.Members.SignedInAsync((await portal.Members.GivenMemberAsync()).Email);
        await professional.GoAsync($"/bewijs/{certificate.Snapshot.Ref}");
        Assert.Empty(professional.Page.QuerySelectorAll("form textarea"));
        await professional.GoAsync($"/bewijs/{certificate.Snapshot.Ref}/intrekken");
        Assert.Equal(HttpStatusCode.Forbidden, professional.Status);

        var (elsewhere, id) = await portal.Members.SignedInAsAsync(Rights.Coordinator);
        using var __ = elsewhere;
        await portal.Host.SqlAsync("update members.roles set area = 'org-district-elders' where member_id = $1", id);
        await elsewhere.GoAsync($"/bewijs/{certificate.Snapshot.Ref}/intrekken");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.Status);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.certificate_revocations r join learning.certificates "
            + "c on c.id = r.certificate_id where c.ref = $1", certificate.Snapshot.Ref));
    }

    private async Task<Visitor> OpenAsync(Certificate certificate)
    {
        var visitor = portal.Host.Visit();
        await visitor.GoAsync($"/bewijs/{certificate.Snapshot.Ref}");
        return visitor;
    }

    // Somebody with the database in hand, who knows how to silence its guard.
    private async Task TamperAsync(string sql, params object[] values)
    {
        await portal.Host.SqlAsync("alter table learning.certificates disable trigger certificates_append_only");
        await portal.Host.SqlAsync(sql, values);
        await portal.Host.SqlAsync("alter table learning.certificates enable trigger certificates_append_only");
    }
}

/// <summary>Nobody finds a certificate by trying.</summary>
public sealed class CheckLimitTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Who_tries_references_is_asked_to_wait()
    {
        Assert.Equal(404, (await portal.Host.AskAsync($"/bewijs/{0:D26}")).Status);
        // All at once: however slow the machine, they arrive within the time of the limit.
        var answers = await Task.WhenAll(Enumerable.Range(1, 160).Select(i => portal.Host.AskAsync($"/bewijs/{i:D26}")));
        Assert.Contains(429, answers.Select(answer => answer.Status));
    }
}
