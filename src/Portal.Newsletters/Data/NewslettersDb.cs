using Microsoft.EntityFrameworkCore;
using Portal.Platform.Data;

namespace Portal.Newsletters.Data;

/// <summary>The schema <c>newsletters</c>. What is asked of it is written as SQL beside the noun it belongs to.</summary>
internal sealed class NewslettersDb(DbContextOptions<NewslettersDb> options) : ModuleDb(options, "newsletters")
{
    /// <inheritdoc/>
    protected override void Map(ModelBuilder model)
    {
    }
}
