using System.Text.Json;
using Portal.Content.Types;

namespace Portal.Content.Checks;

/// <summary>What must hold for a document together with what stands under it, as the rooms that own the types say.</summary>
internal sealed class TreeRules(IEnumerable<ITreeRule> rules)
{
    /// <summary>The types of the documents at whose top a rule stands.</summary>
    public bool Concern(CheckedDocument document) => rules.Any(rule => rule.Type == document.Type.Name);

    /// <summary>What does not fit in a tree.</summary>
    /// <param name="top">The document at its top.</param>
    /// <param name="below">What stands straight under it.</param>
    public IReadOnlyList<TreeProblem> Problems(CheckedDocument top, IEnumerable<CheckedDocument> below)
    {
        var mine = rules.Where(rule => rule.Type == top.Type.Name).ToList();
        if (mine.Count == 0 || Written(top) is not { } document) return [];
        var others = below.Select(Written).OfType<WrittenDocument>().Select(other => AsFarAs(document, other)).ToList();
        return [.. mine.SelectMany(rule => rule.Problems(document, others))];
    }

    // Under a concept concepts count: what matters is whether all of it will fit when it goes online, and then each is asked again.
    private static WrittenDocument AsFarAs(WrittenDocument top, WrittenDocument other) =>
        (top.Properties.Status, other.Properties.Status) is (DocumentState.Concept, DocumentState.Concept)
            ? other with { Properties = other.Properties with { Status = DocumentState.InReview } }
            : other;

    // A draft in the portal may be half written: it counts when it can be read.
    private static WrittenDocument? Written(CheckedDocument document)
    {
        try
        {
            return new(document.Properties, document.Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
