using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Primitives;
using Portal.Content.Editing;
using Portal.Content.Editing.Forms;
using Portal.Content.Editing.Merging;
using Portal.Content.Markdown.Editing;
using Portal.Content.Previews;
using Portal.Content.Types;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>
/// Where a document is written. With the script each pause is a save, answered in JSON; without it the form is a form, and the text is its
/// source.
/// </summary>
[RequestSizeLimit(6_000_000), RequestFormLimits(ValueCountLimit = 10_000)]
internal sealed class EditModel(
    DeskTools tools, Writers writers, References references, DraftFindings findings, DbSession session, PreviewPages previews)
    : DeskPage(tools)
{
    // The first that got no answer, and the last.
    private const int MostUnsure = 2;

    private static readonly string[] Ways = ["voorbeeld", "online", "controle", "versies", "plek", "offline", "weg"];

    /// <inheritdoc/>
    public override bool IsReading => true;

    /// <summary>The fields of its properties.</summary>
    internal PropertyForm Form { get; private set; } = null!;

    /// <summary>The Markdown.</summary>
    public string Body { get; private set; } = "";

    /// <summary>The same as the browser's editor has it.</summary>
    public string DocumentJson => NodeJson.Of(Body).ToJsonString();

    /// <summary>Where the draft stands as readers will get it.</summary>
    public string PreviewUrl => previews.Address(Open.Document.Id, Open.SeenAt);

    /// <summary>Its properties by their names, for who reads it here and may not change it.</summary>
    public IEnumerable<(string Label, string Value)> Facts =>
        from property in Open.Type.Properties
        where !property.Info.IsManaged && Open.Text.FrontMatter[property.Key] is not null
        select (property.Info.Label, ComparedText.Value(Open.Text.FrontMatter[property.Key]!));

    /// <summary>What the checks say.</summary>
    internal IReadOnlyList<ShownFinding> Findings { get; private set; } = [];

    /// <summary>How easily it reads, in a sentence.</summary>
    public string Reading { get; private set; } = "";

    /// <summary>Who else has it open.</summary>
    public IReadOnlyList<string> Others { get; private set; } = [];

    /// <summary>Who wrote last, and when.</summary>
    public string LastSaved { get; private set; } = "";

    /// <summary>What both changed, to be asked on a page without script.</summary>
    internal IReadOnlyList<Conflict> Conflicts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        await references.LookAsync(session, stop);
        Form = PropertyForm.Of(Open.Type, Open.Text.FrontSource, references.Find);
        Body = Open.Text.Body;
        if (MayWrite) await ShowAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return NotFound();
        await references.LookAsync(session, stop);
        var posted = PostedProperties.Read(Request.Form, Open.Type, Open.Text.FrontSource, references.Find);
        // A list got an item, or lost one: the script asks for the fields alone and saves them by itself.
        if (posted.IsAction && Request.Form["deel"] == "velden") return Partial("_PropertyFields", posted.Form);
        if (!TryRead(out var written, out var unreadable)) return Refused(unreadable, []);
        var outcome = await Editor.SaveAsync(Open, written, By("geschreven"), stop);
        if (outcome == SaveOutcome.Gone) return NotFound();
        if (Request.WantsJson()) return await AnswerAsync(outcome, posted, stop);

        if (outcome.IsKept && posted.Errors.Count == 0 && !posted.IsAction)
        {
            if (Request.Form["go"].ToString() is var way && Ways.Contains(way)) return Redirect($"{Desk}/{way}");
            if (Request.Form["go"] == "logboek") return Redirect(Log);
            TempData["Melding"] = "Bewaard. Lezers zien het pas als je het online zet.";
            return Redirect(Desk);
        }
        await OpenAsync(stop);
        (Form, Body, Conflicts) = (posted.Form, written.Body ?? Open.Text.Body, outcome.Conflicts);
        if (outcome.Message.Length > 0) ModelState.AddModelError("", outcome.Message);
        await ShowAsync(stop);
        // While something is to be asked, no other press of the button may go past it.
        if (Conflicts.Count > 0) Revision = written.Revision;
        return Page();
    }

    private bool TryRead(out Written written, out string wrong)
    {
        (written, wrong) = (null!, "");
        try
        {
            written = WrittenIn(Request.Form) with
            {
                Choices = Choices(),
                Over = int.TryParse(Request.Form["over"], NumberStyles.None, CultureInfo.InvariantCulture, out var over) ? over : null,
                Unsure = Unsure(),
            };
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            wrong = "De tekst kwam niet heel over. Laad de pagina opnieuw; wat je typte staat in deze browser.";
            return false;
        }
    }

    private Written WrittenIn(IFormCollection form)
    {
        IReadOnlyList<Node>? nodes = null;
        string? body = null;
        if (form.TryGetValue("document", out var document) && document.ToString() is { Length: > 0 } json)
            nodes = NodeJson.Read(JsonNode.Parse(json));
        else if (form.TryGetValue("body", out var source))
            body = Lines(source.ToString());
        return new Written(
            Revision ?? Open.Revision, yaml => PostedProperties.Read(form, Open.Type, yaml, references.Find).Yaml, nodes, body);
    }

    // As the script keeps them: [{"fields": [["p.title", "Een titel"]], "document": {...}}], or with "body".
    private List<Written> Unsure()
    {
        if (Request.Form["unsure"].ToString() is not { Length: > 0 } json) return [];
        var sent = JsonSerializer.Deserialize<List<Snapshot>>(json, JsonSerializerOptions.Web) ?? [];
        return [.. sent.Take(MostUnsure).Select(one => WrittenIn(one.Form))];
    }

    // A browser sends CRLF, and a text ends with its last line.
    private static string Lines(string text)
    {
        var lines = Markdown.Unicode.WithoutLoneSurrogates(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        return lines.Length == 0 || lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private Dictionary<Place, bool> Choices()
    {
        var choices = new Dictionary<Place, bool>();
        try
        {
            var chosen = Request.Form["choices"].ToString() is { Length: > 0 } json ? JsonNode.Parse(json) as JsonArray : null;
            foreach (var choice in (chosen ?? []).OfType<JsonObject>())
            {
                var key = choice["key"]?.ToString() is { } name && name.StartsWith("p.", StringComparison.Ordinal)
                    ? name[2..]
                    : choice["key"]?.ToString();
                choices[new Place(key, (int?)choice["block"])] = choice["keep"]?.ToString() == "mine";
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Then it is asked again.
        }
        return choices;
    }

    private async Task<IActionResult> AnswerAsync(SaveOutcome outcome, PostedProperties posted, CancellationToken stop)
    {
        if (outcome.Conflicts.Count > 0)
        {
            var conflicts = outcome.Conflicts.Select(conflict => new
            {
                key = conflict.Place.Key is { Length: > 0 } key ? "p." + key : conflict.Place.Key,
                block = conflict.Place.Block,
                label = LabelOf(conflict.Place),
                mine = conflict.Mine,
                theirs = conflict.Theirs,
            });
            return new JsonResult(new { revision = outcome.Now!.Revision, conflicts }) { StatusCode = 409 };
        }
        if (!outcome.IsKept) return Refused(outcome.Message, outcome.Refused);
        var now = outcome.Now!;
        var view = Request.Form["view"].ToString();
        var wantsDocument = view == "text" || (outcome.HasOtherBody && view != "source" && Request.Form.ContainsKey("document"));
        var answer = new JsonObject
        {
            ["revision"] = now.Revision,
            ["at"] = now.Document.ChangedAt.ToString("O", CultureInfo.InvariantCulture),
            ["others"] = new JsonArray([.. (await writers.MeetAsync(now.Document.Id, Current.Id, stop)).Select(name => (JsonNode)name)]),
        };
        if (wantsDocument) answer["document"] = NodeJson.Of(now.Text.Body);
        else if (view == "source" || outcome.HasOtherBody) answer["body"] = now.Text.Body;
        if (outcome.HasOtherFields) answer["fields"] = new JsonObject(FieldsOf(now));
        // What a field says of what was typed in it goes before what the rules say of what was kept.
        var wrong = PostedFindings(posted).ToList();
        var found = (await findings.OfAsync(now, stop))
            .Where(finding => finding.Field is null || wrong.TrueForAll(one => one.Field != finding.Field));
        answer["reading"] = findings.ReadingOf(now);
        answer["findings"] = new JsonArray([.. wrong.Concat(found).Select(finding => (JsonNode)finding.Json)]);
        return new ContentResult { Content = answer.ToJsonString(), ContentType = "application/json", StatusCode = 200 };
    }

    private static IEnumerable<ShownFinding> PostedFindings(PostedProperties posted) =>
        posted.Errors.Select(error => new ShownFinding(true, error.Name, null, null, error.Message));

    private IEnumerable<KeyValuePair<string, JsonNode?>> FieldsOf(OpenDocument now) =>
        now.Text.FrontMatter.Where(pair => pair.Value is JsonValue)
            .Select(pair => KeyValuePair.Create<string, JsonNode?>("p." + pair.Key, pair.Value!.ToString()));

    private string LabelOf(Place place) => place switch
    {
        { Key: { Length: > 0 } key } => Open.Type.Properties.FirstOrDefault(property => property.Key == key)?.Info.Label ?? key,
        { Key: "" } => "De velden",
        { Block: { } block } => $"Blok {block + 1} van de tekst",
        _ => "De hele tekst",
    };

    private static JsonResult Refused(string message, IReadOnlyList<int> blocks) => new(new { message, blocks }) { StatusCode = 422 };

    private async Task ShowAsync(CancellationToken stop)
    {
        Revision = Open.Revision;
        (Findings, Reading) = (await findings.OfAsync(Open, stop), findings.ReadingOf(Open));
        Others = await writers.MeetAsync(Open.Document.Id, Current.Id, stop);
        var (who, when) = Open.Draft is { } draft ? (draft.ChangedBy, draft.ChangedAt) : (Open.Latest!.ChangedBy, Open.Latest.ChangedAt);
        var names = await writers.NamesAsync([who], stop);
        LastSaved = $"{DutchTime.DayAndClock(when)}, {names[who]}";
    }

    private sealed record Snapshot(string[][]? Fields, JsonNode? Document, string? Body)
    {
        public FormCollection Form => new(
            (Fields ?? []).Where(pair => pair is [not null, not null]).Select(pair => (Name: pair[0], Value: pair[1]))
                .Append(Document is null ? (Name: "body", Value: Body ?? "") : (Name: "document", Value: Document.ToJsonString()))
                .GroupBy(sent => sent.Name)
                .ToDictionary(group => group.Key, group => new StringValues([.. group.Select(sent => sent.Value)])));
    }
}
