using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Pages.Beheer;
using Portal.Content.Portable;
using Portal.Content.Transfers;
using Portal.Members.Access;
using Portal.Platform;
using Portal.UmbracoBridge.Import;

namespace Portal.UmbracoBridge.Pages.Beheer.Umbraco;

/// <summary>
/// All content for an Umbraco, made by a job; and a package of an Umbraco, kept and looked at by a job as every import is.
/// </summary>
[Authorize(Rights.Editor), BranchRule(BranchRule.WholeSite)]
[RequestSizeLimit(PortableZip.MostBytes)]
[LargeFile]
internal sealed class IndexModel(
    PortableExports exports, ForeignTransfers transfers, PackageImport import, ForeignPackage source, CurrentMember current,
    TimeProvider clock) : PageModel
{
    private const int MostShown = 20;

    /// <summary>The last exports.</summary>
    internal IReadOnlyList<ExportLine> Lines { get; private set; } = [];

    /// <summary>How far an export is, in a word or two.</summary>
    internal static string StateOf(ExportLine line) => line.State switch
    {
        ExportState.Making => "wordt gemaakt",
        ExportState.Made => "klaar om op te halen",
        _ => "kon niet worden gemaakt",
    };

    public async Task OnGetAsync(CancellationToken stop)
    {
        (ViewData["Title"], ViewData["Robots"]) = ("Umbraco", "noindex");
        Lines = await exports.LastAsync(MostShown, stop);
    }

    /// <summary>Has an export made.</summary>
    /// <param name="kind">Which format: <c>umbraco</c> or <c>usync</c>.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostExportAsync(string? kind, CancellationToken stop)
    {
        var isSync = kind == MakeExportJob.Sync;
        var day = DutchTime.DateOf(clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var id = await exports.BeginAsync(
            isSync ? MakeExportJob.Sync : MakeExportJob.Package, $"{(isSync ? "usync" : "umbraco")}-{day}.zip",
            isSync ? "Alle inhoud, voor uSync" : "Alle inhoud, voor Umbraco", current.Id.ToString(), made => new MakeExport(made), stop);
        return Redirect($"/beheer/umbraco/{id}");
    }

    /// <summary>Keeps a package, with what was guessed of it.</summary>
    /// <param name="zip">The package.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(IFormFile? zip, CancellationToken stop)
    {
        try
        {
            if (zip is not { Length: > 0 }) throw new ImportRefused("Kies een pakket: een zip-bestand.");
            await using var stream = zip.OpenReadStream();
            var mapping = Encoding.UTF8.GetBytes((await import.GuessAsync(stream, stop)).Write());
            stream.Position = 0;
            var id = await transfers.TakeAsync(
                zip.FileName, source, stream, ForeignPackage.Mapping, mapping, current.Id.ToString(), stop);
            return Redirect($"/beheer/umbraco/omzetting/{id}");
        }
        catch (ImportRefused refused)
        {
            foreach (var problem in refused.Problems.Take(MostShown)) ModelState.AddModelError("zip", problem);
            await OnGetAsync(stop);
            return Page();
        }
    }
}

/// <summary>A form with one large file.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class LargeFileAttribute : Attribute, IFormOptionsMetadata
{
    /// <inheritdoc/>
    public long? MultipartBodyLengthLimit => PortableZip.MostBytes;

    /// <inheritdoc/>
    public bool? BufferBody => null;

    /// <inheritdoc/>
    public int? MemoryBufferThreshold => null;

    /// <inheritdoc/>
    public long? BufferBodyLengthLimit => null;

    /// <inheritdoc/>
    public int? ValueCountLimit => null;

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
