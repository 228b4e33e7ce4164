using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Publishing;
using Portal.Members.Access;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>
/// Takes files into the library: each field <c>bestand…</c> one or more, with <c>alt…</c>, <c>versiering…</c> and <c>punt…</c>
/// ("40 20": what must be seen, in hundredths from its left and its upper side) of the same ending, and <c>in-map</c>, the folder
/// of the library for all of them. The script gets <c>[{id, title, kind, path, thumb, alt, message}]</c>, in the order of the files;
/// a form without script gets a page that says it.
/// </summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Free)]
[RequestSizeLimit(Media.IndexModel.AtOnce * FileKind.Largest + 1_000_000)]
internal sealed class UploadModel(Uploads uploads, LiveSite live, CurrentMember current) : PageModel
{
    private const string Field = "bestand";

    /// <summary>What became of each file.</summary>
    public IReadOnlyList<UploadOutcome> Outcomes { get; private set; } = [];

    /// <summary>The item as pages link to it, or null.</summary>
    public MediaTarget? Find(string? id) => id is null ? null : live.Current.Media(id);

    public IActionResult OnGet() => Redirect("/beheer/media");

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var outcomes = new List<UploadOutcome>();
        foreach (var file in Request.Form.Files.Where(file => file.Name.StartsWith(Field, StringComparison.Ordinal)))
        {
            var ending = file.Name[Field.Length..];
            var (alt, decorative) = (Request.Form["alt" + ending].ToString(), Request.Form["versiering" + ending].Contains("true"));
            var outcome = await uploads.TakeAsync(
                file, alt, decorative, FocusOf(Request.Form["punt" + ending].ToString()), Request.Form["in-map"].ToString(), current.Id,
                stop);
            if (outcome.IsNew) await live.OnNotifiedAsync(outcome.Id, stop); // the next page of this host shows it
            outcomes.Add(outcome);
        }
        Outcomes = outcomes;
        ViewData["Title"] = "Bestanden toevoegen";
        ViewData["Robots"] = "noindex";
        if (Request.WantsJson())
            return new JsonResult(outcomes.Select(JsonOf));
        if (outcomes.Count == 0) ModelState.AddModelError("", "Kies een bestand.");
        return Page();
    }

    private static (int, int)? FocusOf(string typed) => typed.Split(' ') is [var x, var y]
        && int.TryParse(x, NumberStyles.None, CultureInfo.InvariantCulture, out var left)
        && int.TryParse(y, NumberStyles.None, CultureInfo.InvariantCulture, out var top) ? (left, top) : null;

    private object JsonOf(UploadOutcome outcome) => Find(outcome.Id) is { } media
        ? new
        {
            id = media.Id,
            title = media.Title,
            kind = media.FileType,
            path = media.Url,
            thumb = Picture.ThumbUrl(media),
            alt = media.Alt,
            focus = media.Focus,
            message = outcome.Message,
        }
        : new { title = outcome.Title, message = outcome.Message };
}
