using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Portal.Content.Checks;
using Portal.Content.Editing.Forms;
using Portal.Content.Types;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing.Forms;

/// <summary>The form of a document: made of its type, shown, and read back without a byte that nobody changed.</summary>
public sealed class PropertyFormTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string News = """
        id: nieuws-een
        type: nieuws
        title: "Een titel" # de kop
        summary: 'Kort gezegd.'
        published: 2026-11-21

        # waar het vandaan komt
        sources:
          - title: "Plan van aanpak"   # eerste
            year: 2022
            url: "https://voorbeeld.nl/plan"
          - title: "Ander stuk"
            author: "Jansen"
        dossiers: [dossier-jonge-aanwas]

        """;

    private DocumentTypes Types => portal.Host.Services.GetRequiredService<DocumentTypes>();

    private DocumentType NewsType => Types["nieuws"];

    private References References => portal.Host.Services.GetRequiredService<References>();

    [Fact]
    public async Task A_form_that_nobody_touched_gives_the_very_same_text_for_every_document()
    {
        var count = 0;
        foreach (var (path, type, yaml) in Texts.All(Types))
        {
            var posted = Read((await Browser.OpenAsync(portal.Host, type, yaml)).Send(), type, yaml);
            Assert.True(yaml == posted.Yaml && posted.Changed.Count == 0, $"{path}: {string.Join(", ", posted.Changed)}");
            Assert.True(posted.Errors.Count == 0, $"{path}: {posted.Errors.FirstOrDefault()}");
            Assert.DoesNotContain(posted.Form.Fields, field => field.IsLocked);
            count++;
        }
        Assert.True(count >= 361, $"{count}");
    }

    [Fact]
    public async Task Another_word_in_any_text_of_any_document_changes_its_own_line()
    {
        var (random, count) = (new Random(9), 0);
        foreach (var (path, type, yaml) in Texts.All(Types))
        {
            var page = await Browser.OpenAsync(portal.Host, type, yaml);
            List<string> texts =
            [
                .. page.Page.QuerySelectorAll("input[type=text], input[type=url], textarea")
                    .Where(field => field.TextContent.Trim().Length > 0 || field.GetAttribute("value") is { Length: > 0 }).Select(field => field.GetAttribute("name")!),
            ];
            // Two of each: all of them would take minutes.
            foreach (var name in texts.OrderBy(_ => random.Next()).Take(2))
            {
                var sent = page.Send();
                var old = sent[name][^1]!;
                var isNumber = int.TryParse(old, CultureInfo.InvariantCulture, out var number);
                var typed = With(sent, name, isNumber ? $"{number + 1}" : old.TrimEnd() + "x");
                var posted = Read(typed, type, yaml);
                Assert.Single(posted.Changed);
                var (before, after) = (yaml.Split('\n'), posted.Yaml.Split('\n'));
                Assert.Equal(before.Length, after.Length);
                Assert.True(before.Zip(after).Count(pair => pair.First != pair.Second) == 1, $"{path} {name}\n{posted.Yaml}");
                Assert.DoesNotContain(
                    FrontMatter.Read(posted.Yaml, type.Properties).Errors,
                    error => !error.Message.Contains("tekens;", StringComparison.Ordinal));
                count++;
            }
        }
        Assert.True(count > 650, $"{count}");
    }

    [Fact]
    public async Task A_changed_title_keeps_the_remark_behind_it()
    {
        var page = await OpenAsync(News);
        var posted = Read(page.Type("p.title", "Een: \"andere\" #titel").Send(), News);
        Assert.Equal(News.Replace("\"Een titel\"", "\"Een: \\\"andere\\\" #titel\"", StringComparison.Ordinal), posted.Yaml);
        Assert.Equal(["title"], posted.Changed);
    }

    [Fact]
    public async Task A_year_in_the_second_of_two_sources_is_a_line_of_its_own()
    {
        var page = await OpenAsync(News);
        var posted = Read(page.Type("p.sources[1].year", "2024").Send(), News);
        Assert.Equal(News.Replace("author: \"Jansen\"\n", "author: \"Jansen\"\n    year: 2024\n", StringComparison.Ordinal), posted.Yaml);
        Assert.Empty(FrontMatter.Read(posted.Yaml, NewsType.Properties).Errors);
    }

    [Fact]
    public async Task What_is_made_empty_goes_and_leaves_the_rest()
    {
        var page = await OpenAsync(News);
        var posted = Read(page.Type("p.sources[0].year", " ").Type("p.summary", "").Type("p.dossiers", "\n").Send(), News);
        Assert.Equal(
            News.Replace("    year: 2022\n", "", StringComparison.Ordinal)
                .Replace("summary: 'Kort gezegd.'\n", "", StringComparison.Ordinal)
                .Replace("dossiers: [dossier-jonge-aanwas]\n", "", StringComparison.Ordinal),
            posted.Yaml);
    }

    [Fact]
    public async Task A_title_made_empty_stays_what_it_was_until_there_is_another()
    {
        var posted = Read((await OpenAsync(News)).Type("p.title", "").Send(), News);
        Assert.Equal(News, posted.Yaml);
        var error = Assert.Single(posted.Errors);
        Assert.Equal(("p.title", FieldErrorKind.Refused), (error.Name, error.Kind));
        var again = await Browser.ShowAsync(portal.Host, posted.Form);
        Assert.Equal("", again["p.title"].GetAttribute("value"));
        Assert.Equal("true", again["p.title"].GetAttribute("aria-invalid"));
        var described = again["p.title"].GetAttribute("aria-describedby")!.Split(' ');
        Assert.Contains(
            described, id => again.Page.GetElementById(id)!.TextContent.StartsWith("Vul ‘Titel’ in.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_script_a_source_is_added_moved_and_taken_away_by_buttons()
    {
        var added = Read((await OpenAsync(News)).Send("add:p.sources"), News);
        Assert.True(added.IsAction);
        Assert.Equal(News, added.Yaml);
        var page = await Browser.ShowAsync(portal.Host, added.Form);
        Assert.True(page["p.sources[2].title"].HasAttribute("autofocus"));

        var filled = Read(page.Type("p.sources[2].title", "Derde").Type("p.sources[2].year", "2020").Send("up:p.sources[2]"), News);
        const string Third = "  - title: \"Derde\"\n    year: 2020\n";
        Assert.Equal(News.Replace("  - title: \"Ander", Third + "  - title: \"Ander", StringComparison.Ordinal), filled.Yaml);

        page = await Browser.ShowAsync(portal.Host, filled.Form);
        Assert.Equal("Derde", page["p.sources[1].title"].GetAttribute("value"));
        var removed = Read(page.Send("remove:p.sources[1]"), filled.Yaml);
        Assert.Equal(News, removed.Yaml);
    }

    [Fact]
    public async Task Items_that_change_places_take_their_remarks_along()
    {
        var posted = Read((await OpenAsync(News)).Send("down:p.sources[0]"), News);
        const string First = "  - title: \"Plan van aanpak\"   # eerste\n    year: 2022\n    url: \"https://voorbeeld.nl/plan\"\n";
        const string Second = "  - title: \"Ander stuk\"\n    author: \"Jansen\"\n";
        Assert.Equal(News.Replace(First + Second, Second + First, StringComparison.Ordinal), posted.Yaml);
    }

    [Fact]
    public async Task A_script_may_move_fields_and_give_a_new_one_any_marker()
    {
        var sent = (await OpenAsync(News)).Send();
        var fields = sent.ToDictionary(field => field.Key, field => field.Value);
        fields["p.sources"] = new StringValues(["", "1", "n7", "0"]);
        fields["p.sources[n7].title"] = "Tussen";
        var posted = Read(new FormCollection(fields), News);
        var titles = FrontMatter.Read(posted.Yaml, NewsType.Properties).Json["sources"]!.AsArray()
            .Select(source => source!["title"]!.ToString());
        Assert.Equal(["Ander stuk", "Tussen", "Plan van aanpak"], titles);
        Assert.Contains("# eerste", posted.Yaml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.published", "31-02-2026", "Vul een datum in die bestaat")]
    [InlineData("p.sources[0].year", "tweeduizend", "Vul een heel getal in")]
    [InlineData("p.title", "Een\u202Eltit", "leesrichting")]
    [InlineData("p.title", "Een\u0007titel", "stuurteken")]
    public async Task What_cannot_be_written_down_is_shown_again_with_a_message(string name, string typed, string message)
    {
        var page = await OpenAsync(News);
        var posted = Read(With(page.Type("p.summary", "Anders.").Send(), name, typed), News);
        Assert.Equal(News.Replace("'Kort gezegd.'", "\"Anders.\"", StringComparison.Ordinal), posted.Yaml);
        var error = Assert.Single(posted.Errors);
        Assert.Equal(name, error.Name);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        var again = await Browser.ShowAsync(portal.Host, posted.Form);
        Assert.Equal(typed, again[name].GetAttribute("value"));
        Assert.Contains(again.Page.QuerySelectorAll(".utrecht-form-field__error-message"), part => part.TextContent == error.Message);
    }

    [Theory]
    [InlineData("😀 emoji 👩‍👧")]
    [InlineData("Zegt \"hij\" en 'zij'")]
    [InlineData("sleutel: waarde")]
    [InlineData("met # hekje")]
    [InlineData("- streepje")]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("123")]
    [InlineData("2026-01-01")]
    [InlineData("[haken] {accolades}")]
    [InlineData("&anker *ster !uitroep %procent @apen `tik`")]
    [InlineData("terug\\streep \\n")]
    [InlineData("---")]
    [InlineData("| pijp > groter")]
    public async Task Any_text_comes_back_as_it_was_typed(string text)
    {
        var page = await OpenAsync(News);
        var posted = Read(
            page.Type("p.title", text).Type("p.summary", $"{text}\n{text}").Type("p.keywords", $"{text}\n{text} 2")
                .Type("p.sources[0].publisher", text).Send(), News);
        Assert.Empty(posted.Errors);
        var read = FrontMatter.Read(posted.Yaml, NewsType.Properties);
        Assert.Empty(read.Errors);
        Assert.Equal(text, read.Json["title"]!.ToString());
        Assert.Equal($"{text}\n{text}", read.Json["summary"]!.ToString());
        Assert.Equal([text, text + " 2"], read.Json["keywords"]!.AsArray().Select(word => word!.ToString()));
        Assert.Equal(text, read.Json["sources"]![0]!["publisher"]!.ToString());
        Assert.Contains("# de kop", posted.Yaml, StringComparison.Ordinal);
        // And the form of that, untouched, is that.
        Assert.Equal(posted.Yaml, Read((await OpenAsync(posted.Yaml)).Send(), posted.Yaml).Yaml);
    }

    [Fact]
    public async Task Two_megabytes_in_a_field_are_refused_and_what_stood_there_stays()
    {
        var posted = Read(With((await OpenAsync(News)).Send(), "p.summary", new string('a', 2_000_000)), News);
        Assert.Equal(News, posted.Yaml);
        Assert.Contains("te lang", Assert.Single(posted.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tab_of_another_program_is_a_blank()
    {
        var posted = Read(With((await OpenAsync(News)).Send(), "p.title", "Een\ttitel\v\r\n daar"), News);
        Assert.Equal("Een titel daar", FrontMatter.Read(posted.Yaml, NewsType.Properties).Json["title"]!.ToString());
    }

    [Fact]
    public async Task What_is_too_long_is_written_down_and_said()
    {
        var posted = Read((await OpenAsync(News)).Type("p.title", new string('t', 121)).Send(), News);
        Assert.Contains(new string('t', 121), posted.Yaml, StringComparison.Ordinal);
        Assert.Equal(FieldErrorKind.Limit, Assert.Single(posted.Errors).Kind);
    }

    [Fact]
    public async Task A_yes_that_holds_by_itself_is_written_only_when_it_becomes_a_no()
    {
        const string Term = "id: begrip-x\ntype: begrip\ntitle: \"X\"\ndefinition: \"Iets.\"\n";
        var page = await Browser.OpenAsync(portal.Host, Types["begrip"], Term);
        Assert.Equal(Term, Read(page.Send(), Types["begrip"], Term).Yaml);
        var no = Read(page.Tick("p.explain", "true", isTicked: false).Send(), Types["begrip"], Term);
        Assert.Equal(Term + "explain: false\n", no.Yaml);
        page = await Browser.OpenAsync(portal.Host, Types["begrip"], no.Yaml);
        Assert.Equal(Term + "explain: true\n", Read(page.Tick("p.explain", "true").Send(), Types["begrip"], no.Yaml).Yaml);
    }

    [Fact]
    public async Task Boxes_keep_the_order_of_the_text_and_new_ones_come_behind_it()
    {
        const string Yaml = "id: bron-x\ntype: bron\ntitle: \"X\"\nkind: tool\naudience: [wijkagent, docent]\nsources:\n  - title: \"A\"\n";
        var type = Types["bron"];
        var page = await Browser.OpenAsync(portal.Host, type, Yaml);
        Assert.Equal(Yaml, Read(page.Send(), type, Yaml).Yaml);
        var posted = Read(page.Tick("p.audience", "boa").Tick("p.audience", "docent", isTicked: false).Send(), type, Yaml);
        Assert.Equal(Yaml.Replace("[wijkagent, docent]", "[wijkagent, boa]", StringComparison.Ordinal), posted.Yaml);
    }

    [Fact]
    public async Task Five_questions_come_and_go_as_a_whole()
    {
        const string Yaml = "id: bron-x\ntype: bron\ntitle: \"X\"\nkind: tool\nsources:\n  - title: \"A\"\n";
        var type = Types["bron"];
        var page = await Browser.OpenAsync(portal.Host, type, Yaml);
        var some = Read(page.Type("p.five_questions.problem", "Geld").Send(), type, Yaml);
        Assert.Equal(Yaml.Replace("sources:", "five_questions:\n  problem: \"Geld\"\nsources:", StringComparison.Ordinal), some.Yaml);
        Assert.Equal(4, some.Errors.Count);
        page = await Browser.OpenAsync(portal.Host, type, some.Yaml);
        Assert.Equal(Yaml, Read(page.Type("p.five_questions.problem", "").Send(), type, some.Yaml).Yaml);
    }

    [Theory]
    [InlineData("id: nieuws-x\ntype: nieuws\ntitle: &t \"Een\"\npublished: 2026-01-01\n")]
    [InlineData("id: nieuws-x\ntype: nieuws\ntitle: !!str Een\npublished: 2026-01-01\n")]
    [InlineData("\"id\": nieuws-x\ntype: nieuws\ntitle: Een\npublished: 2026-01-01\n")]
    public async Task Front_matter_that_cannot_be_edited_by_value_is_shown_and_left_to_the_source(string yaml)
    {
        var page = await OpenAsync(yaml);
        Assert.Contains("Bewerk dit in de bron", page.Page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("[name^='p.']"));
        Assert.Equal(yaml, Read(With(page.Send(), "p.title", "Twee"), yaml).Yaml);
    }

    [Fact]
    public async Task A_property_of_another_shape_is_left_to_the_source_and_the_others_are_not()
    {
        const string Yaml = "id: nieuws-x\ntype: nieuws\ntitle: Een\npublished: 2026-01-01\nsources: geen\n";
        var page = await OpenAsync(Yaml);
        Assert.Empty(page.Page.QuerySelectorAll("[name^='p.sources']"));
        Assert.Equal(Yaml.Replace("Een", "\"Twee\"", StringComparison.Ordinal), Read(page.Type("p.title", "Twee").Send(), Yaml).Yaml);
    }

    [Fact]
    public async Task A_list_with_a_remark_where_it_would_be_lost_is_left_to_the_source()
    {
        const string Yaml = "id: nieuws-x\ntype: nieuws\ntitle: Een\npublished: 2026-01-01\nkeywords: [ # een\n  \"a\", \"b\"]\n";
        var posted = Read((await OpenAsync(Yaml)).Type("p.keywords", "a\nb\nc").Send(), Yaml);
        Assert.Equal(Yaml, posted.Yaml);
        Assert.Contains("alleen in de bron", Assert.Single(posted.Errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_form_changes_nothing_that_is_no_field()
    {
        var sent = (await OpenAsync(News)).Send().ToDictionary(field => field.Key, field => field.Value);
        string[] names = ["p.id", "p.type", "p.status", "p.publish_at", "p.onzin", "p.sources[99].title", "p.sources[x].foo", "p."];
        foreach (var name in names)
            sent[name] = "gekaapt";
        sent["p.sources"] = new StringValues(["", "0", "1", "1", "../x", "", new string('9', 500)]);
        sent["do"] = "remove:p.sources[../x]";
        Assert.Equal(News, Read(new FormCollection(sent), News).Yaml);
    }

    [Fact]
    public async Task A_form_without_its_fields_changes_nothing() =>
        Assert.Equal(News, Read(new FormCollection(new Dictionary<string, StringValues> { ["body"] = "x" }), News).Yaml);

    [Fact]
    public async Task A_moment_that_the_clock_skips_does_not_exist()
    {
        const string Yaml = "id: activiteit-x\ntype: activiteit\ntitle: \"X\"\nkind: training\nstarts: 2026-03-28T09:00\n"
            + "ends: 2026-03-28T10:00\nmode: online\n";
        var type = Types["activiteit"];
        var page = await Browser.OpenAsync(portal.Host, type, Yaml);
        Assert.Equal("datetime-local", page["p.starts"].GetAttribute("type"));
        var posted = Read(With(page.Send(), "p.starts", "2026-03-29T02:30"), type, Yaml);
        Assert.Equal(Yaml, posted.Yaml);
        Assert.Contains("klok", Assert.Single(posted.Errors).Message, StringComparison.Ordinal);
        Assert.Equal(
            Yaml.Replace("2026-03-28T09:00", "2026-03-29T03:30", StringComparison.Ordinal),
            Read(With(page.Send(), "p.starts", "2026-03-29T03:30:00"), type, Yaml).Yaml);
    }

    [Fact]
    public async Task Every_field_has_a_name_that_it_is_called_by_and_no_id_stands_twice()
    {
        foreach (var type in Types.All)
        {
            var yaml = $"id: x\ntype: {type.Name}\ntitle: \"X\"\nsources:\n  - title: \"A\"\n  - title: \"B\"\n";
            var page = (await Browser.OpenAsync(portal.Host, type, yaml)).Page;
            var ids = page.QuerySelectorAll("[id]").Select(part => part.Id).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(
                page.QuerySelectorAll("input:not([type=hidden]), textarea, select"),
                field => Assert.Single(page.QuerySelectorAll($"label[for='{field.Id}']")));
            Assert.All(
                page.QuerySelectorAll("[aria-describedby]").SelectMany(field => field.GetAttribute("aria-describedby")!.Split(' ')),
                id => Assert.Contains(id, ids));
        }
    }

    [Fact]
    public void A_form_has_everything_of_its_type_but_what_the_portal_keeps()
    {
        foreach (var type in Types.All)
        {
            var form = PropertyForm.Of(type, "", _ => null);
            Assert.Equal(
                type.Properties.Select(property => property.Key).Except(["id", "type", "status", "publish_at"]).Order(),
                form.Fields.Select(field => field.Property.Key).Order());
            Assert.Equal("Belangrijk", form.Sections[0].Title);
            Assert.Equal("title", form.Sections[0].Fields[0].Property.Key);
        }
    }

    [Fact]
    public async Task References_are_shown_by_title()
    {
        var yaml = News.Replace("dossier-jonge-aanwas", "dossier-jonge-aanwas, dossier-bestaat-niet", StringComparison.Ordinal);
        var page = (await OpenAsync(yaml)).Page;
        var chosen = page.GetElementById("p-dossiers-gekozen")!.TextContent;
        Assert.Contains(portal.Host.Site.Current.Find("dossier-jonge-aanwas")!.Title, chosen, StringComparison.Ordinal);
        Assert.Contains("dossier-bestaat-niet: dit bestaat niet", chosen, StringComparison.Ordinal);
    }

    private Task<Browser> OpenAsync(string yaml) => Browser.OpenAsync(portal.Host, NewsType, yaml);

    private PostedProperties Read(IFormCollection form, string yaml) => Read(form, NewsType, yaml);

    private PostedProperties Read(IFormCollection form, DocumentType type, string yaml) =>
        PostedProperties.Read(form, type, yaml, References.Find);

    private static FormCollection With(IFormCollection form, string name, string value) =>
        new(form.ToDictionary(field => field.Key, field => field.Key == name ? new StringValues(value) : field.Value));
}
