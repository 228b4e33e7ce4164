using Microsoft.EntityFrameworkCore;
using Portal.Platform.Data;

namespace Portal.Calendar.Data;

/// <summary>The schema <c>calendar</c>. What is asked of it is written as SQL beside the noun it belongs to.</summary>
internal sealed class CalendarDb(DbContextOptions<CalendarDb> options) : ModuleDb(options, "calendar")
{
    /// <inheritdoc/>
    protected override void Map(ModelBuilder model)
    {
    }
}
