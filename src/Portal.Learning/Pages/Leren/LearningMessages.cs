using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Learning.Pages.Leren;

/// <summary>A sentence on the next page about what was just done.</summary>
internal static class LearningMessages
{
    public const string Key = "Melding";

    public static IActionResult Done(this PageModel page, string message, string path)
    {
        page.TempData[Key] = message;
        return page.LocalRedirect(path);
    }
}
