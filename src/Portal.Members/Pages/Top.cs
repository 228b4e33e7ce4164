using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Portal.Members.Pages;

/// <summary>The top of a page: where it lies, its title, what it is for; and what was just done.</summary>
internal sealed record Top(string Title, string? Lead = null)
{
    /// <summary>The pages above it.</summary>
    public IReadOnlyList<(string Text, string Path)> Trail { get; init; } = [];

    /// <summary>The pages above a page of the account.</summary>
    public static IReadOnlyList<(string Text, string Path)> Account { get; } = [("Mijn account", "/account")];

    /// <summary>The pages above a page of the members' office.</summary>
    public static IReadOnlyList<(string Text, string Path)> Office { get; } = [("Beheer", "/beheer"), ("Leden", "/beheer/leden")];
}

/// <summary>What every page of this room may do.</summary>
internal static class PageSayings
{
    /// <summary>Shows a sentence on the next page.</summary>
    public static void Say(this PageModel page, string message) => page.TempData["Melding"] = message;

    /// <summary>Says what is wrong with a field; an empty name for the form as a whole.</summary>
    public static void Wrong(this PageModel page, string field, string message) => page.ModelState.AddModelError(field, message);

    /// <summary>The page somebody was on their way to, when it is one of ours; in letters that a header may hold.</summary>
    public static string Back(this PageModel page, string? path, string otherwise = "/account") =>
        page.Url.IsLocalUrl(path) && Uri.TryCreate(path, UriKind.Relative, out var back) ? UriHelper.Encode(back) : otherwise;
}
