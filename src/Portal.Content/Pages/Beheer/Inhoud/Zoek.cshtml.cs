using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing.Forms;
using Portal.Content.Markdown;
using Portal.Members.Access;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>
/// What can be referred to, by words of its title: JSON (<c>[{id, title, kind, path}]</c>, of media
/// items <c>thumb</c>, <c>alt</c> and <c>focus</c> too) for the picker, a page of ids for who has no script.
/// </summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Free)]
internal sealed class ZoekModel(References references, DbSession session) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Soort { get; set; }

    /// <summary>The one with this id, in place of words.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    public IReadOnlyList<Reference> Found { get; private set; } = [];

    public string Count => $"{(Found.Count == 1 ? "1 gevonden" : Found.Count == References.Most
        ? $"De eerste {References.Most}"
        : $"{Found.Count} gevonden")}{(string.IsNullOrEmpty(Soort) ? "" : $" van de soort {references.LabelOf(Soort)}")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        await references.LookAsync(session, stop);
        (Q, Soort) = (Q?.Trim() ?? "", Soort?.Trim() ?? "");
        if (Soort.Length > 0 && references.LabelOf(Soort) is null) return NotFound();
        Found = string.IsNullOrEmpty(Id) ? references.Search(Q, Soort) : references.Find(Id) is { } found ? [found] : [];
        Response.Headers.Vary = "Accept";
        return Request.WantsJson()
            ? new JsonResult(Found.Select(JsonOf))
            : Page();
    }

    private static object JsonOf(Reference found) => found.Media is { } media
        ? new
        {
            id = found.Id,
            title = found.Title,
            kind = found.Kind,
            path = found.Path,
            thumb = Picture.ThumbUrl(media),
            alt = media.Alt,
            focus = media.Focus,
        }
        : new { id = found.Id, title = found.Title, kind = found.Kind, path = found.Path };
}
