using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Platform.Jobs;
using Portal.Platform.Pictures;

namespace Portal.Content.Attachments;

/// <summary>
/// Reads the words of a document of the library, and puts them into the index with the pages that offer it: what stands in an attachment is
/// found where readers get it.
/// </summary>
internal sealed class ReadTextJob(ContentDb db, FileTexts reader, MediaTexts texts, WhereUsed uses, SectionIndex index) : IJob<ReadText>
{
    public async Task RunAsync(ReadText args, JobRun run, CancellationToken stop)
    {
        var bytes = await db.Media.AsNoTracking().Where(item => item.Ref == args.Id && item.Hash == args.Hash).Select(item => item.Bytes)
            .FirstOrDefaultAsync(stop);
        if (bytes is null) return;
        var read = FileKind.Of(bytes)?.Extension is "pdf" or "docx" ? await reader.ReadAsync(bytes, stop) : new FileText([], null);
        if (read.Later is { } reason)
        {
            run.TryAgain($"{args.Id}: {reason}");
            return;
        }
        if (!await texts.KeepAsync(args, read.Pages, stop)) return;
        var named = (await uses.OfMediaAsync(args.Id, stop)).Where(use => use.In == UseIn.Online).Select(use => use.Id).ToList();
        await index.RenewAsync(named, stop);
    }
}

/// <summary>Documents whose words nobody read yet, because they were there before that was done, are to be read.</summary>
internal sealed record ReadMissingTexts;

/// <summary>Asks for them.</summary>
internal sealed class ReadMissingTextsJob(MediaTexts texts, JobQueue jobs) : IJob<ReadMissingTexts>
{
    public async Task RunAsync(ReadMissingTexts args, JobRun run, CancellationToken stop)
    {
        foreach (var one in await texts.UnreadAsync(stop))
            await jobs.EnqueueAsync(one, new JobOptions { Key = $"{one.Id} {one.Hash}" }, stop);
    }
}

/// <summary>Registration of what is done with documents to download.</summary>
internal static class AttachmentsRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddAttachments(this IServiceCollection services)
    {
        services.AddScoped<MediaTexts>();
        services.AddJob<ReadText, ReadTextJob>("content.texts", "Bestanden doorzoekbaar maken", new JobRules { Mode = JobMode.Detached });
        services.AddJob<ReadMissingTexts, ReadMissingTextsJob>("content.texts-missing", "Bestanden zoeken die nog niet doorzoekbaar zijn");
        return services.AddSchedule<ReadMissingTexts>("40 3 * * *");
    }
}
