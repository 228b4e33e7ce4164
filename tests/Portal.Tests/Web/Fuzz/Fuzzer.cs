using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Portal.Tests.Support;

namespace Portal.Tests.Web.Fuzz;

/// <summary>A route as the host has it.</summary>
/// <param name="Pattern">The template.</param>
/// <param name="Methods">Methods it has a handler for.</param>
/// <param name="Fields">Names its handlers read: parameters, bound properties and what is inside them.</param>
/// <param name="Handlers">Names of handlers that are chosen by the query.</param>
internal sealed record FuzzRoute(
    RoutePattern Pattern, IReadOnlyList<string> Methods, IReadOnlyList<string> Fields, IReadOnlyList<string> Handlers);

/// <summary>
/// Thinks of requests: every route of the host, also ones that were made yesterday, with values that fit, nearly fit or break things.
/// The same seed thinks of the same requests, as far as the portal's own ids allow.
/// </summary>
internal sealed class Fuzzer(Random random, IReadOnlyList<FuzzRoute> routes, IReadOnlyList<string> paths)
{
    private static readonly string[] Keys =
    [
        "p", "q", "n", "type", "thema", "voor", "vorm", "soort", "district", "zoek", "vraag", "opnieuw", "open", "nog", "module", "ronde",
        "terug", "handler", "kenmerk", "sleutel", "opdracht", "sso", "bij", "jaar", "letter",
    ];

    private const int More = 50; // bytes that are promised and never come

    private static readonly string[] OtherMethods = ["HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "ONZIN", "get"];

    private static readonly string[] Charsets = ["utf-7", "utf-16", "utf-32", "iso-8859-1", "x-onbekend", "\"utf-8\"", "us-ascii", ""];

    private static readonly string[] OddHeaders =
    [
        "Accept-Encoding: br;q=0, gzip", "Accept-Encoding: ,,", "If-None-Match: *", "If-None-Match: \"\"", "If-None-Match: W/\"x",
        "If-Modified-Since: gisteren",
        "Range: bytes=0-", "Range: bytes=5-1", "Range: bytes=-99999999999999999999", "If-Range: \"x\"", "Authorization: Bearer x",
        "Cookie: =;;;wj-sessie=%00",
        "Origin: null", "Accept-Language: \u00e9", "X-Forwarded-For: niemand", "User-Agent: ", "Accept: application/json",
        "Expect: 100-continue",
    ];

    /// <summary>The routes of a host.</summary>
    public static async Task<IReadOnlyList<FuzzRoute>> RoutesOfAsync(PortalHost host)
    {
        var (loader, all) = (host.Services.GetRequiredService<PageLoader>(), new List<FuzzRoute>());
        var endpoints = host.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints);
        foreach (var endpoint in endpoints.OfType<RouteEndpoint>())
        {
            var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } descriptor)
            {
                all.Add(new FuzzRoute(endpoint.RoutePattern, methods, [], []));
                continue;
            }
            var page = await loader.LoadAsync(descriptor, EndpointMetadataCollection.Empty);
            var fields = page.HandlerMethods.SelectMany(handler => handler.Parameters.Select(parameter => parameter.Name))
                .Concat(page.BoundProperties.SelectMany(property => NamesIn(property.Name, property.ParameterType)));
            all.Add(new FuzzRoute(
                endpoint.RoutePattern, [.. page.HandlerMethods.Select(handler => handler.HttpMethod.ToUpperInvariant()).Distinct()],
                [.. fields.Where(name => name is not "stop").Distinct()],
                [.. page.HandlerMethods.Select(handler => handler.Name).OfType<string>().Distinct()]));
        }
        return all;
    }

    /// <summary>Something this person might send.</summary>
    /// <param name="person">Who.</param>
    /// <param name="known">Values that mean something here, also those of others.</param>
    public RawRequest Next(FuzzPerson person, IReadOnlyList<string> known)
    {
        var kind = random.Next(100);
        if (kind < 15) return With("GET", One(paths) + Query(known, []), null);
        if (kind < 45 && person.Forms.Count > 0) return OfForm(One(person.Forms), person, known);
        var route = One(routes);
        var target = Address(route.Pattern, known);
        var method = random.Next(10) == 0 ? One(OtherMethods) : route.Methods.Count == 0 ? "GET" : One(route.Methods);
        if (method != "POST") return With(method, target + Query(known, route.Fields), null);
        if (route.Handlers.Count > 0 && random.Next(2) == 0) target += $"?handler={One(route.Handlers)}";
        var fields = route.Fields.Where(_ => random.Next(4) > 0).Select(name => (name, NastyText.One(random, known, inBody: true)));
        return With("POST", target, [.. fields, .. TokenOf(person)]);
    }

    private RawRequest OfForm(SeenForm form, FuzzPerson person, IReadOnlyList<string> known)
    {
        var fields = form.Fields.ToList();
        for (var changes = random.Next(4); changes > 0 && fields.Count > 0; changes--)
        {
            var at = random.Next(fields.Count);
            switch (random.Next(4))
            {
                case 0: fields.RemoveAt(at); break;
                case 1: fields.Add((fields[at].Name, NastyText.One(random, known, inBody: true))); break;
                default: fields[at] = (fields[at].Name, NastyText.One(random, known, inBody: true)); break;
            }
        }
        return With("POST", form.Action, fields.Exists(field => field.Name == "formulier") ? fields : [.. fields, .. TokenOf(person)]);
    }

    private IEnumerable<(string Name, string Value)> TokenOf(FuzzPerson person) =>
        person.Token is { } token && random.Next(8) > 0 ? [("formulier", token)] : [];

    private string Address(RoutePattern pattern, IReadOnlyList<string> known)
    {
        var address = new StringBuilder();
        foreach (var segment in pattern.PathSegments)
        {
            var text = string.Concat(segment.Parts.Select(part => part switch
            {
                RoutePatternLiteralPart literal => random.Next(40) == 0 ? literal.Content.ToUpperInvariant() : literal.Content,
                RoutePatternSeparatorPart separator => separator.Content,
                RoutePatternParameterPart { IsOptional: true } when random.Next(2) == 0 => "",
                _ => NastyText.One(random, known, inBody: false),
            }));
            address.Append('/').Append(text);
        }
        return address.Length == 0 ? "/" : address.ToString();
    }

    private string Query(IReadOnlyList<string> known, IReadOnlyList<string> names)
    {
        var count = random.Next(4);
        var pairs = Enumerable.Range(0, count).Select(_ =>
            $"{(names.Count > 0 && random.Next(3) > 0 ? One(names) : One(Keys))}={NastyText.One(random, known, inBody: false)}");
        return count == 0 ? "" : "?" + string.Join('&', pairs);
    }

    private RawRequest With(string method, string target, IReadOnlyList<(string Name, string Value)>? form)
    {
        List<string> headers = [$"X-Forwarded-For: 10.{random.Next(256)}.{random.Next(256)}.{random.Next(256)}"];
        if (random.Next(4) == 0) headers.Add(One(OddHeaders));
        target = target.Replace(" ", "%20", StringComparison.Ordinal);
        if (form is null) return new RawRequest(method, target, headers, []);
        var way = random.Next(100);
        var body = way switch
        {
            < 70 => UrlEncoded(form, "", headers),
            < 80 => UrlEncoded(form, $"; charset={One(Charsets)}", headers),
            < 92 => Multipart(form, headers),
            _ => Broken(form, headers),
        };
        var breaksOff = way >= 92
            && (headers.Contains("Transfer-Encoding: chunked") || headers.Contains($"Content-Length: {body.Length + More}"));
        return new RawRequest(method, target, headers, body) { BreaksOff = breaksOff };
    }

    private static byte[] UrlEncoded(IReadOnlyList<(string Name, string Value)> form, string more, List<string> headers)
    {
        var body = Encoding.Latin1.GetBytes(string.Join('&', form.Select(field => $"{field.Name}={field.Value}")));
        headers.Add("Content-Type: application/x-www-form-urlencoded" + more);
        headers.Add($"Content-Length: {body.Length}");
        return body;
    }

    private byte[] Multipart(IReadOnlyList<(string Name, string Value)> form, List<string> headers)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in form)
        {
            text.Append("--grens\r\nContent-Disposition: form-data; name=\"").Append(name).Append('"');
            if (random.Next(6) == 0) text.Append($"; filename=\"{NastyText.One(random, [], inBody: false)}\"");
            text.Append("\r\n");
            if (random.Next(4) == 0) text.Append($"Content-Type: text/plain; charset={One(Charsets)}\r\n");
            text.Append("\r\n").Append(Uri.UnescapeDataString(value)).Append("\r\n");
        }
        text.Append(random.Next(6) == 0 ? "--gren" : "--grens--\r\n");
        var body = Encoding.UTF8.GetBytes(text.ToString());
        headers.Add(random.Next(6) switch
        {
            0 => "Content-Type: multipart/form-data",
            1 => $"Content-Type: multipart/form-data; boundary={new string('g', 500)}",
            _ => "Content-Type: multipart/form-data; boundary=grens",
        });
        headers.Add($"Content-Length: {body.Length}");
        return body;
    }

    private byte[] Broken(IReadOnlyList<(string Name, string Value)> form, List<string> headers)
    {
        switch (random.Next(7))
        {
            case 0: // breaks off
                var body = UrlEncoded(form, "", headers);
                headers[^1] = $"Content-Length: {body.Length + More}";
                return body;
            case 1: // too large, it says
                headers.AddRange(["Content-Type: application/x-www-form-urlencoded", "Content-Length: 900000000"]);
                return "a=b"u8.ToArray();
            case 2: // more fields than a form has
                return UrlEncoded([.. form, .. Enumerable.Range(0, 2_000).Select(i => ($"f{i}", "1"))], "", headers);
            case 3: // a name that is too long
                return UrlEncoded([.. form, (new string('n', 5_000), "1")], "", headers);
            case 4:
                headers.AddRange(["Content-Type: application/x-www-form-urlencoded", "Transfer-Encoding: chunked"]);
                return random.Next(2) == 0 ? "zz\r\nabc\r\n0\r\n\r\n"u8.ToArray() : "5\r\na=b"u8.ToArray();
            case 5:
                headers.AddRange(["Content-Type: application/json", "Content-Length: 9"]);
                return "{\"a\":[1,}"u8.ToArray();
            default:
                headers.Add($"Content-Type: {(random.Next(2) == 0 ? "" : "application/x-www-form-urlencoded;;charset")}");
                return [];
        }
    }

    private T One<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    // One level deep, as our forms are.
    private static IEnumerable<string> NamesIn(string name, Type type) =>
        type.Namespace?.StartsWith("Portal.", StringComparison.Ordinal) == true && !type.IsEnum
            ? type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)
                .Select(property => $"{name}.{property.Name}")
            : [name];
}
