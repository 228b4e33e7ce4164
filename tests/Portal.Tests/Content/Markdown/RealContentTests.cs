using System.Diagnostics;
using AngleSharp.Html.Parser;
using Portal.Content.Markdown;
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

    /// <summary>Prints the figures of the README: <c>dotnet test -c Release --filter Rendering_is_fast --logger "console;verbosity=detailed"</c>.</summary>
    [Fact]
    public void Rendering_is_fast_enough_to_do_at_every_publish()
    {
        // Real prose with its notes, charts and terms, put together to 1,800 words.
        var text = string.Join("\n\n", RealContent.Documents.Where(document => document.Path.StartsWith("kennis/", StringComparison.Ordinal)).Select(document => document.Body));
        var body = text[..text.IndexOf("\n\n", NthSpace(text, 1800), StringComparison.Ordinal)];
        var renderer = RealContent.Renderer;
        for (var i = 0; i < 100; i++) renderer.Render(body, RealContent.Context);

        var times = Enumerable.Range(0, 100).Select(_ => Milliseconds(() => renderer.Render(body, RealContent.Context))).Order().ToList();
        var checks = Enumerable.Range(0, 100).Select(_ => Milliseconds(() => renderer.Check(body, RealContent.Context))).Order().ToList();
        var words = renderer.Render(body, RealContent.Context).Words;
        output.WriteLine($"{words} words: render median {times[50]:0.00} ms, p95 {times[95]:0.00} ms; check median {checks[50]:0.00} ms");
        Assert.InRange(words, 1500, 2500);
        Assert.True(times[50] < 5, $"{times[50]:0.00} ms");
    }

    private static double Milliseconds(Func<object> action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int NthSpace(string text, int count)
    {
        var at = 0;
        while (count-- > 0) at = text.IndexOf(' ', at + 1);
        return at;
    }
}
