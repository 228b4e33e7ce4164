using System.Net;
using System.Security.Cryptography;
using Portal.Learning.Reminders;
using Portal.Platform;
using Portal.Tests.Learning.Leren;
using Portal.Tests.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Repetition;

/// <summary>Reminders by a real mail server, and the way out of them.</summary>
public sealed class ReminderOffTests : IAsyncLifetime
{
    private readonly LearnerHost portal = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("reminders");
    private MailServer server = null!;
    private Learner learner = null!;
    private string record = "";

    public async Task InitializeAsync()
    {
        server = await MailServer.StartAsync();
        using var key = RSA.Create(2048);
        record = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
        var file = Path.Combine(folder.FullName, "dkim.pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
        portal.Members.Settings = new(server.Settings)
        {
            ["Mail:Deliver"] = "true",
            ["Mail:DkimDomain"] = "weerbaar.example",
            ["Mail:DkimSelector"] = "proef",
            ["Mail:DkimKeyFile"] = file,
        };
        await portal.InitializeAsync();
        learner = await portal.GivenLearnerAsync();
        await learner.CompleteAsync(); // valid for twelve months
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_reminder_is_turned_off_with_one_click_in_the_mail_and_on_again_in_the_account()
    {
        await RemindAsync(daysBefore: 60);
        var mail = Assert.Single(Reminders);
        Assert.Equal("True", await Python.VerifyAsync(mail.Raw, "proef._domainkey.weerbaar.example", record, portal.Host.Clock));
        var signature = string.Concat(mail.Header("DKIM-Signature").Where(letter => !char.IsWhiteSpace(letter)));
        Assert.Contains(":List-Unsubscribe:List-Unsubscribe-Post", signature, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Header("List-Unsubscribe-Post"));
        var link = mail.Header("List-Unsubscribe").Trim('<', '>');
        Assert.Contains(link, mail.Part("text/plain"), StringComparison.Ordinal);
        var path = new Uri(link).PathAndQuery;

        // Whoever only looks changes nothing.
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var look = await portal.Host.Client.SendAsync(new HttpRequestMessage(method, new Uri(path, UriKind.Relative)));
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
        }
        await RemindAsync(daysBefore: 30);
        Assert.Equal(2, Reminders.Count);

        for (var twice = 0; twice < 2; twice++)
        {
            using var click = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            using var answer = await portal.Host.Client.PostAsync(new Uri(path, UriKind.Relative), click);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        await RemindAsync(daysBefore: 7);
        Assert.Equal(2, Reminders.Count);

        using var visitor = await portal.Members.SignedInAsync(learner.Email);
        await visitor.GoAsync("/account/herinneringen");
        Assert.Contains("Je zette dit uit op", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Zet aan: Een bewijs verloopt");
        Assert.Contains("Je krijgt dit.", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Zet uit: Een bewijs verloopt");
        Assert.Contains("Je zette dit uit op", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Zet aan: Een bewijs verloopt");
        await RemindAsync(daysBefore: 6);
        Assert.Equal(3, Reminders.Count);
    }

    [Fact]
    public async Task A_reader_turns_it_off_with_a_button_and_a_key_that_is_not_ours_does_nothing()
    {
        await RemindAsync(daysBefore: 60);
        var path = new Uri(Reminders[0].Header("List-Unsubscribe").Trim('<', '>')).PathAndQuery;
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync(path[..^4] + "aaaa");
        Assert.Contains("Deze link klopt niet", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync(path);
        await visitor.PressAsync("Zet uit");
        Assert.Contains("Je krijgt deze herinnering niet meer", visitor.Text, StringComparison.Ordinal);
        await RemindAsync(daysBefore: 30);
        Assert.Single(Reminders);
    }

    [Fact]
    public async Task Mail_of_the_account_has_no_way_out()
    {
        using var visitor = portal.Host.Visit();
        await visitor.GoAsync("/inloggen");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", learner.Email));
        await portal.Host.WorkAsync();
        var mail = server.To(learner.Email).Last();
        Assert.DoesNotContain(mail.Message.Headers, header => header.Field.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
    }

    private IReadOnlyList<TakenMail> Reminders =>
        [.. server.To(learner.Email).Where(mail => mail.Header("Subject").Contains("verloopt", StringComparison.Ordinal))];

    private async Task RemindAsync(int daysBefore)
    {
        var end = await portal.Host.SqlAsync("select valid_until from learning.certificates where member_id = $1", learner.Id);
        var day = ((DateOnly)end!).AddDays(-daysBefore);
        portal.Host.Clock.Set(DutchTime.MomentOf(day.ToDateTime(new TimeOnly(12, 0))).ToUniversalTime());
        await portal.Host.RunJobAsync(new SendExpiryReminders());
    }
}
