using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Calendar;
using Portal.Content;
using Portal.Content.Markdown;
using Portal.Content.Portable;
using Portal.Content.Types;
using Portal.Learning;
using Portal.Newsletters;
using Portal.Platform;
using Portal.Search;
using Portal.UmbracoBridge.Export;
using Portal.UmbracoBridge.Model;
using Portal.UmbracoBridge.Package;

namespace Portal.UmbracoBridge.Tests.Support;

/// <summary>The document types and blocks of all rooms, without a database, and what is exported of them.</summary>
internal static class Rooms
{
    private static readonly Lazy<ServiceProvider> Services = new(Make);
    private static readonly Lazy<PortableSite> Folder = new(
        () => PortableFolder.Read(Path.Combine(Checkout.Root, "content"), Types));

    /// <summary>The document types.</summary>
    public static DocumentTypes Types => Services.Value.GetRequiredService<DocumentTypes>();

    /// <summary>The blocks.</summary>
    public static IReadOnlyList<IMarkdownContainer> Containers => [.. Services.Value.GetServices<IMarkdownContainer>()];

    /// <summary>Makes exports.</summary>
    public static ExportBuilder Builder =>
        new(Types, Services.Value.GetRequiredService<MarkdownRenderer>(), Services.Value.GetServices<IMarkdownContainer>());

    /// <summary>What search knows of a site.</summary>
    public static IReadOnlyList<SearchDocument> Sections(PortableSite site) =>
        [.. new PortableSections(Types, Services.Value.GetRequiredService<MarkdownRenderer>()).Of(site)];

    /// <summary>The content of the repository.</summary>
    public static PortableSite RealSite => Folder.Value;

    /// <summary>The export of a site.</summary>
    public static UmbracoExport Export(PortableSite site, Remarks? remarks = null) => Builder.Build(site, remarks ?? new Remarks());

    /// <summary>The package of an export.</summary>
    public static async Task<byte[]> PackageAsync(UmbracoExport export)
    {
        using var stream = new MemoryStream();
        await new PackageWriter(export).WriteAsync(stream, CancellationToken.None);
        return stream.ToArray();
    }

    private static ServiceProvider Make()
    {
        var configuration = new ConfigurationBuilder().Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddContent(configuration).AddCalendar().AddLearning().AddNewsletters(configuration);
        return services.BuildServiceProvider();
    }
}
