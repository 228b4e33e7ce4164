using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Newsletters.Subscribers;

namespace Portal.Newsletters.Pages;

/// <summary>A page on which somebody chooses what to read about.</summary>
internal abstract class InterestPage(InterestChoices choices) : PageModel
{
    /// <summary>The most that is read of one kind; there is not that much to choose.</summary>
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "thema")]
    public string[] Themes { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "regio")]
    public string[] Regions { get; set; } = [];

    [BindProperty(SupportsGet = true, Name = "functie")]
    public string[] Functions { get; set; } = [];

    /// <summary>The fields, with what is chosen.</summary>
    public InterestFields Fields => new(choices, Chosen);

    /// <summary>What is chosen.</summary>
    protected Interests Chosen => choices.Of(Themes.Take(Most), Regions.Take(Most), Functions.Take(Most));

    /// <summary>Shows these as chosen.</summary>
    protected void Show(Interests interests) =>
        (Themes, Regions, Functions) = (interests.Themes, interests.Regions, interests.Functions);
}

/// <summary>What can be chosen, and what is. For <c>_Interests</c>.</summary>
internal sealed record InterestFields(InterestChoices Choices, Interests Chosen);

/// <summary>The short form to get the newsletter, about everything. For <c>_SignUp</c>.</summary>
internal sealed record SignUpFields(string? Email = null, bool Agree = false);
