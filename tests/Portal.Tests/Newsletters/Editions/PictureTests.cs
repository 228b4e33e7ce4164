using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Portal.Content.Editing;
using Portal.Content.Media;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;
using Portal.Tests.Newsletters.Sending;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Editions;

/// <summary>Pictures and quotes in the mail of a newsletter.</summary>
public sealed class PictureTests(SendingHost portal) : IClassFixture<SendingHost>
{
    [Fact]
    public async Task A_picture_is_a_file_every_mail_program_knows_with_its_size_and_its_words()
    {
        var media = await UploadAsync("Plein in de zon", 1600, 900);
        await portal.Host.WorkAsync(); // its variants
        var edition = await EditionAsync(
            TextWith($"::: figure\n![Jongeren op het plein](media:{media})\n\nHet plein in mei.\n:::"));
        var image = new HtmlParser().ParseDocument(edition.Content.Html).QuerySelector("img")!;
        var address = new Uri(image.GetAttribute("src")!);
        Assert.EndsWith(".jpeg", address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("Jongeren op het plein", image.GetAttribute("alt"));
        Assert.Equal(("552", "310"), (image.GetAttribute("width"), image.GetAttribute("height")));
        var bytes = await portal.Host.Client.GetByteArrayAsync(new Uri(address.AbsolutePath, UriKind.Relative));
        using var picture = Image.NewFromBuffer(bytes);
        Assert.Equal(960, picture.Width); // sharp on a screen with twice the dots
        Assert.Contains(
            "[Beeld: Jongeren op het plein]\nHet plein in mei.", edition.Content.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Null(EditionChecks.PictureProblem(edition));
    }

    [Fact]
    public async Task A_picture_that_is_not_ready_holds_the_newsletter_back_and_says_so()
    {
        var media = await UploadAsync("Net binnen", 700, 400, image => image.WebpsaveBuffer());
        var edition = await EditionAsync(TextWith($"::: figure\n![Net binnen](media:{media})\n:::"));
        Assert.Contains("‘Net binnen’ kan nog niet in een mail", EditionChecks.PictureProblem(edition), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_goes_away_after_somebody_agreed_stops_the_newsletter_and_says_why()
    {
        await portal.SubscribersAsync("noor");
        var media = await UploadAsync("Straks weg", 800, 600);
        await portal.Host.WorkAsync();
        var campaign = await portal.AgreedAsync(await portal.NewsletterAsync(TextWith($"::: figure\n![Een foto](media:{media})\n:::")));
        await portal.Host.WithAsync<MediaLibrary>(library => library.DeleteAsync(media, default));
        await Eventually.Async(() => portal.Host.Site.Current.Media(media) is null, "the picture is gone");

        var stopped = await portal.SendAsync(campaign);
        Assert.Equal(CampaignState.Concept, stopped.State);
        Assert.Contains(media, stopped.Problem, StringComparison.Ordinal);
        Assert.Equal("", await portal.CountsAsync(campaign));
        Assert.Empty(portal.Server.Taken);
    }

    [Fact]
    public async Task A_quote_is_told_from_the_text_with_who_said_it_also_without_markup()
    {
        var edition = await EditionAsync(TextWith(
            "::: quote by=\"Een docent\" source=\"Interview, 2026\"\nIk vroeg het gewoon.\n\nEn toen vertelde hij alles.\n:::"));
        var page = new HtmlParser().ParseDocument(edition.Content.Html);
        string[] lines = ["Ik vroeg het gewoon.", "En toen vertelde hij alles."];
        Assert.Equal(lines, page.QuerySelectorAll("blockquote p").Select(line => line.TextContent));
        Assert.Equal("Een docent Interview, 2026", page.QuerySelector("blockquote + p")!.TextContent);
        Assert.Contains(
            "  Ik vroeg het gewoon.\n  En toen vertelde hij alles.\n  (Een docent Interview, 2026)",
            edition.Content.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private async Task<string> UploadAsync(string title, int width, int height, Func<Image, byte[]>? save = null)
    {
        using var drawn = TestPictures.Colorful(width, height);
        var bytes = save?.Invoke(drawn) ?? drawn.JpegsaveBuffer();
        var outcome = await portal.Host.WithAsync<Uploads, UploadOutcome>(uploads => uploads.TakeAsync(
            new FormFile(new MemoryStream(bytes), 0, bytes.Length, "file", $"{title}.jpg"), title, false, null, "",
            Guid.NewGuid(), default));
        var id = outcome.Id!;
        await Eventually.Async(() => portal.Host.Site.Current.Media(id) is not null, "the picture is known");
        return id;
    }

    private async Task<Edition> EditionAsync(string text)
    {
        var id = await portal.NewsletterAsync(text);
        var document = (await portal.Host.WithAsync<DocumentDesk, WrittenDocument?>(desk => desk.ReadAsync(id, default)))!;
        return portal.Host.Services.GetRequiredService<EditionWriter>().Of(document)!;
    }

    private static string TextWith(string block) =>
        "## Onderzoek\n\n::: teaser document=dossier-ouders\nWaarom ouders vaak als laatste horen wat er speelt, en wat dan helpt.\n:::\n\n"
        + block + "\n";
}
