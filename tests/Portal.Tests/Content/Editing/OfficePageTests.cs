using System.Net;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.Tests.Content.Editing;

/// <summary>The office's pages as a browser without script gets them.</summary>
public sealed class OfficePageTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Desk = "/beheer/inhoud/kennis-deal-with-it";

    [Fact]
    public async Task Nobody_saves_past_what_another_wrote_in_the_same_place()
    {
        var (first, _) = await portal.SignedInAsAsync(Rights.Editor);
        var (second, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (first)
        using (second)
        {
            await first.GoAsync(Desk);
            await second.GoAsync(Desk);
            await first.PressAsync("Bewaar", ("body", "Van de een.\n"));
            for (var press = 0; press < 2; press++)
            {
                await second.PressAsync("Bewaar", ("body", "Van de ander.\n"));
                Assert.Contains("Iemand anders veranderde hetzelfde", second.Page.Body!.TextContent, StringComparison.Ordinal);
            }
            Assert.Equal("Van de een.\n", await portal.Host.SqlAsync(
                "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = 'kennis-deal-with-it'"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("/voorbeeld")]
    [InlineData("/online")]
    [InlineData("/offline")]
    [InlineData("/controle")]
    [InlineData("/plek")]
    [InlineData("/weg")]
    [InlineData("/versies")]
    [InlineData("/versies/1")]
    public async Task A_page_that_was_only_opened_finds_nothing_wrong(string page)
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync(Desk + page);
            Assert.DoesNotContain("Er klopt iets niet", editor.Page.Body!.TextContent, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/beheer/inhoud", Rights.Editor)]
    [InlineData("/beheer/adressen", Rights.Editor)]
    [InlineData("/beheer/leden", Rights.Administrator)]
    [InlineData("/beheer/logboek", Rights.Administrator)]
    public async Task Half_an_emoji_is_never_looked_for(string list, string right)
    {
        var (somebody, _) = await portal.SignedInAsAsync(right);
        using (somebody)
            foreach (var letters in new[] { 98, 99, 100, 199 })
            {
                var words = new string('a', letters) + "%F0%9F%98%80";
                using var asked = new HttpRequestMessage(HttpMethod.Get, $"{list}?zoek={words}&woorden={words}&wie={words}&over={words}");
                using var answer = await somebody.FetchAsync(asked);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }
    }

    [Fact]
    public async Task What_has_one_address_of_its_own_is_not_offered_twice()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync("/beheer/inhoud/nieuw");
            Assert.NotNull(editor.Page.QuerySelector("a[href='/beheer/inhoud/nieuw?soort=nieuws']"));
            Assert.Null(editor.Page.QuerySelector("a[href='/beheer/inhoud/nieuw?soort=voorpagina']"));
        }
    }

    [Fact]
    public async Task An_empty_field_is_named_as_the_form_names_it()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            await editor.GoAsync("/beheer/inhoud/nieuw?soort=nieuws");
            await editor.PressAsync("Begin", ("Titel", "Zonder samenvatting"));
            Assert.Contains("‘Samenvatting’ is nog leeg.", editor.Page.QuerySelector(".wj-findings")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain("(mag leeg)", editor.Page.QuerySelector("label[for='p-summary']")!.TextContent, StringComparison.Ordinal);
        }
    }
}
