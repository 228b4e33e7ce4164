using Portal.Content.Publishing;
using Portal.Content.Tree;
using Portal.Content.Versions;

namespace Portal.Tests.Support;

/// <summary>The steps of an editor's day, each as one change.</summary>
internal static class PublisherSteps
{
    public static Task SaveAsync(this Publisher publisher, string id, DocumentText text, Change by) =>
        publisher.DoneAsync(new(id) { Text = text }, by);

    public static Task PublishAsync(this Publisher publisher, string id, Change by) =>
        publisher.DoneAsync(new(id) { Step = new Step.Publish() }, by);

    public static Task ArchiveAsync(this Publisher publisher, string id, Change by) =>
        publisher.DoneAsync(new(id) { Step = new Step.Archive() }, by);

    public static Task WithdrawAsync(this Publisher publisher, string id, Change by) =>
        publisher.DoneAsync(new(id) { Step = new Step.Unpublish(OfflineAnswer.Missing) }, by);

    /// <summary>Gives a document at the top another slug; false when that cannot be.</summary>
    public static async Task<bool> RenameAsync(this Publisher publisher, string id, string slug, Change by) =>
        (await publisher.ApplyAsync(new DocumentChange(id) { Place = new NewPlace(slug, null) }, by)).IsDone;

    private static async Task DoneAsync(this Publisher publisher, DocumentChange change, Change by)
    {
        var outcome = await publisher.ApplyAsync(change, by);
        Assert.True(outcome.IsDone, $"{outcome.Verdict}: {outcome.Message}");
    }
}
