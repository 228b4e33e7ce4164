using Portal.Tests.Learning.Certificates;

namespace Portal.Tests.Learning.Trainings;

/// <summary>A certificate for a training that was attended: only then, once, and taken back with the attendance.</summary>
public sealed class TrainingCertificateTests(TrainingHost portal) : IClassFixture<TrainingHost>
{
    [Fact]
    public async Task It_says_what_was_attended_and_when_and_anybody_can_check_it()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        Assert.Empty(await portal.CertificatesOfAsync(member));
        await portal.RecordAsync(member, TrainingHost.First);
        var certificate = Assert.Single(await portal.CertificatesOfAsync(member));
        var snapshot = certificate.Snapshot;
        Assert.Equal(
            (TrainingHost.Training, "Proeftraining", "Noor de Vries", 180),
            (snapshot.Module, snapshot.Title, snapshot.Holder, snapshot.Minutes));
        Assert.Equal((new DateOnly(2026, 1, 13), null), (snapshot.AttendedOn, snapshot.ValidUntil));

        var page = await portal.Host.PageAsync($"/bewijs/{snapshot.Ref}");
        Assert.Equal("Dit bewijs is geldig", page.QuerySelector("h1")!.TextContent);
        var paper = page.QuerySelector(".wj-certificate")!.TextContent;
        foreach (var words in new[] { "was bij deze training:", "Proeftraining", "13 januari 2026", "3\u00A0uur", "durf je te vragen" })
            Assert.Contains(words, paper, StringComparison.Ordinal);
        Assert.DoesNotContain("gehaald", paper, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("a[href='/trainingen/proef']"));
    }

    [Fact]
    public async Task Its_paper_says_the_same()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.First);
        var @ref = Assert.Single(await portal.CertificatesOfAsync(member)).Snapshot.Ref;
        using var answer = await portal.Host.Client.GetAsync(new Uri($"/bewijs/{@ref}/pdf", UriKind.Relative));
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var text = new PdfLook(await answer.Content.ReadAsByteArrayAsync()).Text();
        foreach (var words in new[] { "Noor de Vries", "was bij deze training:", "Proeftraining", "13 januari 2026" })
            Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_taken_back_with_the_attendance_and_its_holder_hears_why()
    {
        var (email, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.First);
        var @ref = Assert.Single(await portal.CertificatesOfAsync(member)).Snapshot.Ref;
        for (var time = 0; time < 2; time++) await portal.RecordAsync(member, TrainingHost.First, present: false);
        var page = await portal.Host.PageAsync($"/bewijs/{@ref}");
        Assert.Equal("Dit bewijs is ingetrokken", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("De aanwezigheid op 13 januari 2026 is teruggenomen.", page.Body!.TextContent, StringComparison.Ordinal);
        var mails = await portal.Members.MailsToAsync(email);
        Assert.Equal(
            ["Je bewijs: Proeftraining - Weerbare Jeugd", "Je bewijs is ingetrokken - Weerbare Jeugd"], mails.Select(one => one.Subject));
        Assert.Contains("/leren#bewijzen", mails[0].Text, StringComparison.Ordinal);
        Assert.Contains("13 januari 2026", mails[0].Text, StringComparison.Ordinal);
        var mail = mails[1];
        Assert.Contains("De aanwezigheid op 13 januari 2026 is teruggenomen.", mail.Text, StringComparison.Ordinal);

        // It was a mistake after all: a new one, for the old one stays what it is.
        await portal.RecordAsync(member, TrainingHost.First);
        var all = await portal.CertificatesOfAsync(member);
        Assert.Equal([false, true], all.Select(certificate => certificate.RevokedAt is not null).Order());
        Assert.NotEqual(@ref, all.Single(certificate => certificate.RevokedAt is null).Snapshot.Ref);
    }

    [Fact]
    public async Task Who_attends_a_training_twice_has_one_and_keeps_one_when_the_first_day_is_taken_back()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        string[] days = [TrainingHost.First, TrainingHost.Second];
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => portal.RecordAsync(member, days[number % 2])));
        Assert.Single(await portal.CertificatesOfAsync(member));

        await portal.RecordAsync(member, TrainingHost.First, present: false);
        await portal.RecordAsync(member, TrainingHost.Second);
        var standing = Assert.Single(await portal.CertificatesOfAsync(member), certificate => certificate.RevokedAt is null);
        Assert.Equal(new DateOnly(2026, 1, 20), standing.Snapshot.AttendedOn);
    }

    [Fact]
    public async Task A_training_that_is_in_no_catalogue_gives_one_too_and_a_meeting_gives_none()
    {
        var (_, member) = await portal.Members.GivenMemberAsync();
        await portal.RecordAsync(member, TrainingHost.Meeting);
        Assert.Empty(await portal.CertificatesOfAsync(member));
        await portal.RecordAsync(member, TrainingHost.Alone);
        Assert.Equal("Losse training", Assert.Single(await portal.CertificatesOfAsync(member)).Snapshot.Title);
    }

    [Fact]
    public async Task Who_has_no_account_any_more_gets_none()
    {
        var nobody = Guid.CreateVersion7();
        await portal.RecordAsync(nobody, TrainingHost.First);
        Assert.Empty(await portal.CertificatesOfAsync(nobody));
    }
}
