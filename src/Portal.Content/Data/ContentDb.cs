using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Content.Drafts;
using Portal.Content.Media;
using Portal.Content.Tree;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Platform.Data;

namespace Portal.Content.Data;

/// <summary>The schema <c>content</c>: documents, drafts, versions, redirects, media.</summary>
public sealed class ContentDb(DbContextOptions<ContentDb> options) : ModuleDb(options, "content")
{
    internal DbSet<Document> Documents => Set<Document>();

    internal DbSet<DocumentVersion> Versions => Set<DocumentVersion>();

    internal DbSet<Draft> Drafts => Set<Draft>();

    internal DbSet<DraftRevision> DraftRevisions => Set<DraftRevision>();

    internal DbSet<Redirect> Redirects => Set<Redirect>();

    internal DbSet<MediaItem> Media => Set<MediaItem>();

    internal DbSet<MediaVariantRow> MediaVariants => Set<MediaVariantRow>();

    /// <inheritdoc/>
    protected override void Map(ModelBuilder model)
    {
        model.Entity<Document>(document =>
        {
            document.ToTable("documents");
            document.Property(row => row.Origin).HasConversion(Origins);
            document.Property(row => row.Answer).HasConversion(
                Named(OfflineAnswer.Missing, "missing", OfflineAnswer.Gone, "gone", OfflineAnswer.Moved, "moved"));
        });
        model.Entity<Draft>(draft =>
        {
            draft.ToTable("drafts");
            draft.HasKey(row => row.DocumentId);
            draft.Property(row => row.FrontMatter).HasColumnType("jsonb");
            draft.Ignore(row => row.Text);
            draft.Property(row => row.Stage).HasConversion(
                Named(DraftStage.Concept, "concept", DraftStage.InReview, "in_review", DraftStage.Scheduled, "scheduled"));
        });
        model.Entity<DraftRevision>(revision =>
        {
            revision.ToTable("draft_revisions");
            revision.HasKey(row => new { row.DocumentId, row.Revision });
        });
        model.Entity<DocumentVersion>(version =>
        {
            version.ToTable("versions");
            version.Property(row => row.FrontMatter).HasColumnType("jsonb");
            version.Property(row => row.Origin).HasConversion(Origins);
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

    private static ValueConverter<VersionOrigin, string> Origins => new(
        origin => origin == VersionOrigin.Import ? "import" : "portal",
        name => name == "import" ? VersionOrigin.Import : VersionOrigin.Portal);

    // An enumeration of three by its names in the database.
    private static ValueConverter<T, string> Named<T>(T first, string firstName, T second, string secondName, T third, string thirdName)
        where T : struct, Enum =>
        new(value => value.Equals(first) ? firstName : value.Equals(second) ? secondName : thirdName,
            name => name == firstName ? first : name == secondName ? second : third);
}
