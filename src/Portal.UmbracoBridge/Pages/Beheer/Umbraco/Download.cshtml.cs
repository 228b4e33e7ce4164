using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Net.Http.Headers;
using Portal.Content.Pages.Beheer;
using Portal.Content.Portable;
using Portal.Members.Access;

namespace Portal.UmbracoBridge.Pages.Beheer.Umbraco;

/// <summary>The file of an export, a part at a time.</summary>
[Authorize(Rights.Editor), BranchRule(BranchRule.WholeSite)]
internal sealed class DownloadModel(PortableExports exports) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await exports.FindAsync(id, stop) is not { State: ExportState.Made } line) return NotFound();
        Response.ContentType = "application/zip";
        Response.ContentLength = line.Length;
        Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = line.Name }.ToString();
        Response.Headers.CacheControl = "no-store";
        await foreach (var part in exports.ReadAsync(id, stop)) await Response.Body.WriteAsync(part, stop);
        return new EmptyResult();
    }
}
