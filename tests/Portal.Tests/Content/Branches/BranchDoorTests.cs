using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Branches;
using Portal.Content.Pages.Beheer;
using Portal.Members.Access;
using Portal.Tests.Members;

namespace Portal.Tests.Content.Branches;

/// <summary>
/// Every form of the office that touches content, tried by who keeps to a branch: read from the host, so that none is forgotten.
/// </summary>
public sealed class BranchDoorTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Outside = "kennis-deal-with-it";

    private static readonly string[] Folders =
    [
        "beheer/inhoud", "beheer/media", "beheer/inlezen", "beheer/uitvoer", "beheer/umbraco", "beheer/woorden", "beheer/adressen",
        "beheer/teksten", "beheer/rapporten",
    ];

    // What writes nothing of anybody, and what tells of each document by itself.
    private static readonly string[] NotRefused =
    [
        "beheer/inhoud/blok ", "beheer/inhoud/blok Bron", "beheer/inhoud/media ", "beheer/inhoud/probeer ", "beheer/inhoud/ongedaan ",
        "beheer/inhoud/samen Online", "beheer/inhoud/samen Offline", "beheer/inhoud/samen Archive", "beheer/inhoud/samen Delete",
        "beheer/inhoud/samen Review", "beheer/inhoud/samen Theme",
    ];

    // All that a form could change, in one number each.
    private const string Stored =
        """
        select concat_ws(' ',
            (select md5(string_agg(d::text, '|' order by d.ref)) from content.documents d),
            (select md5(string_agg(r::text, '|' order by r.document_id)) from content.drafts r),
            (select count(*) from content.versions), (select count(*) from content.remarks), (select count(*) from content.preview_links),
            (select md5(string_agg(m.ref || m.hash || m.source, '|' order by m.ref)) from content.media m),
            (select count(*) from content.own_redirects), (select count(*) from content.owners), (select count(*) from content.imports),
            (select count(*) from content.undo_steps), (select count(*) from content.branches))
        """;

    [Theory]
    [InlineData(Rights.Editor)]
    [InlineData(Rights.Coordinator)]
    public async Task No_form_of_the_office_changes_what_lies_outside_a_branch(string role)
    {
        var (visitor, id) = await portal.SignedInAsAsync(role);
        Assert.True(await portal.Host.WithAsync<BranchStore, bool>(store => store.GiveAsync(id, "pagina-over-ons", null, default)));
        await visitor.GoAsync("/beheer/inhoud/pagina-over-ons");
        var token = visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        var file = (string)(await portal.Host.SqlAsync(
            """
            select m.ref from content.media m where exists (
                select from content.versions v join content.documents d on d.live_version_id = v.id
                where d.ref <> 'pagina-over-ons' and (v.body like '%' || m.ref || '%' or v.front_source like '%' || m.ref || '%')) limit 1
            """))!;
        var before = await portal.Host.SqlAsync(Stored);
        var (tried, wrong) = (0, new List<string>());
        foreach (var (route, handler) in await FormsAsync())
        {
            var isFile = route.RawText!.StartsWith("beheer/media", StringComparison.Ordinal);
            var path = "/" + string.Join('/', route.PathSegments.Select(
                segment => string.Concat(segment.Parts.Select(part => TextOf(part, isFile ? file : Outside)))));
            await visitor.PostAsync(path + (handler.Length > 0 ? "?handler=" + handler : ""), [.. Fields(token, isFile ? file : Outside)]);
            tried++;
            var isFree = NotRefused.Contains($"{route.RawText} {handler}");
            if (isFree ? visitor.Status == HttpStatusCode.Forbidden : visitor.Status != HttpStatusCode.Forbidden)
                wrong.Add($"{route.RawText} {handler}: {(int)visitor.Status}");
        }
        Assert.True(tried > 40, $"Only {tried} forms.");
        Assert.Empty(wrong);
        Assert.Equal(before, await portal.Host.SqlAsync(Stored));
        visitor.Dispose();
    }

    [Fact]
    public void A_page_that_says_nothing_is_closed_to_who_keeps_to_a_branch()
    {
        var pages = typeof(OwnBranchAlone).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(PageModel)) && !type.IsAbstract)
            .Where(type => type.Namespace!.Contains(".Beheer", StringComparison.Ordinal));
        Assert.All(pages, page => Assert.NotNull(OwnBranchAlone.RuleOf(page)));
        Assert.Equal(BranchRule.WholeSite, OwnBranchAlone.RuleOf(typeof(Portal.Content.Pages.Beheer.Inlezen.IndexModel)));
    }

    private async Task<IReadOnlyList<(RoutePattern Route, string Handler)>> FormsAsync()
    {
        var loader = portal.Host.Services.GetRequiredService<PageLoader>();
        var found = new List<(RoutePattern, string)>();
        var endpoints = portal.Host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } descriptor) continue;
            var route = endpoint.RoutePattern;
            if (!Folders.Any(folder => route.RawText!.StartsWith(folder, StringComparison.Ordinal))) continue;
            var page = await loader.LoadAsync(descriptor, EndpointMetadataCollection.Empty);
            var forms = page.HandlerMethods.Where(handler => HttpMethods.IsPost(handler.HttpMethod));
            found.AddRange(forms.Select(handler => (route, handler.Name ?? "")));
        }
        return found;
    }

    // What any of the forms asks for: a refusal must not come from a field that was left empty.
    private static IEnumerable<(string, string)> Fields(string token, string id) =>
    [
        ("formulier", token), ("id", id), ("pagina", id), ("stuk", id), ("soort", "begrip"), ("Titel", "Nieuw"), ("Adres", "elders"),
        ("naar", "omhoog"), ("Wanneer", "nu"), ("remark", "Let op"), ("days", "14"), ("wie", "niemand"), ("document", "[]"), ("x", "10"),
        ("y", "10"),
    ];

    private static string TextOf(RoutePatternPart part, string id) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { ParameterPolicies: var rules } when rules.Any(rule => rule.Content is "guid") => Guid.Empty.ToString(),
        RoutePatternParameterPart { ParameterPolicies: var rules } when rules.Any(rule => rule.Content is "int") => "1",
        RoutePatternParameterPart { IsOptional: true } => "",
        RoutePatternParameterPart { Name: "soort" } => "menu",
        RoutePatternParameterPart { Name: "naam" } => "voet-over",
        RoutePatternParameterPart => id,
        _ => "",
    };
}
