using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Portal.Content.Markdown.Editing;

namespace Portal.BrowserTests.Editing;

/// <summary>
/// A text with a page around it that holds what the editor's script asks for, and a desk that saves it. What the desk answers can be
/// changed, for what a real one does seldom.
/// </summary>
internal sealed class TrialText
{
    private static readonly ConcurrentDictionary<string, TrialText> All = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    private TrialText(string id, string body) => (Id, Body) = (id, body);

    /// <summary>Where pages of trial texts begin.</summary>
    public const string Folder = "/proef-tekst";

    /// <summary>Its name in the address.</summary>
    public string Id { get; }

    /// <summary>Where its page is.</summary>
    public string Path => $"{Folder}/{Id}";

    /// <summary>The text as the desk has it.</summary>
    public string Body { get; private set; }

    /// <summary>Goes up with every save that changed something.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>The title, a property beside the text.</summary>
    public string Title { get; private set; } = "Een titel";

    /// <summary>How often something was asked of the desk.</summary>
    public int Asked { get; private set; }

    /// <summary>What is answered instead of saving; null: it is saved.</summary>
    public Func<IFormCollection, (int Status, JsonObject? Body)?>? Instead { get; set; }

    /// <summary>Puts a new text on the desk.</summary>
    public static TrialText Put(string body)
    {
        var text = new TrialText(Guid.NewGuid().ToString("N"), body);
        All[text.Id] = text;
        return text;
    }

    /// <summary>The text with this name, or null.</summary>
    public static TrialText? Find(string? id) => id is null ? null : All.GetValueOrDefault(id);

    /// <summary>The document as the page has it, each block with its number.</summary>
    public JsonObject Document()
    {
        var document = NodeJson.Write(BlockText.Of(Body).Blocks.Select(block => block.Node));
        foreach (var (number, block) in (document["content"] as JsonArray ?? []).OfType<JsonObject>().Index())
        {
            if (block["attrs"] is not JsonObject attributes) block["attrs"] = attributes = [];
            attributes["block"] = number;
        }
        return document;
    }

    /// <summary>Somebody else changes it.</summary>
    public void ChangeElsewhere(string body)
    {
        lock (gate) (Body, Revision) = (body, Revision + 1);
    }

    /// <summary>Takes a form in, and says how it went.</summary>
    public (int Status, JsonObject? Body) Save(IFormCollection form)
    {
        lock (gate)
        {
            Asked++;
            if (Instead?.Invoke(form) is { } other) return other;
            var before = (Body, Title);
            if (form["document"].ToString() is { Length: > 0 } sent)
            {
                var saved = BodyEdit.Apply(BlockText.Of(Body), NodeJson.Read(JsonNode.Parse(sent)));
                if (saved.Refused.Count > 0)
                {
                    var blocks = new JsonArray([.. saved.Refused.Select(block => (JsonNode)block)]);
                    return (422, new JsonObject { ["message"] = "Dit blok komt niet goed terug.", ["blocks"] = blocks });
                }
                Body = saved.Text;
            }
            else
            {
                Body = form["body"].ToString().ReplaceLineEndings("\n");
            }
            Title = form["title"].ToString();
            if ((Body, Title) != before) Revision++;
            var answer = new JsonObject
            {
                ["revision"] = Revision.ToString(CultureInfo.InvariantCulture),
                ["at"] = "2026-11-28T14:03:00Z",
                ["findings"] = new JsonArray(new JsonObject { ["level"] = "advice", ["block"] = 0, ["message"] = "Deze zin is lang." }),
            };
            if (form["view"] == "source") answer["body"] = Body;
            if (form["view"] == "text") answer["document"] = Document();
            return (200, answer);
        }
    }
}
