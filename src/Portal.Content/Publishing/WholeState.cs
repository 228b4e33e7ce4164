using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Content.Drafts;
using Portal.Content.Tree;
using Portal.Content.Types;

namespace Portal.Content.Publishing;

/// <summary>A document as a step found it, or left it: how it stands, with its draft.</summary>
/// <param name="Document">What readers see, and where it is put away.</param>
/// <param name="Draft">What is being written, or null.</param>
internal sealed record WholeState(Standing Document, DraftStanding? Draft)
{
    /// <summary>For how long a state is kept to come back to.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>As JSON, to keep.</summary>
    [JsonIgnore]
    public string Json => JsonSerializer.Serialize(this, ContentJson.Options);

    /// <summary>Reads what was kept.</summary>
    public static WholeState Read(string json) => JsonSerializer.Deserialize<WholeState>(json, ContentJson.Options)!;

    /// <summary>The state of a document.</summary>
    public static WholeState Of(Document document, Draft? draft) => new(Standing.Of(document), draft is null ? null : new(
        draft.BaseVersionId, draft.Stage, Standing.Kept(draft.PublishAt), draft.ReviewerId, draft.Note, draft.Problem, draft.StartedBy,
        Standing.Kept(draft.StartedAt), draft.ChangedBy, Standing.Kept(draft.ChangedAt), draft.FrontSource, draft.Body));
}
