using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Umbraco.Cms.Core;
using Umbraco.Cms.Core.Composing;
using Umbraco.Cms.Core.DependencyInjection;
using Umbraco.Cms.Core.Events;
using Umbraco.Cms.Core.Models.ContentPublishing;
using Umbraco.Cms.Core.Notifications;
using Umbraco.Cms.Core.Services;
using Umbraco.Cms.Infrastructure.Packaging;

namespace PortalContent;

/// <summary>Imports the embedded PortalContent.package.zip once; a package with other bytes is imported again.</summary>
public sealed class PortalContentPlan : AutomaticPackageMigrationPlan
{
    /// <summary>The plan under the name that the back office shows.</summary>
    public PortalContentPlan()
        : base("Portaal")
    {
    }
}

/// <summary>Publishes what was online in the portal, after the import.</summary>
public sealed class PublishPortalContentComposer : IComposer
{
    /// <inheritdoc/>
    public void Compose(IUmbracoBuilder builder) =>
        builder.AddNotificationAsyncHandler<UmbracoApplicationStartedNotification, PublishPortalContent>();
}

/// <summary>
/// An import publishes nothing. This publishes the documents of publish.txt, parents first, and registers the old addresses of
/// redirects.csv: once for each list, so that what an editor takes offline later stays offline.
/// </summary>
public sealed class PublishPortalContent(
    IContentService contents, IContentPublishingService publishing, IRedirectUrlService redirects, IKeyValueService done,
    ILogger<PublishPortalContent> logger)
    : INotificationAsyncHandler<UmbracoApplicationStartedNotification>
{
    private const string DoneKey = "PortalContent+Published";

    /// <inheritdoc/>
    public async Task HandleAsync(UmbracoApplicationStartedNotification notification, CancellationToken cancellationToken)
    {
        var (publish, moved) = (Read("publish.txt"), Read("redirects.csv"));
        var stamp = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', publish.Concat(moved)))));
        if (done.GetValue(DoneKey) == stamp) return;

        var (published, failed) = (0, 0);
        foreach (var key in publish.Select(Guid.Parse))
        {
            if (contents.GetById(key) is not { } content)
            {
                logger.LogWarning("Portaal: document {Key} is er nog niet. Is het pakket al ingelezen?", key);
                return;
            }
            if (content.Published) continue;
            var attempt = await publishing.PublishAsync(
                key, [new CulturePublishScheduleModel { Culture = null }], Constants.Security.SuperUserKey);
            if (attempt.Success) published++;
            else
            {
                failed++;
                logger.LogError("Portaal: {Name} ({Key}) kon niet online: {Status}", content.Name, key, attempt.Status);
            }
        }
        foreach (var line in moved.Skip(1))
        {
            var at = line.LastIndexOf(',');
#pragma warning disable CS0618 // Umbraco 18 has a new method for it that 17 lacks; this one is in both.
            redirects.Register(line.Substring(0, at).Trim('"'), Guid.Parse(line.Substring(at + 1)));
#pragma warning restore CS0618
        }
        done.SetValue(DoneKey, stamp);
        logger.LogInformation("Portaal: {Published} documenten online gezet, {Failed} niet.", published, failed);
    }

    private static List<string> Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"PortalContent.{name}")!;
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0) lines.Add(line);
        }
        return lines;
    }
}
