using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Portal.Content.Editing.Forms;
using Portal.Content.Types;
using Portal.Tests.Support;

namespace Portal.Tests.Content.Editing.Forms;

/// <summary>What a browser shows of a form, and what it sends back.</summary>
internal sealed class Browser(IDocument page)
{
    /// <summary>The page.</summary>
    public IDocument Page => page;

    /// <summary>Shows a form by the very partial that pages use.</summary>
    public static async Task<Browser> ShowAsync(PortalHost host, PropertyForm form)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var context = new ActionContext(
            new DefaultHttpContext { RequestServices = scope.ServiceProvider }, new RouteData(),
            new Microsoft.AspNetCore.Mvc.Abstractions.ActionDescriptor());
        var view = scope.ServiceProvider.GetRequiredService<ICompositeViewEngine>()
            .GetView(null, "/Pages/Shared/_PropertyFields.cshtml", isMainPage: false).View!;
        await using var html = new StringWriter();
        var data = new ViewDataDictionary<PropertyForm>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = form };
        var temporary = new TempDataDictionary(context.HttpContext, scope.ServiceProvider.GetRequiredService<ITempDataProvider>());
        await view.RenderAsync(new ViewContext(context, view, data, temporary, html, new HtmlHelperOptions()));
        return new Browser(await BrowsingContext.New().OpenAsync(answer => answer.Content($"<form>{html}</form>")));
    }

    /// <summary>Opens the form of a document.</summary>
    public static Task<Browser> OpenAsync(PortalHost host, DocumentType type, string yaml) =>
        ShowAsync(host, PropertyForm.Of(type, yaml, host.Services.GetRequiredService<References>().Find));

    /// <summary>The field of that name.</summary>
    public IElement this[string name] => page.QuerySelectorAll($"[name='{name}']").Last();

    /// <summary>Fills in a field.</summary>
    public Browser Type(string name, string text)
    {
        switch (this[name])
        {
            case IHtmlTextAreaElement area: area.Value = text; break;
            case IHtmlSelectElement select: select.Value = text; break;
            case IHtmlInputElement input: input.Value = text; break;
            default: throw new InvalidOperationException(name);
        }
        return this;
    }

    /// <summary>Ticks a box or takes the tick away; chooses a radio button.</summary>
    public Browser Tick(string name, string value, bool isTicked = true)
    {
        foreach (var box in page.QuerySelectorAll<IHtmlInputElement>($"input[name='{name}']")
            .Where(box => box.Type is "radio" or "checkbox"))
        {
            if (box.Value == value) box.IsChecked = isTicked;
            else if (box.Type == "radio") box.IsChecked = false;
        }
        return this;
    }

    /// <summary>What is sent when that button is pressed; null: the first one.</summary>
    public IFormCollection Send(string? button = null)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var field in page.QuerySelectorAll("input, textarea, select"))
        {
            switch (field)
            {
                case IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false }: break;
                case IHtmlInputElement input: fields.Add((input.Name!, input.Value)); break;
                // Line ends of a form are CR LF.
                case IHtmlTextAreaElement area: fields.Add((area.Name!, area.Value.ReplaceLineEndings("\r\n"))); break;
                case IHtmlSelectElement select: fields.Add((select.Name!, select.Value ?? "")); break;
            }
        }
        if (button is not null)
        {
            Assert.NotNull(page.QuerySelector($"button[name=do][value='{button}']"));
            fields.Add(("do", button));
        }
        return new FormCollection(fields.GroupBy(field => field.Name)
            .ToDictionary(group => group.Key, group => new StringValues([.. group.Select(field => field.Value)])));
    }
}
