using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Portal.Learning.Exercises;
using Portal.Members.Access;

namespace Portal.Learning.Pages.Modules;

/// <summary>
/// The forms of a lesson. A visitor's carry nothing of the page's own, because a token needs a cookie and visitors get none: what a
/// visitor sends changes nothing. A member's carry a token and the id that the answer is stored under, once however often it is sent.
/// </summary>
internal sealed class LessonForms(
    CurrentMember member, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> tokens, IHttpContextAccessor http)
{
    /// <summary>
    /// Names of the page's own fields beside the id of the answer: when it was sent by the client's clock, id of the attempt at a test.
    /// </summary>
    public const string SentAtField = "verstuurd", AttemptField = "poging";

    /// <inheritdoc cref="CurrentMember.Keeper"/>
    public string? Keeper => member.Keeper;

    /// <summary>Name of the field that carries the token of a form.</summary>
    public string TokenField => tokens.Value.FormFieldName;

    /// <summary>The form of an exercise in a lesson.</summary>
    /// <param name="lesson">The lesson.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="id">Id for the answer: the one it was sent under when that was no answer yet; null for a new one.</param>
    /// <param name="attempt">The attempt at a test; null in a chapter.</param>
    public ExerciseForm Of(Lesson lesson, Exercise exercise, Guid? id = null, Guid? attempt = null) =>
        new($"{lesson.PathTo(exercise)}#{exercise.Id}")
        {
            Hidden = member.IsSignedIn ? FieldsFor(id ?? Guid.CreateVersion7(), attempt) : [],
            Keep = Keeper,
        };

    /// <summary>True when the form that was sent is one of ours, made for this member.</summary>
    public Task<bool> IsOursAsync() => antiforgery.IsRequestValidAsync(http.HttpContext!);

    private KeyValuePair<string, string>[] FieldsFor(Guid id, Guid? attempt)
    {
        var token = antiforgery.GetAndStoreTokens(http.HttpContext!);
        return
        [
            new(token.FormFieldName, token.RequestToken!),
            .. attempt is { } test
                ? [new KeyValuePair<string, string>(AttemptField, test.ToString())]
                : Array.Empty<KeyValuePair<string, string>>(),
            new(UnsentAnswer.IdField, id.ToString()),
        ];
    }
}
