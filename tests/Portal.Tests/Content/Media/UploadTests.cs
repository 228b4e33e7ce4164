using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Media;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Media;

/// <summary>Who writes adds files to the library, describes them, and takes away what no text uses.</summary>
public sealed class UploadTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Address = "/beheer/inhoud/media";
    private static int count;

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_picture_with_a_wrong_name_is_named_by_what_it_is_and_known_at_once()
    {
        using var writer = await WriterAsync();
        var name = NewName();
        var stored = Assert.Single(await SendAsync(writer, new Sent($"C:\\foto's\\{name}.pdf", NewPicture(), "Een rood plein")));
        Assert.Equal($"media-{name}", stored["id"]!.ToString());
        Assert.Equal(("jpg", "Een rood plein", ""), (stored["kind"]!.ToString(), stored["alt"]!.ToString(), stored["message"]!.ToString()));
        Assert.EndsWith($"/{name}.jpg", stored["path"]!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(Host.Site.Current.Media($"media-{name}"));
        Assert.Equal(200, (await Host.AskAsync(stored["thumb"]!.ToString())).Status);

        var row = await RowAsync($"media-{name}");
        var title = char.ToUpperInvariant(name[0]) + name[1..];
        Assert.Equal($"id: media-{name}\ntitle: \"{title}\"\nalt: \"Een rood plein\"\n", row.Source);
        await Host.RunJobAsync(new MakeVariants(row.Id, row.Hash));
        await Eventually.Async(() => Host.Site.Current.Media($"media-{name}")!.Variants.Count > 0, "its variants are known");
    }

    [Fact]
    public async Task What_cannot_be_shown_is_refused_with_a_sentence_and_the_others_go_on()
    {
        using var writer = await WriterAsync();
        var files = Enumerable.Range(0, 10).Select(_ => new Sent(NewName() + ".jpg", NewPicture(), "Een plein")).ToArray();
        files[3] = new Sent("tekening.jpg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"u8.ToArray(), "Een tekening");
        var answers = await SendAsync(writer, files);
        Assert.Equal(10, answers.Count);
        Assert.Null(answers[3]["id"]);
        Assert.Contains("SVG-bestanden kunnen we niet plaatsen", answers[3]["message"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(9, answers.Count(answer => Host.Site.Current.Media(answer["id"]?.ToString() ?? "") is not null));
    }

    [Fact]
    public async Task A_bomb_a_broken_picture_and_a_picture_nobody_described_are_refused()
    {
        using var writer = await WriterAsync();
        var answers = await SendAsync(
            writer,
            new Sent("bom.png", TestPictures.PngThatClaims(16_000, 16_000), "Een bom"),
            new Sent("half.jpg", NewPicture()[..200], "Een half plein"),
            new Sent("leeg.jpg", [], "Niets"),
            new Sent("los.zip", "PK\u0003\u0004 en nog iets"u8.ToArray(), ""),
            new Sent("plein.jpg", NewPicture(), ""),
            new Sent("keer.jpg", NewPicture(), "Een \u202Enielp"));
        Assert.All(answers, answer => Assert.Null(answer["id"]));
        Assert.Equal(
            ["te veel beeldpunten", "beschadigd of niet compleet", "is leeg", "Dit soort bestand", "geen beschrijving", "leesrichting"],
            answers.Select(answer => Array.Find(
                ["te veel beeldpunten", "beschadigd of niet compleet", "is leeg", "Dit soort bestand", "geen beschrijving", "leesrichting"],
                part => answer["message"]!.ToString().Contains(part, StringComparison.Ordinal)) ?? answer["message"]!.ToString()));
    }

    [Fact]
    public async Task The_same_file_again_is_the_one_that_is_there()
    {
        using var writer = await WriterAsync();
        var (bytes, name) = (NewPicture(), NewName());
        var answers = await SendAsync(writer, new Sent(name + ".jpg", bytes, "Een plein"), new Sent("anders.jpg", bytes, ""));
        Assert.Equal([$"media-{name}", $"media-{name}"], answers.Select(answer => answer["id"]!.ToString()));
        Assert.Contains("stond er al", answers[1]["message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_send_other_files_of_one_name_at_once_both_get_a_name()
    {
        using var one = await WriterAsync();
        using var other = await WriterAsync();
        var name = NewName();
        var answers = await Task.WhenAll(
            SendAsync(one, new Sent(name + ".jpg", NewPicture(), "Een plein")),
            SendAsync(other, new Sent(name + ".jpg", NewPicture(), "Een straat")));
        Assert.Equal(
            [$"media-{name}", $"media-{name}-2"], answers.Select(answer => answer[0]["id"]!.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_without_letters_and_a_picture_that_only_adorns_are_taken()
    {
        using var writer = await WriterAsync();
        var line = new Sent("<b>.png", TestPictures.Plain(20 + ++count, 7).PngsaveBuffer(), "", Decorative: true);
        var stored = Assert.Single(await SendAsync(writer, line));
        Assert.StartsWith("media-", stored["id"]!.ToString(), StringComparison.Ordinal);
        Assert.True(Host.Site.Current.Media(stored["id"]!.ToString())!.Decorative);
    }

    [Fact]
    public async Task Nobody_else_may_add_files()
    {
        var (contact, _) = await portal.SignedInAsAsync(Rights.ContactPerson);
        using (contact)
        {
            await contact.GoAsync("/beheer/media");
            Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        }
        Assert.Equal(302, (await Host.AskAsync("/beheer/media")).Status);
        using var writer = await WriterAsync();
        using var form = new MultipartFormDataContent { { new StringContent("x"), "alt" } }; // without the token of a page
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        using var answer = await writer.FetchAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task What_it_shows_is_written_down_and_nothing_else_in_the_description_changes()
    {
        using var writer = await WriterAsync();
        var id = await GivenAsync(writer);
        await writer.GoAsync($"/beheer/media/{id}");
        await writer.PressAsync(
            "Bewaar", ("p.alt", "Een plein met een fontein"), ("p.credit", "A. Jansen"), ("p.focus_x", "40"), ("p.focus_y", "20"));
        Assert.Contains("Bewaard.", writer.Text, StringComparison.Ordinal);
        var source = (await RowAsync(id)).Source;
        Assert.Equal(
            ["alt: \"Een plein met een fontein\"", "credit: \"A. Jansen\"", "focus_x: 40", "focus_y: 20"], source.Split('\n')[2..^1]);
        var item = Host.Site.Current.Media(id)!;
        Assert.Equal(("Een plein met een fontein", "A. Jansen", "40% 20%"), (item.Alt, item.Credit, item.Focus));

        await writer.PressAsync("Bewaar", ("p.focus_y", "120"));
        Assert.Contains("van 0 tot en met 100", writer.Text, StringComparison.Ordinal);
        await writer.GoAsync($"/beheer/media/{id}");
        await writer.PressAsync("Bewaar", ("p.alt", ""));
        Assert.Contains("geen beschrijving", writer.Text, StringComparison.Ordinal);
        Assert.Equal(source, (await RowAsync(id)).Source);
    }

    [Fact]
    public async Task Two_who_describe_it_at_once_do_not_undo_each_other()
    {
        using var writer = await WriterAsync();
        using var other = await WriterAsync();
        var id = await GivenAsync(writer);
        await writer.GoAsync($"/beheer/media/{id}");
        await other.GoAsync($"/beheer/media/{id}");
        await other.PressAsync("Bewaar", ("p.alt", "Van de ander"));
        await writer.PressAsync("Bewaar", ("p.alt", "Van mij"));
        Assert.Contains("Iemand anders veranderde dit net", writer.Text, StringComparison.Ordinal);
        Assert.Contains("alt: \"Van de ander\"\n", (await RowAsync(id)).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_text_uses_cannot_go_and_what_nothing_uses_goes()
    {
        using var writer = await WriterAsync();
        using var desk = new Desk(Host);
        var id = await GivenAsync(writer);
        await writer.GoAsync($"/beheer/media/{id}");
        await desk.EditAsync("begrip-boa", text => text + $"\n::: figure\n![Een plein](media:{id})\n:::\n");
        await writer.PressAsync("Gooi weg");
        Assert.Contains("kan niet weg: het wordt gebruikt in", writer.Text, StringComparison.Ordinal);
        Assert.NotNull(Host.Site.Current.Media(id));

        await desk.EditAsync("begrip-boa", text => text[..text.IndexOf("\n::: figure", StringComparison.Ordinal)]);
        await writer.GoAsync($"/beheer/media/{id}");
        await writer.PressAsync("Gooi weg");
        Assert.Equal("/beheer/media", writer.At);
        Assert.Null(Host.Site.Current.Media(id));
        await writer.GoAsync($"/beheer/media/{id}");
        Assert.Equal(HttpStatusCode.NotFound, writer.Status);
    }

    [Fact]
    public async Task The_library_is_found_by_words_and_the_picker_gets_pictures_with_their_words()
    {
        using var writer = await WriterAsync();
        var id = await GivenAsync(writer);
        await writer.GoAsync($"/beheer/media?q={id["media-".Length..].ToUpperInvariant()}");
        Assert.Contains("1 bestand met", writer.Text, StringComparison.Ordinal);
        await writer.GoAsync("/beheer/media?p=9999");
        Assert.Equal(HttpStatusCode.NotFound, writer.Status);

        foreach (var path in new[] { $"soort=media&q={id}", $"soort=afbeelding&q={id}", $"soort=media&q=&id={id}" })
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, "/beheer/inhoud/zoek?" + path);
            question.Headers.Accept.ParseAdd("application/json");
            using var answer = await writer.FetchAsync(question);
            var found = Assert.Single(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray())!;
            Assert.Equal((id, "Een plein"), (found["id"]!.ToString(), found["alt"]!.ToString()));
            Assert.StartsWith("/media/", found["thumb"]!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_are_put_into_a_folder_and_the_list_is_narrowed_by_it()
    {
        using var writer = await WriterAsync();
        var (one, other) = (await GivenAsync(writer), await GivenAsync(writer));
        var folder = $"Map {NewName()}";
        await writer.GoAsync($"/beheer/media?q={one}");
        await writer.PressAsync("Zet in de map", ("id", one), ("naar", $"  {folder} "));
        Assert.Contains($"1 bestand staat nu in de map ‘{folder}’.", writer.Text, StringComparison.Ordinal);
        Assert.Equal($"/beheer/media?q={one}", writer.At);
        Assert.Contains($"folder: \"{folder}\"\n", (await RowAsync(one)).Source, StringComparison.Ordinal);

        // In other capitals it is the same folder.
        await writer.GoAsync($"/beheer/media?q={other}");
        await writer.PressAsync("Zet in de map", ("id", other), ("naar", folder.ToUpperInvariant()));
        await writer.GoAsync("/beheer/media?map=" + Uri.EscapeDataString(folder));
        Assert.Contains($"2 bestanden in de map ‘{folder}’", writer.Text, StringComparison.Ordinal);
        Assert.Equal("true", writer.Page.QuerySelector(".wj-folders a[aria-current]")!.GetAttribute("aria-current"));

        await writer.PressAsync("Zet in de map", ("id", one), ("naar", ""));
        Assert.Equal("", Host.Site.Current.Media(one)!.Folder);
        Assert.DoesNotContain("folder", (await RowAsync(one)).Source, StringComparison.Ordinal);
        await writer.PressAsync("Zet in de map");
        Assert.Contains("Kies eerst een of meer bestanden.", writer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replaced_picture_is_shown_wherever_it_stands_and_its_old_addresses_lead_to_the_new_one()
    {
        using var writer = await WriterAsync();
        using var desk = new Desk(Host);
        var id = await GivenAsync(writer);
        for (var i = 0; i < 10; i++)
            desk.Write(
                $"nieuws/{id}-{i}.md",
                Given.Document($"nieuws-{id}-{i}", "nieuws", "published: 2026-01-01\n", $"::: figure\n![](media:{id})\n:::\n"));
        await desk.ImportAsync();
        await Host.WorkAsync();
        await Eventually.Async(() => Host.Site.Current.Media(id)!.Variants.Count > 0, "its variants are known");
        var before = Host.Site.Current.Media(id)!;
        Assert.Contains(before.Variants[0].Url, await HtmlAsync($"/nieuws/{id}-3"), StringComparison.Ordinal);

        await ReplaceAsync(writer, id, NewPicture(), "Een ander plein");
        Assert.Contains("Vervangen. 10 pagina’s laten het nieuwe bestand zien.", writer.Text, StringComparison.Ordinal);
        await Host.WorkAsync();
        await Eventually.Async(() => Host.Site.Current.Media(id)!.Variants.Count > 0, "its variants are known");
        var after = Host.Site.Current.Media(id)!;
        Assert.Equal("Een ander plein", after.Alt);
        for (var i = 0; i < 10; i++)
        {
            var html = await HtmlAsync($"/nieuws/{id}-{i}");
            Assert.Contains(after.Variants[0].Url, html, StringComparison.Ordinal);
            Assert.DoesNotContain(before.Variants[0].Url, html, StringComparison.Ordinal);
        }
        var old = before.Variants.Last(variant => variant.Format == "webp");
        var (status, to) = await Host.AskAsync(old.Url);
        Assert.Equal(302, status);
        Assert.Contains(after.Variants, variant => variant.Format == "webp" && variant.Url == to);
        Assert.Equal(302, (await Host.AskAsync(before.Url)).Status);

        // What is thrown away is served by no address, of now or of before.
        for (var i = 0; i < 10; i++) await desk.DoAsync((publisher, by) => publisher.WithdrawAsync($"nieuws-{id}-{i}", by));
        await Host.SqlAsync("delete from content.media where ref = $1", id);
        foreach (var url in new[] { old.Url, before.Url, after.Url, after.Variants[0].Url })
            Assert.Equal(404, (await Host.AskAsync(url)).Status);
    }

    [Fact]
    public async Task A_file_is_replaced_by_one_of_its_kind_under_its_own_name()
    {
        using var writer = await WriterAsync();
        var name = NewName();
        await SendAsync(writer, new Sent(name + ".pdf", NewPdf(), ""));
        var before = Host.Site.Current.Media($"media-{name}")!.Url;
        var pdf = NewPdf();
        await ReplaceAsync(writer, $"media-{name}", pdf);
        var after = Host.Site.Current.Media($"media-{name}")!.Url;
        Assert.EndsWith($"/{name}.pdf", after, StringComparison.Ordinal);
        Assert.Equal((302, after), await Host.AskAsync(before));
        using var answer = await Host.Client.GetAsync(new Uri(after, UriKind.Relative));
        Assert.Equal(pdf, await answer.Content.ReadAsByteArrayAsync());

        await ReplaceAsync(writer, $"media-{name}", pdf);
        Assert.Contains("Dit is hetzelfde bestand", writer.Text, StringComparison.Ordinal);
        await ReplaceAsync(writer, $"media-{name}", NewPicture());
        Assert.Contains("Dit is een afbeelding. Kies een document.", writer.Text, StringComparison.Ordinal);
        await ReplaceAsync(writer, $"media-{name}", "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"u8.ToArray());
        Assert.Contains("SVG-bestanden kunnen we niet plaatsen", writer.Text, StringComparison.Ordinal);
        Assert.Equal(after, Host.Site.Current.Media($"media-{name}")!.Url);
    }

    [Fact]
    public async Task Two_who_replace_it_at_once_do_not_undo_each_other()
    {
        using var writer = await WriterAsync();
        using var other = await WriterAsync();
        var id = await GivenAsync(writer);
        await writer.GoAsync($"/beheer/media/{id}/vervangen");
        await ReplaceAsync(other, id, NewPicture());
        var theirs = Host.Site.Current.Media(id)!.Url;
        await ReplaceAsync(writer, id, NewPicture(), isOpen: true);
        Assert.Contains("Iemand anders verving dit bestand net.", writer.Text, StringComparison.Ordinal);
        Assert.Equal(theirs, Host.Site.Current.Media(id)!.Url);
    }

    private async Task<string> HtmlAsync(string path) => await Host.Client.GetStringAsync(new Uri(path, UriKind.Relative));

    // The page that answers; a redirect is followed.
    private static async Task ReplaceAsync(
        Visitor writer, string id, byte[] bytes, string alt = "Een plein", bool isOpen = false)
    {
        var path = $"/beheer/media/{id}/vervangen";
        if (!isOpen) await writer.GoAsync(path);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(writer.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!), "formulier" },
            { new StringContent(writer.Page.QuerySelector("input[name=Before]")!.GetAttribute("value")!), "Before" },
            { new StringContent(alt), "Alt" },
            { new ByteArrayContent(bytes), "bestand", "nieuw.bin" },
        };
        await writer.PostAsync(path, form);
    }

    private static byte[] NewPdf() => [.. "%PDF-1.7\n"u8, .. Guid.NewGuid().ToByteArray()];

    private async Task<Visitor> WriterAsync() => (await portal.SignedInAsAsync(Rights.Coordinator)).Visitor;

    private static async Task<string> GivenAsync(Visitor writer) =>
        (await SendAsync(writer, new Sent(NewName() + ".jpg", NewPicture(), "Een plein")))[0]["id"]!.ToString();

    private static async Task<IReadOnlyList<JsonNode>> SendAsync(Visitor writer, params Sent[] files)
    {
        await writer.GoAsync("/beheer/media");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(writer.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!), "formulier" },
        };
        for (var i = 0; i < files.Length; i++)
        {
            form.Add(new ByteArrayContent(files[i].Bytes), $"bestand-{i}", files[i].Name);
            form.Add(new StringContent(files[i].Alt), $"alt-{i}");
            if (files[i].Decorative) form.Add(new StringContent("true"), $"versiering-{i}");
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await writer.FetchAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().OfType<JsonNode>()];
    }

    private Task<MediaItem> RowAsync(string id) =>
        Host.WithAsync<ContentDb, MediaItem>(db => db.Media.AsNoTracking().SingleAsync(item => item.Ref == id));

    private static string NewName() => $"plein{Interlocked.Increment(ref count)}x{Guid.NewGuid():N}"[..14];

    // No two are the same file.
    private static byte[] NewPicture() => TestPictures.Plain(40 + Interlocked.Increment(ref count), 40).JpegsaveBuffer();

    private sealed record Sent(string Name, byte[] Bytes, string Alt, bool Decorative = false);
}
