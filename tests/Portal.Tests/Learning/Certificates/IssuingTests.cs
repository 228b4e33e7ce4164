using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Learning.Certificates;
using Portal.Learning.Progress;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Tests.Learning.Certificates;

/// <summary>When a certificate is granted, what it says, and that it goes on saying it.</summary>
public sealed class IssuingTests(CertificateHost portal) : IClassFixture<CertificateHost>
{
    [Fact]
    public async Task Five_that_hand_in_at_once_make_one_certificate()
    {
        var (_, learner) = await portal.Members.GivenMemberAsync();
        var attempt = await portal.AnswerTestAsync(learner, right: true);
        Assert.Empty(await portal.OfAsync(learner));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => portal.HandInAsync(learner, attempt)));
        await portal.HandInAsync(learner, attempt);

        var snapshot = Assert.Single(await portal.OfAsync(learner)).Snapshot;
        Assert.Equal(("Noor de Vries", "Proefmodule", 50, 50), (snapshot.Holder, snapshot.Title, snapshot.FirstScore, snapshot.PassMark));
        Assert.Equal("Na deze module weet je het.", Assert.Single(snapshot.Goals));
        Assert.Equal(
            ("SKJ", "123456", 3),
            (snapshot.Accreditations[0].Register, snapshot.Accreditations[0].Number, snapshot.Accreditations[0].Points));
        Assert.Equal(snapshot.IssuedOn.AddMonths(12), snapshot.ValidUntil);
        Assert.Equal(26, snapshot.Ref.Length);
    }

    [Fact]
    public async Task A_failed_test_gives_none_and_the_score_of_the_first_try_stays_on_the_certificate()
    {
        var (_, learner) = await portal.Members.GivenMemberAsync();
        await portal.HandInAsync(learner, await portal.AnswerTestAsync(learner, right: false));
        Assert.Empty(await portal.OfAsync(learner));
        await portal.PassAsync(learner);
        Assert.Equal(0, Assert.Single(await portal.OfAsync(learner)).Snapshot.FirstScore);
    }

    [Fact]
    public async Task The_first_score_is_the_first_since_the_last_pass_and_cannot_be_washed()
    {
        var (_, learner) = await portal.Members.GivenMemberAsync();
        await portal.HandInAsync(learner, await portal.AnswerTestAsync(learner, right: false));
        await RenewAsync(learner); // changes nothing: there is nothing to renew
        await portal.PassAsync(learner);
        Assert.Equal(0, Assert.Single(await portal.OfAsync(learner)).Snapshot.FirstScore);

        await RenewAsync(learner);
        await portal.PassAsync(learner);
        Assert.Equal([50, 0], (await portal.OfAsync(learner)).Select(certificate => certificate.Snapshot.FirstScore));

        // A round that was begun anew without a pass, as was possible before: its first score is still the first one.
        await RenewAsync(learner);
        await portal.HandInAsync(learner, await portal.AnswerTestAsync(learner, right: false));
        await portal.Host.SqlAsync(
            """
            insert into learning.enrolments (id, member_id, module, cycle, module_version_id, pinned_at, started_at, last_seen_at)
            select gen_random_uuid(), member_id, module, cycle + 1, module_version_id, now(), now(), now()
            from learning.enrolments where member_id = $1 and cycle = 3
            """, learner);
        await portal.PassAsync(learner);
        Assert.Equal([0, 50, 0], (await portal.OfAsync(learner)).Select(certificate => certificate.Snapshot.FirstScore));
    }

    [Fact]
    public async Task Who_passes_after_all_because_a_key_was_mended_gets_a_certificate_and_a_mail()
    {
        var (email, learner) = await portal.Members.GivenMemberAsync();
        await portal.HandInAsync(learner, await portal.AnswerTestAsync(learner, right: false));
        try
        {
            await portal.MendKeyAsync("Ook dit antwoord was goed.");
            await portal.Host.RunJobAsync(new RescoreErrata());
            await portal.Host.RunJobAsync(new RescoreErrata());
        }
        finally
        {
            await portal.NameModuleAsync("Proefmodule");
        }
        Assert.Equal(50, Assert.Single(await portal.OfAsync(learner)).Snapshot.FirstScore);
        var mail = Assert.Single(await portal.Members.MailsToAsync(email));
        Assert.StartsWith("Je hebt de eindtoets toch gehaald", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Ook dit antwoord was goed.", mail.Text, StringComparison.Ordinal);
    }

    private Task<Enrolment> RenewAsync(Guid learner) =>
        portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(learner, CertificateHost.Module));

    [Fact]
    public async Task An_account_that_was_erased_meanwhile_passes_without_a_certificate()
    {
        var nobody = Guid.CreateVersion7();
        await portal.PassAsync(nobody);
        Assert.Empty(await portal.OfAsync(nobody));
    }

    [Fact]
    public async Task A_certificate_says_what_it_said_whatever_changes_later()
    {
        var (learner, before) = await portal.GivenCertificateAsync();
        await portal.Host.SqlAsync("update members.members set name = 'Iemand Anders' where id = $1", learner);
        try
        {
            await portal.NameModuleAsync("Heel anders");
            var after = Assert.Single(await portal.OfAsync(learner));
            Assert.Equal(before.Snapshot.Write(), after.Snapshot.Write());
            Assert.True(await IsGenuineAsync(after));
        }
        finally
        {
            await portal.NameModuleAsync("Proefmodule");
        }
        await Assert.ThrowsAsync<PostgresException>(
            () => portal.Host.SqlAsync("update learning.certificates set snapshot = '{}' where ref = $1", before.Snapshot.Ref));
    }

    [Fact]
    public async Task A_renewal_gives_a_certificate_of_its_own_and_leaves_the_old_one()
    {
        var (learner, first) = await portal.GivenCertificateAsync();
        await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.RenewAsync(learner, CertificateHost.Module));
        await portal.PassAsync(learner);
        var all = await portal.OfAsync(learner);
        Assert.Equal(2, all.Count);
        Assert.Contains(first.Snapshot.Ref, all.Select(certificate => certificate.Snapshot.Ref));
    }

    [Theory]
    [InlineData("2028-02-29", 12, "2029-02-28")]
    [InlineData("2026-11-21", 24, "2028-11-21")]
    [InlineData("2026-08-31", 6, "2027-02-28")]
    [InlineData("2027-08-31", 6, "2028-02-29")]
    public void Months_end_at_the_end_of_a_shorter_month(string issued, int months, string last) =>
        Assert.Equal(
            DateOnly.Parse(last, DutchTime.Culture), CertificateSnapshot.LastDay(DateOnly.Parse(issued, DutchTime.Culture), months));

    [Fact]
    public async Task Anyone_can_check_the_signature_with_the_public_keys()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        using var answer = await portal.Host.Client.GetAsync(new Uri("/.well-known/jwks.json", UriKind.Relative));
        Assert.Equal("application/jwk-set+json", answer.Content.Headers.ContentType!.MediaType);
        var keys = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["keys"]!.AsArray();
        Assert.All(
            keys,
            key =>
                Assert.Equal(
                    ["alg", "e", "kid", "kty", "n", "use"], key!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal)));

        var parts = certificate.Signature.Split('.');
        var header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;
        var jwk = keys.Single(key => (string)key!["kid"]! == (string)header["kid"]!)!;
        using var rsa = RSA.Create(
            new RSAParameters
            {
                Modulus = Base64Url.DecodeFromChars((string)jwk["n"]!),
                Exponent = Base64Url.DecodeFromChars((string)jwk["e"]!),
            });
        Assert.True(
            rsa.VerifyData(
                Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1));
        Assert.Equal(certificate.Snapshot.Ref, (string)JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!["ref"]!);
    }

    [Fact]
    public async Task A_signature_with_a_byte_another_header_or_no_sense_is_none()
    {
        var (_, certificate) = await portal.GivenCertificateAsync();
        var keys = portal.Host.Services.GetRequiredService<SigningKeys>();
        var parts = certificate.Signature.Split('.');
        Assert.NotNull(await PayloadOfAsync(keys, certificate.Signature));
        foreach (var at in new[] { 0, 1, 2 })
        {
            string[] changed = [.. parts];
            changed[at] = (changed[at][0] == 'A' ? 'B' : 'A') + changed[at][1..];
            Assert.Null(await PayloadOfAsync(keys, string.Join('.', changed)));
        }
        var kid = (string)JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!["kid"]!;
        foreach (var header in new[] { """{"alg":"none"}""", $$"""{"alg":"none","kid":"{{kid}}"}""",
            $$"""{"alg":"HS256","kid":"{{kid}}"}""", """{"alg":"RS256","kid":"onbekend"}""", "[]", "x" })
            Assert.Null(await PayloadOfAsync(keys, $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{parts[1]}.{parts[2]}"));
        Assert.Null(await PayloadOfAsync(keys, "iets heel anders"));
    }

    [Fact]
    public async Task What_a_retired_key_signed_goes_on_being_genuine()
    {
        var (_, before) = await portal.GivenCertificateAsync();
        await portal.Host.SqlAsync("update learning.signing_keys set retired_at = now()");
        // As after a restart: this one has to look for a key, and makes one.
        using var keys = ActivatorUtilities.CreateInstance<SigningKeys>(portal.Host.Services);
        var signed = await keys.SignAsync("{}");
        Assert.NotEqual(before.Signature.Split('.')[0], signed.Split('.')[0]);
        Assert.True(await IsGenuineAsync(before));
        Assert.Equal("{}", await PayloadOfAsync(keys, signed));
    }

    [Fact]
    public async Task A_key_that_cannot_be_read_any_more_stops_nobody()
    {
        await portal.Host.SqlAsync("insert into learning.signing_keys (id, private_key, public_jwk, created_at) values ('onleesbaar', "
            + "'\\x00', '{\"kid\": \"onleesbaar\"}', now() + interval '1 day')");
        using var keys = ActivatorUtilities.CreateInstance<SigningKeys>(portal.Host.Services);
        Assert.Equal("{}", await PayloadOfAsync(keys, await keys.SignAsync("{}")));
    }

    private Task<string?> PayloadOfAsync(SigningKeys keys, string jws) =>
        portal.Host.WithAsync<DbSession, string?>(session => keys.PayloadOfAsync(jws, session));

    private Task<bool> IsGenuineAsync(Certificate certificate) =>
        portal.Host.WithAsync<CertificateRegister, bool>(register => register.IsGenuineAsync(certificate.Snapshot.Ref, certificate));
}
