using Microsoft.EntityFrameworkCore;
using Portal.Platform.Data;

namespace Portal.Learning.Data;

/// <summary>The schema <c>learning</c>. What is asked many times a second is written as SQL beside the noun it belongs to.</summary>
internal sealed class LearningDb(DbContextOptions<LearningDb> options) : ModuleDb(options, "learning")
{
    /// <inheritdoc/>
    protected override void Map(ModelBuilder model)
    {
    }
}
