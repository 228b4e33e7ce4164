using Microsoft.AspNetCore.Http;

namespace Portal.Learning.Pages;

/// <summary>
/// An answer of a member that was sent and not stored, because their session is over or began anew, with all that the form carried: shown
/// in the place of the page (<c>_NotStored</c>), to be sent once more.
/// </summary>
/// <param name="Action">Where it was sent.</param>
/// <param name="Fields">The fields of the form but its token.</param>
/// <param name="Page">The page it was asked on.</param>
/// <param name="IsMember">Whether somebody is signed in again.</param>
internal sealed record UnsentAnswer(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, string Page, bool IsMember)
{
    /// <summary>What such a page is called.</summary>
    public const string Title = "Je antwoord is nog niet bewaard";

    /// <summary>Name of the field with the id of the answer, which every form that takes answers of members has.</summary>
    public const string IdField = "antwoord";

    /// <summary>What was sent.</summary>
    /// <param name="request">The request.</param>
    /// <param name="form">Its form.</param>
    /// <param name="tokenField">Name of the field that carries the token against forgery: that one is made anew.</param>
    /// <param name="page">The page it was asked on.</param>
    /// <param name="isMember">Whether somebody is signed in again.</param>
    public static UnsentAnswer Of(HttpRequest request, IFormCollection form, string tokenField, string page, bool isMember) => new(
        request.Path + request.QueryString,
        [
            .. form.Where(field => field.Key != tokenField)
                .SelectMany(field => field.Value.OfType<string>().Select(value => KeyValuePair.Create(field.Key, value))),
        ],
        page, isMember);
}
