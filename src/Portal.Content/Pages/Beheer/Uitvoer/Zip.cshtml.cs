using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Portal.Content.Import;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Uitvoer;

/// <summary>All content as a zip, file by file as it is made: the same bytes as the verb <c>export</c> writes.</summary>
[Authorize(Rights.Editor), BranchRule(BranchRule.Reading)]
internal sealed class ZipModel(Exporter exporter, DbSession session, AuditLog audit, CurrentMember current, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var day = DutchTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var line = new AuditLine("content.exported", ContentLines.Export, "all", current.Id.ToString()) { Title = "Alle inhoud" };
        await session.InTransactionAsync(() => audit.AppendAsync(line, stop), stop);
        Response.ContentType = "application/zip";
        Response.Headers.ContentDisposition =
            new ContentDispositionHeaderValue("attachment") { FileName = $"inhoud-{day}.zip" }.ToString();
        Response.Headers.CacheControl = "no-store";
        // The end of an entry is written by a call that waits, a few bytes at a time.
        HttpContext.Features.Get<IHttpBodyControlFeature>()?.AllowSynchronousIO = true;
        // What is written so far goes to whoever asked: nothing of it waits for the end.
        await Response.StartAsync(stop);
        await using (var zip = await ZipArchive.CreateAsync(
            Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop))
        {
            await foreach (var file in exporter.FilesAsync(stop))
            {
                var entry = zip.CreateEntry(file.Path, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(DutchTime.WallClockOf(file.ChangedAt), TimeSpan.Zero); // a zip knows no zones
                await using var stream = await entry.OpenAsync(stop);
                await stream.WriteAsync(file.Bytes, stop);
            }
        }
        return new EmptyResult();
    }
}
