namespace Portal.Content.Types;

/// <summary>
/// A rule about a document together with what stands under it, which only the room that owns the type can judge. Asked before anything of
/// it goes online.
/// </summary>
public interface ITreeRule
{
    /// <summary>Name of the type of the document that is judged.</summary>
    string Type { get; }

    /// <summary>What does not fit; none when all is well.</summary>
    /// <param name="document">The document.</param>
    /// <param name="below">What stands straight under it, in no order.</param>
    IEnumerable<TreeProblem> Problems(WrittenDocument document, IReadOnlyList<WrittenDocument> below);
}

/// <summary>A document as its author wrote it.</summary>
/// <param name="Properties">Its front matter.</param>
/// <param name="Body">Its Markdown.</param>
public sealed record WrittenDocument(DocumentProperties Properties, string Body)
{
    /// <summary>Whether readers see it, now or when it is their turn.</summary>
    public bool GoesOnline => Properties.Status is DocumentState.Published or DocumentState.Scheduled or DocumentState.InReview;
}

/// <summary>Something that does not fit.</summary>
/// <param name="Id">Id of the document to mend.</param>
/// <param name="Key">The key of its front matter to look at; of one thing in a list: the key, a full stop and its place from 0.</param>
/// <param name="Message">What is wrong and what to do, Dutch.</param>
public sealed record TreeProblem(string Id, string Key, string Message);
