using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.Tests.Web;

public sealed class FormTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_form_that_its_page_does_not_know_is_refused_on_every_page()
    {
        var (visitor, _) = await portal.SignedInAsAsync(Rights.Administrator, Rights.Coordinator, Rights.Editor, Rights.ContactPerson);
        await visitor.GoAsync("/account");
        var token = visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        var asked = 0;
        foreach (var address in await WithNamedFormsOnlyAsync())
        {
            foreach (var handler in new[] { "", "?handler=bestaatniet" })
            {
                await visitor.PostAsync(address + handler, ("formulier", token));
                Assert.True(visitor.Status == HttpStatusCode.BadRequest, $"{address}{handler}: {visitor.Status}");
                asked++;
            }
        }
        Assert.InRange(asked, 10, int.MaxValue);
        Assert.Empty(portal.Host.Log);
        visitor.Dispose();
    }

    [Fact]
    public async Task A_field_that_cannot_be_read_is_named_in_Dutch()
    {
        var (email, _) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/verwijderen");
        await visitor.PressAsync("Verwijder mijn account", ("Sure", "misschien"));
        Assert.Contains("Wat hier staat, kunnen we niet lezen.", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("is not valid", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_form_lets_the_browser_judge_its_fields()
    {
        var (visitor, _) = await portal.SignedInAsAsync(Rights.Administrator);
        foreach (var address in new[] { "/inloggen/uit", "/account/profiel", "/beheer/leden", "/beheer/leden/organisaties", "/zoeken" })
        {
            await visitor.GoAsync(address);
            Assert.NotEmpty(visitor.Page.QuerySelectorAll("main form"));
            Assert.Empty(visitor.Page.QuerySelectorAll("form:not([novalidate])"));
        }
        visitor.Dispose();
    }

    [Fact]
    public async Task What_stands_in_the_address_is_not_taken_from_a_form()
    {
        var wrong = new List<string>();
        await foreach (var (endpoint, page) in PagesAsync())
        {
            var names = endpoint.RoutePattern.Parameters.Where(parameter => !parameter.IsOptional)
                .Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            wrong.AddRange(page.BoundProperties.Concat(page.HandlerMethods.SelectMany(handler => handler.Parameters))
                .Where(value => names.Contains(value.BindingInfo?.BinderModelName ?? value.Name)
                    && value.BindingInfo?.BindingSource != BindingSource.Path)
                .Select(value => $"{page.ViewEnginePath}: {value.Name}"));
        }
        Assert.Empty(wrong);

        var (visitor, _) = await portal.SignedInAsAsync();
        await visitor.GoAsync("/account");
        var token = visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        foreach (var last in new[] { "beginnen", "klaar", "oefening/0" })
        {
            await visitor.PostAsync($"/modules/geen/geen/{last}", ("formulier", token), ("slug", " "), ("chapter", ""), ("exercise", "%"));
            Assert.InRange((int)visitor.Status, 400, 499);
        }
        visitor.Dispose();
    }

    private async IAsyncEnumerable<(RouteEndpoint Endpoint, CompiledPageActionDescriptor Page)> PagesAsync()
    {
        var loader = portal.Host.Services.GetRequiredService<PageLoader>();
        var endpoints = portal.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } descriptor)
                yield return (endpoint, await loader.LoadAsync(descriptor, EndpointMetadataCollection.Empty));
    }

    private async Task<IReadOnlyList<string>> WithNamedFormsOnlyAsync()
    {
        var found = new HashSet<string>();
        await foreach (var (endpoint, page) in PagesAsync())
        {
            var forms = page.HandlerMethods.Where(handler => HttpMethods.IsPost(handler.HttpMethod)).ToList();
            if (forms.Count == 0 || forms.Any(form => form.Name is null)) continue;
            if (endpoint.RoutePattern.Parameters.Any(parameter => parameter.Name == "handler")) continue;
            var parts = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(TextOf)));
            found.Add("/" + string.Join('/', parts));
        }
        return [.. found];
    }

    private static string TextOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { ParameterPolicies: var rules } when rules.Any(rule => rule.Content is "guid") => Guid.Empty.ToString(),
        RoutePatternParameterPart => "1",
        _ => "",
    };
}
