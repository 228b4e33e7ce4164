using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Editing.Forms;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.Tests.Content.Editing.Forms;

/// <summary>An editor finds what a field or link refers to by words of its title.</summary>
public sealed class FindTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private References References => portal.Host.Services.GetRequiredService<References>();

    [Fact]
    public void The_title_itself_comes_first_and_then_titles_that_begin_so()
    {
        var dossier = portal.Host.Site.Current.Find("dossier-onlinewereld")!;
        Assert.Equal(dossier.Id, References.Search(dossier.Title.ToUpperInvariant(), "")[0].Id);
        Assert.Equal(dossier.Id, References.Search(dossier.Title[..4], "dossier")[0].Id);
    }

    [Fact]
    public void Accents_capitals_and_the_order_of_words_do_not_matter()
    {
        var document = portal.Host.Site.Current.Documents.First(document => !document.Type.IsPart && document.Title.Split(' ').Length > 3);
        var words = document.Title.Split(' ').Reverse();
        Assert.Contains(References.Search(string.Join(' ', words), ""), found => found.Id == document.Id);
    }

    [Fact]
    public void An_id_finds_its_document_and_a_kind_only_its_own()
    {
        Assert.Equal("dossier-jonge-aanwas", References.Search("dossier-jonge-aanwas", "")[0].Id);
        Assert.All(References.Search("jong", "begrip"), found => Assert.StartsWith("begrip-", found.Id, StringComparison.Ordinal));
        Assert.All(References.Search("", "media"), found => Assert.NotNull(portal.Host.Site.Current.Media(found.Id)));
        Assert.DoesNotContain(References.Search("", ""), found => portal.Host.Site.Current.Media(found.Id) is not null);
        Assert.Equal(References.Most, References.Search("", "").Count);
        Assert.Empty(References.Search("zwxqzwxq", ""));
    }

    [Theory]
    [InlineData("😀")]
    [InlineData("\uD800")]
    [InlineData("%_\\'\"<script>")]
    public void Odd_words_find_nothing_or_something_and_break_nothing(string words) => Assert.NotNull(References.Search(words, ""));

    [Fact]
    public async Task An_editor_gets_JSON_for_the_picker_and_a_page_of_ids_without_script()
    {
        var (editor, _) = await portal.SignedInAsAsync(Rights.Editor);
        using (editor)
        {
            using var question = new HttpRequestMessage(HttpMethod.Get, "/beheer/inhoud/zoek?q=jonge+aanwas&soort=dossier");
            question.Headers.Accept.ParseAdd("application/json");
            using var answer = await editor.FetchAsync(question);
            Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
            var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray();
            Assert.Equal("dossier-jonge-aanwas", found[0]!["id"]!.ToString());
            Assert.Equal(["id", "title", "kind", "path"], found[0]!.AsObject().Select(pair => pair.Key));

            await editor.GoAsync("/beheer/inhoud/zoek?q=jonge+aanwas&soort=dossier");
            Assert.Contains("dossier-jonge-aanwas", editor.Text, StringComparison.Ordinal);
            await editor.GoAsync("/beheer/inhoud/zoek?soort=bestaat-niet");
            Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        }
    }

    [Fact]
    public async Task Nobody_else_may_look_for_drafts()
    {
        Assert.Equal(302, (await portal.Host.AskAsync("/beheer/inhoud/zoek?q=a")).Status);
        var (contact, _) = await portal.SignedInAsAsync(Rights.ContactPerson);
        using (contact)
        {
            await contact.GoAsync("/beheer/inhoud/zoek?q=a");
            Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        }
    }
}
