using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Portal.Platform.Ui;

/// <summary>In which colours somebody looks at the portal.</summary>
public enum Colours
{
    /// <summary>As their device says: light or dark, and more contrast where it asks for that. Whoever chose nothing has this.</summary>
    AsDevice,

    /// <summary>Those of the portal, also where the device asks for more contrast.</summary>
    Standard,

    /// <summary>Black, white and yellow.</summary>
    Contrast,
}

/// <summary>
/// What a reader chose, in a cookie of their own browser that only says that. It is there for what they asked for themselves, so it needs
/// no consent (Telecommunicatiewet 11.7a, third paragraph, b); who chose nothing, or takes the choice back, has none.
/// </summary>
public static class ColourChoice
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "wj-kleuren";

    /// <summary>How long it is remembered, in days.</summary>
    public const int Days = 365;

    private const string StandardWord = "gewoon", ContrastWord = "contrast";

    /// <summary>What who asks chose.</summary>
    public static Colours Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(request.Cookies[Cookie]);
    }

    /// <summary>A choice by its word; any other word is no choice.</summary>
    public static Colours Read(string? word) => word switch
    {
        StandardWord => Colours.Standard,
        ContrastWord => Colours.Contrast,
        _ => Colours.AsDevice,
    };

    /// <summary>The word of a choice, as in the cookie and in the form.</summary>
    public static string Word(this Colours colours) => colours switch
    {
        Colours.Standard => StandardWord,
        Colours.Contrast => ContrastWord,
        _ => "",
    };

    /// <summary>Remembers a choice in the browser, or forgets it.</summary>
    public static void Keep(HttpContext context, Colours colours)
    {
        ArgumentNullException.ThrowIfNull(context);
        var options = new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = "/",
            IsEssential = true,
        };
        if (colours == Colours.AsDevice)
        {
            if (context.Request.Cookies.ContainsKey(Cookie)) context.Response.Cookies.Delete(Cookie, options);
            return;
        }
        options.MaxAge = TimeSpan.FromDays(Days);
        context.Response.Cookies.Append(Cookie, colours.Word(), options);
    }

    /// <summary>
    /// The choice, where the browser sends nothing but that: then the page is everybody's with the same choice. Null: it sends more.
    /// </summary>
    internal static string? OnlyWord(StringValues cookies) => cookies.Count switch
    {
        0 => "",
        1 when cookies[0] == $"{Cookie}={StandardWord}" => StandardWord,
        1 when cookies[0] == $"{Cookie}={ContrastWord}" => ContrastWord,
        _ => null,
    };
}
