using Portal.Content.Versions;
using Portal.Platform.Data;

namespace Portal.Learning.Modules;

/// <summary>The texts of chapters as somebody learns them, was tested on, or has a certificate of: those stay.</summary>
internal sealed class PinnedVersions(DbSession session) : ICitedVersions
{
    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<Guid>> AllAsync(CancellationToken stop) => await session.ListAsync(
        """
        select distinct (chapter ->> 'VersionId')::uuid
        from learning.module_versions, jsonb_array_elements(structure -> 'Chapters') as chapter
        """,
        [], row => row.Id(0), stop);
}
