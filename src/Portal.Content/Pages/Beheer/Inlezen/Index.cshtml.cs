using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing;
using Portal.Content.Pages.Beheer.Inhoud;
using Portal.Content.Transfers;
using Portal.Members.Access;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inlezen;

/// <summary>
/// Takes a folder or a zip of content; what would become of it is looked at first. The script gets <c>{to}</c>, the address of the page
/// that shows that, or <c>{message}</c> with 422.
/// </summary>
[Authorize(Rights.Editor)]
[RequestSizeLimit(IndexModel.MostSent)]
[ManyFiles]
internal sealed class IndexModel(Imports imports, Writers writers, CurrentMember current) : PageModel
{
    /// <summary>How much one can send in one go, in bytes: what a zip holds may become twice that.</summary>
    public const int MostSent = 260_000_000;

    private const int MostShown = 50;

    /// <summary>The last imports.</summary>
    internal IReadOnlyList<ImportLine> Lines { get; private set; } = [];

    /// <summary>Who made them.</summary>
    internal IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(CancellationToken stop)
    {
        (ViewData["Title"], ViewData["Robots"]) = ("Inlezen", "noindex");
        Lines = await imports.LastAsync(MostShown, stop);
        Names = await writers.NamesAsync(Lines.Select(line => line.MadeBy), stop);
    }

    /// <summary>Keeps what was sent.</summary>
    /// <param name="zip">A zip, or nothing; then the field <c>map</c> has the files of a folder, each with its path.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(IFormFile? zip, CancellationToken stop)
    {
        try
        {
            // A browser sends an empty file for a field that was left empty.
            var files = Request.Form.Files.GetFiles("map").Where(file => file.FileName.Length > 0).ToList();
            var id = zip is { Length: > 0 } ? await TakeZipAsync(zip, stop)
                : files.Count > 0 ? await TakeFolderAsync(files, stop)
                : throw new RuleBroken("Kies een map of een zip-bestand.");
            return Request.WantsJson() ? new JsonResult(new { to = $"/beheer/inlezen/{id}" }) : Redirect($"/beheer/inlezen/{id}");
        }
        catch (RuleBroken refused)
        {
            if (Request.WantsJson())
                return new JsonResult(new { message = refused.Message }) { StatusCode = StatusCodes.Status422UnprocessableEntity };
            ModelState.AddModelError("", refused.Message);
            await OnGetAsync(stop);
            return Page();
        }
    }

    private async Task<Guid> TakeZipAsync(IFormFile file, CancellationToken stop)
    {
        await using var stream = file.OpenReadStream();
        await using var sent = await SentZip.OpenAsync(stream, stop);
        return await imports.TakeAsync(file.FileName, sent.Files, current.Id.ToString(), stop);
    }

    private Task<Guid> TakeFolderAsync(List<IFormFile> files, CancellationToken stop)
    {
        if (files.Sum(file => file.Length) > SentFiles.MostBytes || files.Count > SentFiles.MostFiles)
            throw new RuleBroken("Deze map is te groot om in één keer in te lezen. Deel hem op.");
        var sent = files.Select(file => new SentFile(file.FileName, file.Length, cancel => ReadAsync(file, cancel)));
        return imports.TakeAsync(files[0].FileName.Split('/')[0], sent, current.Id.ToString(), stop);
    }

    private static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken stop)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}

/// <summary>A form with thousands of files, of which one may be large.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ManyFilesAttribute : Attribute, IFormOptionsMetadata
{
    /// <inheritdoc/>
    public int? ValueCountLimit => SentFiles.MostFiles + 100;

    /// <inheritdoc/>
    public long? MultipartBodyLengthLimit => IndexModel.MostSent;

    /// <inheritdoc/>
    public bool? BufferBody => null;

    /// <inheritdoc/>
    public int? MemoryBufferThreshold => null;

    /// <inheritdoc/>
    public long? BufferBodyLengthLimit => null;

    /// <inheritdoc/>
    public int? KeyLengthLimit => null;

    /// <inheritdoc/>
    public int? ValueLengthLimit => null;

    /// <inheritdoc/>
    public int? MultipartBoundaryLengthLimit => null;

    /// <inheritdoc/>
    public int? MultipartHeadersCountLimit => null;

    /// <inheritdoc/>
    public int? MultipartHeadersLengthLimit => null;
}
