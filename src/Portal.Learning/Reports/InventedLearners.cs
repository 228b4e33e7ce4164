using Portal.Members.FirstLook;
using Portal.Platform.Data;

namespace Portal.Learning.Reports;

/// <summary>Whether reports are about people who do not exist as well: a page of reports says so.</summary>
internal sealed class InventedLearners(DbSession session)
{
    /// <summary>True while there is one of them.</summary>
    public Task<bool> AreThereAsync(CancellationToken stop = default) => session.ValueAsync<bool>(
        "select exists (select from learning.learners where name like '%' || $1)", [Invented.Mark], stop);
}
