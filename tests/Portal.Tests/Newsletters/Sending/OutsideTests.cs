using System.Security.Cryptography;
using System.Text.Json;
using Portal.Tests.Platform;

namespace Portal.Tests.Newsletters.Sending;

/// <summary>A newsletter as others read it: Python's email, and Debian's python3-dkim.</summary>
public sealed class OutsideTests : IAsyncLifetime
{
    private const string Name = "proef._domainkey.weerbaar.example";

    private readonly SendingHost portal = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("outside");
    private string record = "";

    public async Task InitializeAsync()
    {
        using var key = RSA.Create(2048);
        record = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
        var file = Path.Combine(folder.FullName, "dkim.pem");
        await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
        portal.Settings["Mail:DkimDomain"] = "weerbaar.example";
        portal.Settings["Mail:DkimSelector"] = "proef";
        portal.Settings["Mail:DkimKeyFile"] = file;
        portal.Settings["Mail:From"] = "\"Zoë’s Weerbare Jeugd\" <noreply@weerbaar.example>";
        await portal.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await portal.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_newsletter_is_read_without_a_fault_and_its_signature_covers_the_way_out()
    {
        await portal.AddAsync("lezer@bücher.example");
        var newsletter = await portal.NewsletterAsync(
            """
            ## Onderzoek naar wat werkt bij ‘jongeren’

            ::: teaser document=dossier-ouders
            Ouders horen het vaak als laatste: ‘naïef’, zeggen ze zelf. € 100, 24 °C en een 🙂 horen er ook bij.
            :::

            ::: quote by="Een docent uit ’s-Gravenhage"
            Ik vroeg het gewoon.
            :::
            """);
        await portal.SendAsync(await portal.AgreedAsync(newsletter));
        var mail = Assert.Single(portal.Server.Taken);

        Assert.Equal("True", await Python.VerifyAsync(mail.Raw, Name, record));
        using var read = JsonDocument.Parse(await Python.RunAsync(
            """
            import sys, json, email
            from email import policy
            mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
            print(json.dumps({
                "defects": [str(defect) for part in mail.walk() for defect in
                            part.defects + [fault for value in part.values() for fault in getattr(value, "defects", ())]],
                "types": [part.get_content_type() for part in mail.walk()],
                "subject": mail["Subject"], "from": mail["From"].addresses[0].display_name, "sender": mail["From"].addresses[0].addr_spec,
                "to": mail["To"].addresses[0].addr_spec, "count": len(mail["To"].addresses),
                "way out": mail["List-Unsubscribe"].strip(), "click": mail["List-Unsubscribe-Post"], "id": mail["List-Id"],
                "text": mail.get_body(("plain",)).get_content(), "html": mail.get_body(("html",)).get_content(),
                "signed": "".join(mail["DKIM-Signature"].split("h=")[1].split(";")[0].lower().split()).split(":"),
                "lines": max(len(line) for line in mail.as_bytes().splitlines()),
            }))
            """,
            mail.Raw));
        string Text(string name) => read.RootElement.GetProperty(name).GetString()!;
        string[] All(string name) => [.. read.RootElement.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];

        Assert.Empty(All("defects"));
        Assert.Equal(["multipart/alternative", "text/plain", "text/html"], All("types"));
        Assert.StartsWith("Nieuwsbrief ", Text("subject"), StringComparison.Ordinal);
        Assert.Equal(("Zoë’s Weerbare Jeugd", "noreply@weerbaar.example"), (Text("from"), Text("sender")));
        Assert.Equal("lezer@xn--bcher-kva.example", Text("to"));
        Assert.Equal(1, read.RootElement.GetProperty("count").GetInt32());
        Assert.StartsWith("<http", Text("way out"), StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", Text("click"));
        Assert.StartsWith("<nieuwsbrief.", Text("id"), StringComparison.Ordinal);
        foreach (var part in new[] { Text("text"), System.Net.WebUtility.HtmlDecode(Text("html")) })
        {
            Assert.Contains("‘naïef’", part, StringComparison.Ordinal);
            Assert.Contains("🙂", part, StringComparison.Ordinal);
            Assert.Contains("’s-Gravenhage", part, StringComparison.Ordinal);
        }
        string[] covered = ["from", "to", "subject", "date", "message-id", "list-unsubscribe", "list-unsubscribe-post", "content-type"];
        Assert.Empty(covered.Except(All("signed")));
        Assert.InRange(read.RootElement.GetProperty("lines").GetInt32(), 1, 998);
    }
}
