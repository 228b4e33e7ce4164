using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Pages.Beheer;
using Portal.Content.Transfers;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.UmbracoBridge.Import;

namespace Portal.UmbracoBridge.Pages.Beheer.Umbraco;

/// <summary>What becomes of the types of a package, for an editor to change before it is taken in.</summary>
[Authorize(Rights.Editor), BranchRule(BranchRule.WholeSite)]
internal sealed class MappingModel(ForeignTransfers transfers, DocumentTypes types, CurrentMember current) : PageModel
{
    private const int Longest = 500_000;

    /// <summary>The import.</summary>
    internal Guid Id { get; private set; }

    /// <summary>It is at work, or somebody decided about it.</summary>
    internal bool IsWaiting { get; private set; }

    /// <summary>The mapping as it stands, or as it was typed.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>Where the import is shown.</summary>
    internal string Address => ForeignTransfers.AddressOf(Id);

    /// <summary>What a type can become.</summary>
    internal IEnumerable<string> Names => ImportMapping.Names(types);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        (ViewData["Title"], ViewData["Robots"]) = ("Umbraco: wat wat wordt", "noindex");
        Id = id;
        var found = await transfers.FindAsync(id, ForeignPackage.Mapping, stop);
        (IsWaiting, Text) = (found is null, found is { } kept ? Encoding.UTF8.GetString(kept.Bytes) : "");
        return Page();
    }

    /// <summary>Keeps it, and has the package looked at again.</summary>
    /// <param name="id">The import.</param>
    /// <param name="text">The mapping.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, string? text, CancellationToken stop)
    {
        text ??= "";
        try
        {
            if (text.Length > Longest) throw new ImportRefused("De omzetting is te lang.");
            var mapping = ImportMapping.Read(text, types).Write();
            if (!await transfers.ReplaceAsync(id, ForeignPackage.Mapping, Encoding.UTF8.GetBytes(mapping), current.Id.ToString(), stop))
                throw new ImportRefused("Iemand heeft intussen over dit pakket beslist.");
            return Redirect(ForeignTransfers.AddressOf(id));
        }
        catch (ImportRefused refused)
        {
            foreach (var problem in refused.Problems.Take(20)) ModelState.AddModelError("text", problem);
            await OnGetAsync(id, stop);
            (IsWaiting, Text) = (false, text);
            return Page();
        }
    }
}
