using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Content.Media;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform.Data;

namespace Portal.Content.Data;

/// <summary>The schema <c>content</c>: documents, versions, redirects, media.</summary>
public sealed class ContentDb(DbContextOptions<ContentDb> options) : ModuleDb(options, "content")
{
    internal DbSet<Document> Documents => Set<Document>();

    internal DbSet<DocumentVersion> Versions => Set<DocumentVersion>();

    internal DbSet<Redirect> Redirects => Set<Redirect>();

    internal DbSet<MediaItem> Media => Set<MediaItem>();

    internal DbSet<MediaVariantRow> MediaVariants => Set<MediaVariantRow>();

    /// <inheritdoc/>
    protected override void Map(ModelBuilder model)
    {
        model.Entity<Document>(document =>
        {
            document.ToTable("documents");
            document.Property(row => row.State).HasConversion(new ValueConverter<DocumentState, string>(
                state => state.Name(), name => Enum.GetValues<DocumentState>().Single(state => state.Name() == name)));
        });
        model.Entity<DocumentVersion>(version =>
        {
            version.ToTable("versions");
            version.Property(row => row.FrontMatter).HasColumnType("jsonb");
            version.Property(row => row.Origin).HasConversion(new ValueConverter<VersionOrigin, string>(
                origin => origin == VersionOrigin.Import ? "import" : "portal",
                name => name == "import" ? VersionOrigin.Import : VersionOrigin.Portal));
        });
        model.Entity<Redirect>(redirect =>
        {
            redirect.ToTable("redirects");
            redirect.HasKey(row => row.Path);
        });
        model.Entity<MediaItem>(media =>
        {
            media.ToTable("media");
            media.Property(row => row.FrontMatter).HasColumnType("jsonb");
        });
        model.Entity<MediaVariantRow>(variant =>
        {
            variant.ToTable("media_variants");
            variant.HasKey(row => new { row.MediaId, row.Format, row.Width });
        });
    }
}
