using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Ui;

namespace Portal.BrowserTests.Editing;

/// <summary>Serves the pages of <see cref="TrialText"/> beside the portal's own, under the same policy for scripts and styles.</summary>
internal sealed class ServeTrialTexts : IStartupFilter
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        var theme = app.ApplicationServices.GetRequiredService<ThemeFiles>();
        app.Map(TrialText.Folder, pages => pages.Run(context => AnswerAsync(context, theme)));
        next(app);
    };

    private static async Task AnswerAsync(HttpContext context, ThemeFiles theme)
    {
        var parts = context.Request.Path.Value!.Trim('/').Split('/');
        if (parts[0] == "zoek")
        {
            var question = context.Request.Query["q"].ToString();
            var found = new { id = "kennis-beelden", title = "Beelden van jonge aanwas", kind = "Onderzoek", path = "/kennis/beelden" };
            await context.Response.WriteAsJsonAsync(question.Length == 0 ? [] : new[] { found });
        }
        else if (parts[0] == "media")
        {
            var found = new { id = "media-foto", title = "Foto van een plein", alt = "Jongeren op een plein" };
            await context.Response.WriteAsJsonAsync(new[] { found });
        }
        else if (TrialText.Find(parts[0]) is not { } text)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (HttpMethods.IsPost(context.Request.Method) && parts is [_, "publiceer"])
        {
            await WritePageAsync(context, theme, $"<h1>Online: revisie {text.Revision}</h1>");
        }
        else if (HttpMethods.IsPost(context.Request.Method))
        {
            var (status, body) = text.Save(await context.Request.ReadFormAsync());
            context.Response.StatusCode = status;
            if (body is not null) await context.Response.WriteAsJsonAsync(body);
        }
        else
        {
            await WritePageAsync(context, theme, FormOf(text));
        }
    }

    private static Task WritePageAsync(HttpContext context, ThemeFiles theme, string main)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return context.Response.WriteAsync($"""
            <!doctype html>
            <html lang="nl" class="{theme.Current.Class}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Een tekst bewerken</title>
            <meta name="color-scheme" content="{theme.Current.ColorScheme}"><link rel="icon" href="data:,">
            <link rel="stylesheet" href="/assets/{theme.Current.Css}">
            <script type="module" src="{theme.Url("site.js")}"></script>
            <script type="module" src="{theme.Url("editor.js")}"></script></head>
            <body><main class="wj-wrap" id="hoofdinhoud">{main}</main></body></html>
            """);
    }

    private static string FormOf(TrialText text) => $"""
        <div class="wj-head"><h1 class="nl-heading nl-heading--level-1 wj-head__title">Een tekst bewerken</h1></div>
        <form method="post" action="{text.Path}" data-editor data-document-id="{text.Id}" data-account="a1" data-other-name="Bo"
          data-find-url="{TrialText.Folder}/zoek" data-media-url="{TrialText.Folder}/media" data-upload-url="{TrialText.Folder}/upload">
        <input type="hidden" name="formulier" value="1"><input type="hidden" name="revision" value="{text.Revision}">
        <div data-editor-fields><div class="utrecht-form-field"><label class="utrecht-form-label" for="title">Titel</label>
        <input class="utrecht-textbox utrecht-textbox--html-input" id="title" name="title"
          value="{HtmlEncoder.Default.Encode(text.Title)}"></div></div>
        <div class="utrecht-form-field"><label class="utrecht-form-label" for="body">Bron van de tekst</label>
        <textarea class="utrecht-textarea utrecht-textarea--html-textarea" id="body" name="body" rows="20">
        {HtmlEncoder.Default.Encode(text.Body)}</textarea></div>
        <script type="application/json" data-editor-document>{text.Document().ToJsonString()}</script>
        <div class="wj-actions"><button class="nl-button nl-button--primary" data-save>Bewaar</button></div></form>
        <section aria-labelledby="controle"><h2 class="nl-heading nl-heading--level-2" id="controle">Controle</h2>
        <ul data-editor-findings></ul></section>
        <form method="post" action="{text.Path}/publiceer">
        <button class="nl-button nl-button--secondary" data-needs-saved>Publiceer</button></form>
        """;
}
