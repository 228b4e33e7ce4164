using System.Globalization;
using AngleSharp.Html.Parser;
using Portal.Content.Markdown;
using Portal.Tests.Support;
using Xunit.Abstractions;

namespace Portal.Tests.Content.Markdown;

public class RealContentTests(ITestOutputHelper output)
{
    public static TheoryData<string> Paths => [.. RealContent.Documents.Select(document => document.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Every_document_of_the_site_renders_without_anything_to_repair(string path)
    {
        var document = RealContent.Documents.Single(other => other.Path == path);
        var context = RealContent.Context with { ExceptTerm = document.Id };

        var issues = RealContent.Renderer.Check(document.Body, context).Select(issue => $"{path}:{issue.Line + document.FirstLine - 1}: {issue.Message}");
        Assert.Empty(issues);

        var body = RealContent.Renderer.Render(document.Body, context);
        var html = new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument($"<!doctype html><html lang=nl><title>x</title><body>{body.Html}</body></html>");
        var ids = html.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(html.QuerySelectorAll("a[href^='#']"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
        Assert.Empty(html.QuerySelectorAll("[style], script, h1, a a, p p"));
        Assert.DoesNotContain(":::", html.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>
    /// Counted in bytes, beside what Markdig alone takes for the same text, so that no machine is too slow. Prints the figures of the README:
    /// <c>dotnet test -c Release --filter Rendering_costs --logger "console;verbosity=detailed"</c>.
    /// </summary>
    [Fact]
    public void Rendering_costs_little_more_than_reading_the_text_does()
    {
        // Real prose with its notes, charts and terms, put together to 1,800 words.
        var kennis = RealContent.Documents.Where(document => document.Path.StartsWith("kennis/", StringComparison.Ordinal));
        var text = string.Join("\n\n", kennis.Select(document => document.Body));
        var body = text[..text.IndexOf("\n\n", NthSpace(text, 1800), StringComparison.Ordinal)];
        var renderer = RealContent.Renderer;
        void Render() => renderer.Render(body, RealContent.Context);
        void Check() => renderer.Check(body, RealContent.Context);
        void Plain() => Markdig.Markdown.ToHtml(body);
        foreach (var work in new[] { Render, Check, Plain })
            for (var i = 0; i < 50; i++) work(); // compiled, and compiled again where it is hot

        var words = renderer.Render(body, RealContent.Context).Words;
        var plain = (double)Work.BytesOf(Plain);
        var (rendering, checking) = (Work.BytesOf(Render) / plain, Work.BytesOf(Check) / plain);
        output.WriteLine($"{words} words: render {Median(Render)} ms, check {Median(Check)} ms, Markdig alone {Median(Plain)} ms; bytes {rendering:0.00} and {checking:0.00} times");
        Assert.InRange(words, 1500, 2500);
        Assert.InRange(rendering, 1, 16);
        Assert.InRange(checking, 1, 10);
    }

    private static string Median(Action work) =>
        Enumerable.Range(0, 50).Select(_ => Work.Of(work).TotalMilliseconds).Order().ElementAt(25).ToString("0.00", CultureInfo.InvariantCulture);

    private static int NthSpace(string text, int count)
    {
        var at = 0;
        while (count-- > 0) at = text.IndexOf(' ', at + 1);
        return at;
    }
}
