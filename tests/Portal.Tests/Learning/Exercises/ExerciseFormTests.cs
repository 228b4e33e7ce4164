using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Editing.Forms;
using Portal.Content.Markdown;
using Portal.Content.Markdown.Editing;
using Portal.Content.Yaml;
using Portal.Learning.Exercises;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Tests.Content.Editing.Forms;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Exercises;

/// <summary>An exercise as a form: for an author who never saw YAML, and without a byte changed that they did not change.</summary>
public sealed partial class ExerciseFormTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private ExerciseTypes Types => portal.Host.Services.GetRequiredService<ExerciseTypes>();

    private BlockForms Blocks => portal.Host.Services.GetRequiredService<BlockForms>();

    private References References => portal.Host.Services.GetRequiredService<References>();

    [Fact]
    public async Task A_form_that_nobody_touched_gives_the_very_same_YAML_for_every_exercise()
    {
        var seen = new HashSet<string>();
        foreach (var (id, type, yaml) in All())
        {
            var keys = Types.Find(type)!.Keys;
            Assert.Empty(YamlTree.Of(yaml)!.Pairs.Select(pair => pair.Key.Value).Except(keys.Select(key => key.Key)));
            var form = PropertyForm.Of(keys, yaml, References.Find, "y");
            Assert.DoesNotContain(form.Fields, field => field.IsLocked);
            var posted = PostedProperties.Read((await Browser.ShowAsync(portal.Host, form)).Send(), keys, yaml, References.Find, "y");
            Assert.True(yaml == posted.Yaml, $"{id}: {string.Join(", ", posted.Changed)}\n{posted.Yaml}");
            Assert.True(posted.Errors.All(error => error.Kind == FieldErrorKind.Missing), $"{id}: {posted.Errors.FirstOrDefault()}");
            seen.Add(type);
        }
        Assert.Equal(Types.All.Where(type => type.Keys.Count > 0).Select(type => type.Name).Order(), seen.Order());
    }

    [Fact]
    public async Task Another_right_answer_and_another_word_change_two_lines()
    {
        const string Yaml = """
            options:
              - text: "Een" # eerste
                right: true
                feedback: "Goed."
              - text: "Twee"
                feedback: "Nee."
            source: "Proef, 2026"

            """;
        var keys = Types.Find("single")!.Keys;
        var page = await Browser.ShowAsync(portal.Host, PropertyForm.Of(keys, Yaml, References.Find, "y"));
        page.Tick("y.options[0].right", "true", isTicked: false).Tick("y.options[1].right", "true").Type("y.options[1].feedback", "Ja: #1");
        var posted = PostedProperties.Read(page.Send(), keys, Yaml, References.Find, "y");
        Assert.Equal(
            Yaml.Replace("right: true", "right: false", StringComparison.Ordinal)
                .Replace("    feedback: \"Nee.\"", "    right: true\n    feedback: \"Ja: #1\"", StringComparison.Ordinal),
            posted.Yaml);
    }

    [Fact]
    public async Task Numbers_with_a_comma_and_yes_or_no_become_what_the_engine_reads()
    {
        var keys = Types.Find("estimate")!.Keys;
        var page = await Browser.ShowAsync(portal.Host, PropertyForm.Of(keys, "", References.Find, "y"));
        foreach (var (name, text) in new[]
        {
            ("answer", "12,5"), ("min", "0"), ("max", "100"), ("step", "0,5"), ("tolerance", "2"), ("unit", "procent"), ("if_right", "Ja."),
            ("if_near", "Bijna."), ("if_far", "Nee."), ("source", "Proef, 2026"),
        })
            page.Type("y." + name, text);
        var posted = PostedProperties.Read(page.Send(), keys, "", References.Find, "y");
        Assert.Empty(posted.Errors);
        Assert.Empty(Given.IssuesOf("estimate", posted.Yaml));

        keys = Types.Find("true_false")!.Keys;
        page = await Browser.ShowAsync(portal.Host, PropertyForm.Of(keys, "", References.Find, "y"));
        page.Tick("y.answer", "false").Type("y.if_true", "Nee.").Type("y.if_false", "Ja.").Type("y.source", "Proef, 2026");
        Assert.Empty(Given.IssuesOf("true_false", PostedProperties.Read(page.Send(), keys, "", References.Find, "y").Yaml));
    }

    [Fact]
    public async Task A_talk_gets_another_choice_in_a_step_by_buttons()
    {
        var (_, type, yaml) = All().First(one => one.Type == "scenario");
        var keys = Types.Find(type)!.Keys;
        var page = await Browser.ShowAsync(portal.Host, PropertyForm.Of(keys, yaml, References.Find, "y"));
        var list = page.Page.QuerySelectorAll("button[value^='add:y.steps[']")
            .Select(button => button.GetAttribute("value")!).First(value => value.EndsWith(".says", StringComparison.Ordinal));
        var count = page.Page.QuerySelectorAll($"[name='{list[4..]}']").Length - 1;
        var added = PostedProperties.Read(page.Send(list), keys, yaml, References.Find, "y");
        Assert.Equal(yaml, added.Yaml);
        page = await Browser.ShowAsync(portal.Host, added.Form);
        page.Type($"{list[4..]}[{count}].who", "Jij").Type($"{list[4..]}[{count}].text", "Nog iets.");
        var posted = PostedProperties.Read(page.Send(), keys, yaml, References.Find, "y");
        var (before, after) = (yaml.Split('\n'), posted.Yaml.Split('\n'));
        Assert.Equal(before.Length + 2, after.Length);
        Assert.Equal(before, Without(after, before));
    }

    [Fact]
    public void Every_block_can_be_chosen_from_a_list_and_begins_as_something_the_editor_knows()
    {
        var list = Blocks.List();
        Assert.Equal(
            ["accordion", "audio", "button", "callout", "exercise", "figure", "file", "quote", "related", "teaser", "video"],
            list.Select(block => block!["name"]!.ToString()).Distinct().Order());
        Assert.Equal(Types.All.Count, list.Count(block => block!["name"]!.ToString() == "exercise"));
        foreach (var block in list)
        {
            Assert.NotEmpty(block!["label"]!.ToString());
            Assert.NotEmpty(block["help"]!.ToString());
            var content = new JsonArray(block["template"]!.DeepClone());
            Assert.NotEmpty(NodeJson.Read(new JsonObject { ["type"] = "doc", ["content"] = content }));
        }
        var warning = list.Single(block => block!["label"]!.ToString() == "Let op")!;
        Assert.Equal("warning", warning["template"]!["attrs"]!["keys"]![0]![1]!.ToString());
    }

    [Fact]
    public async Task An_editor_gets_the_fields_of_a_block_and_gives_back_its_keys()
    {
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync("/beheer/inhoud/blok?name=callout&kind=tip&title=Let+op");
        Assert.Equal("Let op", editor.Page.QuerySelector("input[name=title]")!.GetAttribute("value"));
        Assert.Equal("tip", editor.Page.QuerySelector("select[name=kind] option[selected]")!.GetAttribute("value"));
        await editor.GoAsync("/beheer/inhoud/blok?name=onzin");
        Assert.Equal(HttpStatusCode.NotFound, editor.Status);
        await editor.GoAsync("/beheer/inhoud/blok?name=related");
        Assert.Contains("geen eigenschappen", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exercise_comes_back_as_YAML_or_as_its_form_with_what_is_wrong()
    {
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync("/beheer/inhoud/probeer");
        var token = editor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        var (id, _, yaml) = All().First(one => one.Type == "single");
        var keys = $"[[\"id\",\"{id}\"],[\"type\",\"single\"]]";
        await editor.PostAsync("/beheer/inhoud/blok", ("formulier", token), ("blok", "exercise"), ("sleutels", keys), ("yaml", yaml));
        Assert.Equal(HttpStatusCode.OK, editor.Status);
        Assert.NotNull(editor.Page.QuerySelector("[name='y.options[1].feedback']"));
        Assert.Equal(yaml, editor.Page.QuerySelector("textarea[name=yaml]")!.TextContent);

        (string, string)[] sent =
        [
            ("formulier", token),
            .. new Browser(editor.Page).Send().SelectMany(field => field.Value, (field, value) => (field.Key, value!)),
        ];
        var answer = await PostAsync(editor, sent);
        Assert.Equal(yaml, answer["yaml"]!.ToString());
        Assert.Equal(JsonNode.Parse(keys)!.ToJsonString(), answer["keys"]!.ToJsonString());

        await editor.PostAsync("/beheer/inhoud/blok", [.. sent, ("do", "add:y.options")]);
        Assert.NotNull(editor.Page.QuerySelector("[name='y.options'][value='2']"));
        await editor.PostAsync(
            "/beheer/inhoud/blok", [.. sent.Where(field => field.Item1 != "y.points"), ("y.points", "veel")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, editor.Status);
        Assert.Contains("Vul een heel getal in", editor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_tries_an_exercise_and_nothing_is_counted()
    {
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        var source = Given.Body("true_false", "answer: true\nif_true: Ja\nif_false: Nee\nstatus: concept\n" + Given.Source, "x-proef");
        await editor.GoAsync("/beheer/inhoud/probeer");
        await editor.PressAsync("Laat de opdracht zien", ("source", source));
        Assert.Equal("Waar of niet waar?", editor.Page.QuerySelector(".wj-exercise__kind")!.TextContent);
        await editor.PressAsync("Kijk na");
        Assert.Contains("Kies of het waar is of niet.", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Kijk na", ("a-keuze", "niet"));
        Assert.Equal("Niet goed", editor.Page.QuerySelector(".wj-exercise__verdict")!.TextContent);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.quiz_counts where exercise = 'x-proef'"));
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from learning.item_responses where exercise = 'x-proef'"));
        await editor.PressAsync("Probeer nog een keer");
        Assert.NotNull(editor.Page.QuerySelector("form.wj-exercise__answer"));

        await editor.GoAsync("/beheer/inhoud/probeer");
        var wrong = source.Replace("answer: true", "answer: misschien", StringComparison.Ordinal);
        await editor.PressAsync("Laat de opdracht zien", ("source", wrong));
        Assert.Contains("Regel 5: 'answer' moet true of false zijn", editor.Text, StringComparison.Ordinal);
        await editor.PressAsync("Laat de opdracht zien", ("source", "Zomaar tekst"));
        Assert.Contains("Hier staat geen opdracht", editor.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("true_false", "answer: misschien\nif_true: Ja\nif_false: Nee\n", "‘Is de bewering waar?’ moet true of false zijn")]
    [InlineData("single", "options:\n  - text: Een\n    right: true\n  - right: false\n", "‘Antwoord’ ontbreekt.")]
    [InlineData("true_false", "answer: true\nif_true: Ja\nif_false: Nee\n", "‘Bron’ ontbreekt: waar komt het goede antwoord vandaan?")]
    public async Task Who_sees_a_form_reads_the_names_of_its_fields(string type, string yaml, string said)
    {
        using var editor = (await portal.SignedInAsAsync(Rights.Editor)).Visitor;
        await editor.GoAsync("/beheer/inhoud/probeer");
        var token = editor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        await editor.PostAsync("/beheer/inhoud/probeer?deel=1", ("formulier", token), ("source", Given.Body(type, yaml, "x-proef")));
        Assert.Contains(said, editor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Regel ", editor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sleutel", editor.Text, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> PostAsync(Visitor editor, (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/beheer/inhoud/blok")
        {
            Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        };
        request.Headers.Add("Origin", "http://localhost");
        using var answer = await editor.FetchAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    // The lines of the one that the other has too, in order.
    private static IEnumerable<string> Without(string[] after, string[] before)
    {
        var at = 0;
        foreach (var line in after)
        {
            if (at >= before.Length || line != before[at]) continue;
            at++;
            yield return line;
        }
    }

    private static IEnumerable<(string Id, string Type, string Yaml)> All()
    {
        var folders = new[] { Path.Combine(Checkout.Root, "content"), Given.ContentFolder };
        foreach (var path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)).Order())
            foreach (Match block in Block().Matches(File.ReadAllText(path)))
                yield return (block.Groups["id"].Value, block.Groups["type"].Value, block.Groups["yaml"].Value);
    }

    [GeneratedRegex(
        @"^::: exercise id=(?<id>\S+) type=(?<type>\w+)\n((?!^:::|^~~~).*\n)*~~~yaml\n(?<yaml>((?!~~~).*\n)*)~~~$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Block();
}
