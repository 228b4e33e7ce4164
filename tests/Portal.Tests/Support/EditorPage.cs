using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.Tests.Support;

/// <summary>Where two changed the same: what one says, and what the other stored.</summary>
internal sealed record EditorConflict(string Mine, string Theirs);

/// <summary>
/// A page where a document is written, used as its script uses it and without a browser: saves with the revision it has, takes in what
/// others wrote, and chooses where both changed the same.
/// </summary>
/// <param name="send">Sends a request of somebody who is signed in.</param>
/// <param name="path">The page's address.</param>
internal sealed class EditorPage(Func<HttpRequestMessage, Task<HttpResponseMessage>> send, Uri path)
{
    private List<KeyValuePair<string, string>> fields = [];
    private string revision = "";
    private JsonArray? unsure;

    /// <summary>The text as the browser's editor would have it: its blocks.</summary>
    public JsonArray Blocks { get; private set; } = [];

    /// <summary>How often it was saved, and how often something was asked.</summary>
    public (int Saves, int Asked) Count { get; private set; }

    /// <summary>Opens the page.</summary>
    public async Task<EditorPage> OpenAsync()
    {
        var form = await FormAsync();
        Blocks = BlocksOf(JsonNode.Parse(form.QuerySelector("script[data-editor-document]")!.TextContent));
        revision = fields.Find(field => field.Key == "revision").Value;
        return this;
    }

    /// <summary>Saves, and asks until all that two changed has been chosen.</summary>
    /// <param name="keepsMine">Chooses, for a place that both changed.</param>
    public async Task SaveAsync(Func<EditorConflict, bool> keepsMine)
    {
        List<(string Name, string Value)> more = [];
        for (; ; )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Sent(more) };
            request.Headers.Add("Accept", "application/json");
            using var answer = await send(request);
            var text = await answer.Content.ReadAsStringAsync();
            var json = answer.Content.Headers.ContentType?.MediaType == "application/json" ? JsonNode.Parse(text) : null;
            switch (answer.StatusCode)
            {
                case HttpStatusCode.OK when json is not null:
                    (revision, unsure) = (json["revision"]!.ToString(), null);
                    if (json["document"] is { } document) Blocks = BlocksOf(document);
                    if (json["fields"] is not null) await FormAsync();
                    Count = (Count.Saves + 1, Count.Asked);
                    return;
                case HttpStatusCode.Conflict when json is not null:
                    Count = (Count.Saves, Count.Asked + 1);
                    var choices = json["conflicts"]!.AsArray().Select(conflict => (JsonNode)new JsonObject
                    {
                        ["key"] = conflict!["key"]?.DeepClone(),
                        ["block"] = conflict["block"]?.DeepClone(),
                        ["keep"] = keepsMine(new($"{conflict["mine"]}", $"{conflict["theirs"]}")) ? "mine" : "theirs",
                    });
                    more = [("choices", new JsonArray([.. choices]).ToJsonString()), ("over", json["revision"]!.ToString())];
                    break;
                default:
                    throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode}: {text[..Math.Min(500, text.Length)]}");
            }
        }
    }

    /// <summary>Saves, and never hears how it went: the next save says what this one sent.</summary>
    public async Task SaveAndLoseTheAnswerAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Sent([]) };
        request.Headers.Add("Accept", "application/json");
        using var _ = await send(request);
        unsure = new JsonArray(new JsonObject
        {
            ["fields"] = new JsonArray([.. fields.Where(field => field.Key is not ("revision" or "formulier"))
                .Select(field => (JsonNode)new JsonArray(field.Key, field.Value))]),
            ["document"] = Document(),
        });
    }

    /// <summary>A paragraph of plain words.</summary>
    public static JsonObject Paragraph(string words) => new()
    {
        ["type"] = "paragraph",
        ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = words }),
    };

    /// <summary>All words in a block.</summary>
    public static string WordsOf(JsonNode? block) => block switch
    {
        JsonObject { } node when node["text"] is { } text => text.ToString(),
        JsonObject node => WordsOf(node["content"]),
        JsonArray nodes => string.Join(' ', nodes.Select(WordsOf)),
        _ => "",
    };

    private async Task<IElement> FormAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await send(request);
        var html = await answer.Content.ReadAsStringAsync();
        var page = await BrowsingContext.New().OpenAsync(response => response.Content(html).Address("http://localhost" + path));
        var form = page.QuerySelector<IHtmlFormElement>("form[data-editor]")
            ?? throw new InvalidOperationException($"{path} answers {(int)answer.StatusCode} without an editor.");
        fields = [.. form.Elements.SelectMany(Filled)];
        return form;
    }

    private static IEnumerable<KeyValuePair<string, string>> Filled(IElement element) =>
        element.GetAttribute("name") is not { } name || name is "body"
            ? []
            : element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
                IHtmlInputElement input => [new(name, input.Value)],
                IHtmlSelectElement select => [new(name, select.Value ?? "")],
                IHtmlTextAreaElement area => [new(name, area.Value)],
                _ => [],
            };

    private MultipartFormDataContent Sent(List<(string Name, string Value)> more)
    {
        var sent = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            if (name != "revision") sent.Add(new StringContent(value), name);
        sent.Add(new StringContent(revision), "revision");
        sent.Add(new StringContent(Document().ToJsonString()), "document");
        if (unsure is not null) sent.Add(new StringContent(unsure.ToJsonString()), "unsure");
        foreach (var (name, value) in more) sent.Add(new StringContent(value), name);
        return sent;
    }

    private JsonObject Document() => new() { ["type"] = "doc", ["content"] = Blocks.DeepClone() };

    private static JsonArray BlocksOf(JsonNode? document) => document?["content"] is JsonArray blocks ? (JsonArray)blocks.DeepClone() : [];
}
