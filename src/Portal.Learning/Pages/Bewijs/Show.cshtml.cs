using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Content.Publishing;
using Portal.Learning.Certificates;
using Portal.Members.Access;
using Portal.Platform;
using Portal.Platform.Ui;

namespace Portal.Learning.Pages.Bewijs;

/// <summary>The page behind the QR code: is this certificate real, and does it still count? For everyone who has the reference.</summary>
[AllowAnonymous]
[EnableRateLimiting(LearningRoom.CertificateRateLimit)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ShowModel(
    CertificateChecks checks, Revocations revocations, CurrentMember member, LiveSite live, IOptions<PlatformOptions> platform)
    : PageModel
{
    /// <summary>What came of the check.</summary>
    public CertificateCheck Check { get; private set; } = null!;

    /// <summary>The reference that is not known, as it was asked for.</summary>
    public string Typed { get; private set; } = "";

    /// <summary>The holder is looking.</summary>
    public bool IsMine => member.IdOrNull is { } id && id == Check.Certificate?.MemberId;

    /// <summary>Who looks may take it back.</summary>
    public bool MayRevoke { get; private set; }

    /// <summary>Where the module or training stands, while it is online.</summary>
    public string? ModulePath => Check.Certificate is { } found ? live.Current.Find(found.Snapshot.Module)?.Path : null;

    /// <summary>The QR code of this page.</summary>
    public string Code =>
        QrCode.Of($"{platform.Value.PublicUrl}/bewijs/{Check.Certificate!.Snapshot.Ref}").ToSvg("QR-code die naar deze pagina leidt");

    /// <summary>Checks and shows.</summary>
    public async Task<IActionResult> OnGetAsync(string @ref, CancellationToken stop)
    {
        var read = CertificateRef.Read(@ref);
        if (read.Length > 0 && read != @ref) return LocalRedirectPermanent($"/bewijs/{read}{Request.QueryString}");
        (Check, Typed) = (await checks.CheckAsync(@ref, stop), @ref);
        MayRevoke = Check is { State: CheckState.Valid or CheckState.Expired } && await revocations.MayAsync(Check.Certificate!, stop);
        Response.StatusCode = Check.State switch
        {
            CheckState.Unknown => StatusCodes.Status404NotFound,
            CheckState.Erased => StatusCodes.Status410Gone,
            _ => StatusCodes.Status200OK,
        };
        return Page();
    }
}
