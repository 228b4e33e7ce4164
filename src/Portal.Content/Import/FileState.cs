using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Content.Drafts;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Yaml;
using Portal.Platform;

namespace Portal.Content.Import;

/// <summary>
/// What a file says of its document's state. In the portal the state stands apart from the text; a file has to carry it, in the keys
/// <c>status</c> and <c>publish_at</c>.
/// </summary>
/// <param name="State">The state.</param>
/// <param name="PublishAt">When a planned document comes online, UTC.</param>
internal readonly record struct FileState(DocumentState State, DateTimeOffset? PublishAt)
{
    private static readonly string[] Order = ["id", "type", "title", "summary", "status", "published", "publish_at"];

    /// <summary>What the values of a front matter say.</summary>
    public static FileState Of(JsonObject front)
    {
        var named = front["status"]?.ToString();
        var state = named is null ? DocumentState.Published : Enum.GetValues<DocumentState>().First(state => state.Name() == named);
        DateTimeOffset? at = state == DocumentState.Scheduled
            && DateTime.TryParse(front["publish_at"]?.ToString(), CultureInfo.InvariantCulture, out var moment)
            ? DutchTime.MomentOf(moment).ToUniversalTime() : null;
        return new FileState(state, at);
    }

    /// <summary>The state of a document as its file names it: of its draft when there is one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="draft">Its draft, or null.</param>
    /// <param name="front">What the file's front matter says.</param>
    public static FileState Of(Document document, Draft? draft, JsonObject front)
    {
        if (draft is not null)
            return new FileState(draft.Stage switch
            {
                DraftStage.InReview => DocumentState.InReview,
                DraftStage.Scheduled => DocumentState.Scheduled,
                _ => DocumentState.Concept,
            }, draft.PublishAt);
        if (document.LiveSince is { } since)
        {
            // What came online when its moment came still may say which moment that was.
            var said = Of(front);
            return said.State == DocumentState.Scheduled && said.PublishAt <= since ? said : new FileState(DocumentState.Published, null);
        }
        return new FileState(document.ArchivedAt is null ? DocumentState.Concept : DocumentState.Archived, null);
    }

    /// <summary>The front matter as a file has it: as it was written, unless that says something else.</summary>
    public string Write(string source, JsonObject front)
    {
        if (Of(front) == this) return source;
        var moment = PublishAt is { } at
            ? DutchTime.WallClockOf(at).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) : null;
        var status = State == DocumentState.Published ? null : State.Name();
        return With(With(source, "status", status), "publish_at", moment);
    }

    private static string With(string source, string key, string? value) =>
        YamlEdit.With(source, key, value is null ? null : JsonValue.Create(value), Order)
            ?? throw new InvalidOperationException($"The front matter cannot be given another {key}.");
}
