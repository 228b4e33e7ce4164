namespace Portal.Content.Versions;

/// <summary>A room that refers to versions of documents by their ids: those are never tidied away.</summary>
public interface ICitedVersions
{
    /// <summary>All versions that this room refers to.</summary>
    Task<IReadOnlyCollection<Guid>> AllAsync(CancellationToken stop);
}
