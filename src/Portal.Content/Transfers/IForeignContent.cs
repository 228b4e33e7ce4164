using Portal.Content.Import;

namespace Portal.Content.Transfers;

/// <summary>
/// Makes a folder of content of what another system gave, when an import by the browser is looked at or done: the room that knows that
/// system registers it as a service.
/// </summary>
public interface IForeignContent
{
    /// <summary>The folder of the import in which it was kept: in parts, <c>000</c>, <c>001</c> ...</summary>
    string Place { get; }

    /// <summary>Writes the folder.</summary>
    /// <param name="sent">What was sent, put together again.</param>
    /// <param name="beside">The folder in which files stand that were kept beside it.</param>
    /// <param name="into">An empty folder.</param>
    /// <param name="progress">Hears a step in words, and how far it is.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>What does not come along and why; what is no warning stands in the way of all of it.</returns>
    Task<IReadOnlyList<ContentError>> UnfoldAsync(
        Stream sent, string beside, string into, Action<string, int, int> progress, CancellationToken stop);
}
