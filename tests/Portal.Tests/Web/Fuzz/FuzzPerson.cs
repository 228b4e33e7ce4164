using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Portal.Tests.Members;

namespace Portal.Tests.Web.Fuzz;

/// <summary>A form that stood on a page.</summary>
/// <param name="Action">Where it goes.</param>
/// <param name="Fields">Its fields with their values, percent-encoded.</param>
internal sealed record SeenForm(string Action, IReadOnlyList<(string Name, string Value)> Fields);

/// <summary>Somebody with a role, their cookies, and the forms they have seen. A visitor has no role and no cookies.</summary>
internal sealed class FuzzPerson(Uri host, string scheme, string? role)
{
    private const int MostForms = 150;

    private readonly Dictionary<string, string> cookies = [];
    private readonly HtmlParser parser = new();

    /// <summary>The role; empty for a professional, null for a visitor.</summary>
    public string? Role { get; } = role;

    /// <summary>Forms they have seen, the oldest first.</summary>
    public List<SeenForm> Forms { get; } = [];

    /// <summary>A token for forms that is theirs; null until a form was seen.</summary>
    public string? Token { get; private set; }

    /// <summary>Ids and other hidden values they have seen: each of the others sends them too.</summary>
    public List<string> Values { get; } = [];

    /// <summary>Makes the account and signs in, with a second step where the role asks for one.</summary>
    public static async Task<FuzzPerson> SignInAsync(MembersHost members, Uri host, string scheme, string role)
    {
        var (email, id) = await members.GivenMemberAsync(role.Length == 0 ? [] : [role]);
        var person = new FuzzPerson(host, scheme, role);
        await person.PressAsync("/inloggen", ("Email", email), ("Password", MembersHost.Password));
        if (role.Length > 0)
        {
            var page = person.parser.ParseDocument((await person.SendAsync(person.Get("/account/app"))).Body);
            var key = page.QuerySelector("#sleutel")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
            await person.PressAsync("/account/app", ("Code", members.Code(key)));
        }
        person.Values.Add(id.ToString());
        return person;
    }

    /// <summary>Whether their session still is one: a form may have ended it.</summary>
    public async Task<bool> IsSignedInAsync() => Role is null || (await SendAsync(Get("/account"))).Status == 200;

    /// <summary>A request to read.</summary>
    public RawRequest Get(string target) => new("GET", target, [], []);

    /// <summary>Sends it with their cookies, and looks at what comes back.</summary>
    public async Task<RawAnswer> SendAsync(RawRequest request)
    {
        List<string> own = [$"X-Forwarded-Proto: {scheme}"];
        if (cookies.Count > 0) own.Add("Cookie: " + string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await RawAnswer.OfAsync(host, request with { Headers = [.. own, .. request.Headers] });
        foreach (var line in answer.Headers["set-cookie"]) Keep(line);
        if (answer.Body.Contains("<form", StringComparison.Ordinal)) Look(answer.Body, request.Target);
        return answer;
    }

    private async Task PressAsync(string path, params (string Name, string Value)[] fields)
    {
        await SendAsync(Get(path));
        var form = Forms.Last(form => fields.All(field => form.Fields.Any(known => known.Name == field.Name)));
        var filled = form.Fields.Where(field => fields.All(given => given.Name != field.Name))
            .Concat(fields.Select(field => (field.Name, Uri.EscapeDataString(field.Value))));
        var answer = await SendAsync(Post(form.Action, string.Join('&', filled.Select(field => $"{field.Item1}={field.Item2}"))));
        Assert.True(answer.Status is 200 or 302, $"{path}: {answer.Status} {answer.Body}");
    }

    private static RawRequest Post(string target, string form) => new(
        "POST", target, ["Content-Type: application/x-www-form-urlencoded", $"Content-Length: {form.Length}"],
        Encoding.ASCII.GetBytes(form));

    private void Keep(string line)
    {
        var pair = line.Split(';')[0].Split('=', 2);
        if (pair[1].Length == 0 || line.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal)) cookies.Remove(pair[0]);
        else cookies[pair[0]] = pair[1];
    }

    private void Look(string html, string at)
    {
        foreach (var form in parser.ParseDocument(html).Forms.Where(form => form.Method == "post"))
        {
            var action = form.GetAttribute("action") is { Length: > 0 } named ? named.Split('#')[0] : at;
            var fields = form.Elements.Select(element => (Name: element.GetAttribute("name"), Value: ValueOf(element)))
                .Where(field => field.Name is not null).Select(field => (field.Name!, Uri.EscapeDataString(field.Value))).ToList();
            if (fields.Find(field => field.Item1 == "formulier").Item2 is { } token) Token = token;
            Values.AddRange(form.Elements.OfType<IHtmlInputElement>().Where(field => field.Type == "hidden" && field.Value.Length < 60)
                .Select(field => field.Value));
            Forms.Add(new SeenForm(action, fields));
        }
        if (Forms.Count > MostForms) Forms.RemoveRange(0, Forms.Count - MostForms);
        if (Values.Count > MostForms) Values.RemoveRange(0, Values.Count - MostForms);
    }

    private static string ValueOf(IElement element) => element switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement area => area.Value,
        IHtmlButtonElement button => button.Value,
        _ => "",
    };
}
