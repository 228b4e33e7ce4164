using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using Portal.Platform.Mail;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

/// <summary>What becomes of mail while there is no SMTP server in the settings.</summary>
public sealed class MailWithoutServerTests(TestDatabase db) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Somebody_who_develops_finds_it_as_a_file_with_the_link_in_one_piece()
    {
        var data = Directory.CreateTempSubdirectory("portal-test-");
        await using var host = await MailHost.StartAsync(db, _ => { }, "Development", data.FullName);
        var link = $"http://localhost:5080/inloggen/link/{new string('a', 100)}";
        await host.WriteAsync(new Mail("noor@toets.example", "Eén link\r\nBcc: iedereen@toets.example", $"Hallo,\n\n{link}\n", "<p>Hallo</p>", "sign-in", "bestand"));
        await host.RowAsync("noor@toets.example", row => row is { IsSent: true, Body: "{}" }, "it was written");

        var file = Assert.Single(Directory.GetFiles(Path.Combine(data.FullName, "mail")));
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Contains("To: noor@toets.example", lines);
        Assert.Contains("Subject: Eén link Bcc: iedereen@toets.example", lines);
        Assert.Contains(link, lines);
        Assert.Contains("<p>Hallo</p>", lines);
        Assert.True(DateTimeOffset.TryParse(lines.Single(line => line.StartsWith("Date: ", StringComparison.Ordinal))[6..], CultureInfo.InvariantCulture, out _));
        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Elsewhere_it_waits_and_the_log_says_so()
    {
        await using var host = await MailHost.StartAsync(db, _ => { });
        await Eventually.Async(() => host.Log.Lines.Any(line => line.Message.Contains("Mail__Host is not set", StringComparison.Ordinal)), "the log says so");
        await host.WriteAsync("wacht@toets.example");
        Assert.Equal((false, 0), await host.RowAsync("wacht@toets.example") is { } row ? (row.IsSent, row.Attempts) : default);
    }

    [Theory]
    [InlineData("smtp.example", "", "", "", "Mail__From is missing")]
    [InlineData("smtp.example", "geen adres", "", "", "Mail__From must be an address")]
    [InlineData("smtp.example", "Naam <a@b.example>", "ik", "", "Mail__User and Mail__Password")]
    [InlineData("smtp.example", "Naam <a@b.example>", "", "geheim", "Mail__User and Mail__Password")]
    [InlineData("smtp.example", "Naam", "", "", "Mail__From must be an address")]
    public void Settings_that_cannot_work_are_refused_at_the_start(string host, string from, string user, string password, string wrong)
    {
        var options = new MailOptions { Host = host, From = from, User = user, Password = password };
        var found = new List<ValidationResult>();
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true));
        Assert.StartsWith(wrong, Assert.Single(found).ErrorMessage!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weerbaar.example", "", "", "Mail__DkimDomain, Mail__DkimSelector and Mail__DkimKeyFile belong together")]
    [InlineData("", "", "/geen/bestand.pem", "Mail__DkimDomain, Mail__DkimSelector and Mail__DkimKeyFile belong together")]
    [InlineData("weerbaar.example", "portaal", "/geen/bestand.pem", "Mail__DkimKeyFile must be the file of a private RSA key")]
    [InlineData("weerbaar.example", "portaal", "public", "Mail__DkimKeyFile must be the file of a private RSA key")]
    [InlineData("weerbaar.example", "portaal", "short", "Mail__DkimKeyFile must be the file of a private RSA key")]
    [InlineData("weerbaar.example", "portaal", "good", null)]
    public void A_key_that_cannot_sign_is_refused_at_the_start(string domain, string selector, string key, string? wrong)
    {
        using var rsa = RSA.Create(key == "short" ? 512 : 1024);
        var file = key.StartsWith('/') || key.Length == 0 ? key : Path.GetTempFileName();
        if (file != key) File.WriteAllText(file, key == "public" ? rsa.ExportSubjectPublicKeyInfoPem() : rsa.ExportPkcs8PrivateKeyPem());
        var options = new MailOptions { DkimDomain = domain, DkimSelector = selector, DkimKeyFile = file };
        var found = new List<ValidationResult>();
        Assert.Equal(wrong is null, Validator.TryValidateObject(options, new ValidationContext(options), found, validateAllProperties: true));
        if (wrong is not null) Assert.StartsWith(wrong, Assert.Single(found).ErrorMessage!, StringComparison.Ordinal);
        if (file != key) File.Delete(file);
    }
}
