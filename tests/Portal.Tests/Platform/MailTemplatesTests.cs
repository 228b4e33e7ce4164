using System.Collections;
using System.Reflection;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Platform;
using Portal.Platform.Mail;

namespace Portal.Tests.Platform;

/// <summary>The words of every mail, in every theme.</summary>
public sealed class MailTemplatesTests
{
    private const string Site = "https://weerbaar.example";

    // Every type of every room that says it fills a template.
    private static readonly List<(Type Type, string Template)> All =
    [
        .. from assembly in typeof(Program).Assembly.GetReferencedAssemblies().Where(name => name.Name!.StartsWith("Portal.", StringComparison.Ordinal)).Select(Assembly.Load)
           from type in assembly.GetTypes()
           from mark in type.GetCustomAttributes<MailTextAttribute>()
           select (type, mark.Template),
    ];

    public static IEnumerable<object[]> Mails => from theme in new[] { "weerbare-jeugd", "contrast" } from mail in All select new object[] { theme, mail.Template };

    [Theory]
    [InlineData("weerbare-jeugd")]
    [InlineData("contrast")]
    public void Each_template_is_filled_by_one_type_and_each_type_has_its_templates(string theme) =>
        Assert.Equal(All.Select(mail => mail.Template).Order(StringComparer.Ordinal), Templates(theme).Names.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Mails))]
    public void A_template_leaves_nothing_open_and_leaves_nothing_out(string theme, string template)
    {
        var samples = new Samples();
        var mail = Write(theme, template, samples);
        Assert.DoesNotContain("{", mail.Text + mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("{%", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("[[", mail.Html + mail.Text + mail.Subject, StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(mail.Html!);
        var shown = page.Body!.TextContent + string.Concat(page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.All(samples.Given, value =>
        {
            // What is not asked for need not be given. Of a newsletter the words are given whole: its heading and preview are in there.
            if (template != "newsletter" || value.StartsWith(Site, StringComparison.Ordinal)) Assert.Contains(value, mail.Text + mail.Subject, StringComparison.Ordinal);
            Assert.Contains(value, shown + page.Title, StringComparison.Ordinal);
        });
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void A_mail_is_a_page_that_everyone_can_read(string theme, string template)
    {
        var mail = Write(theme, template, new Samples());
        Assert.EndsWith("Weerbare Jeugd", mail.Subject.Split(" - ")[^1], StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(mail.Html!);
        Assert.Equal("nl", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(mail.Subject, page.Title);
        Assert.NotNull(page.QuerySelector("[role=main] h1"));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.All(page.QuerySelectorAll("table"), table => Assert.Equal("presentation", table.GetAttribute("role")));
        Assert.Contains(theme == "contrast" ? "dark" : "light dark", page.QuerySelector("meta[name=color-scheme]")!.GetAttribute("content"), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("img, script, link, [src], [background]")); // nothing to load: nobody is followed
        Assert.DoesNotContain("url(", mail.Html, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("a"), link => Assert.StartsWith("http", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.True(mail.Html!.Length < 30_000, "Gmail cuts off what is longer than 102 kB; a plain mail is far from that.");

        // The same links, in the same order, without markup.
        var links = page.QuerySelectorAll("[role=main] a").Select(link => link.GetAttribute("href")!);
        Assert.Equal(links, mail.Text.Split([' ', '\n', ')', '('], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("http", StringComparison.Ordinal)).SkipLast(1));
    }

    [Fact]
    public void What_somebody_is_called_never_becomes_markup_or_a_line()
    {
        var mail = Templates("weerbare-jeugd").Write(
            new Portal.Members.Organisations.InvitationText("<b>Noor</b> {{ url }}", "Mo\r\nBcc: iedereen@toets.example\n\nKlik op http://kwaad.example", "A & B \"C\"", $"{Site}/uitnodiging/x?a=1&b=2", "1 december"),
            "noor@toets.example", "invitation", "x");
        Assert.Contains("Hallo <b>Noor</b> {{ url }},\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Hallo &lt;b&gt;Noor&lt;/b&gt; {{ url }},", mail.Html, StringComparison.Ordinal);
        Assert.Contains("A &amp; B &quot;C&quot;", mail.Html, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Site}/uitnodiging/x?a=1&amp;b=2\"", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Mo Bcc: iedereen@toets.example Klik op http://kwaad.example van A & B \"C\" nodigt", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", mail.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_stands_a_line_each_in_text_and_as_a_list_in_HTML()
    {
        var mail = Templates("weerbare-jeugd").Write(
            new Portal.Learning.Reminders.CertificatesExpireText("Noor", 2, [new("Signalen zien", "1 december 2026"), new("Van klusje tot klem", "2 december 2026")], "https://weerbaar.example/uit"),
            "noor@toets.example", "certificate-expires", "x");
        Assert.Equal("2 bewijzen verlopen binnenkort - Weerbare Jeugd", mail.Subject);
        Assert.Contains(
            """

            Deze bewijzen verlopen binnenkort:

            - Signalen zien: geldig tot en met 1 december 2026
            - Van klusje tot klem: geldig tot en met 2 december 2026

            Wil je
            """,
            mail.Text, StringComparison.Ordinal);
        Assert.Equal(2, new HtmlParser().ParseDocument(mail.Html!).QuerySelectorAll("ul > li").Length);
    }

    [Fact]
    public void A_value_a_template_asks_for_and_nobody_gives_is_an_error()
    {
        var wrong = Assert.Throws<InvalidOperationException>(() => Templates("weerbare-jeugd").Write(new Nameless(), "noor@toets.example", "sign-in", "x"));
        Assert.Contains("sign-in", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Templates("weerbare-jeugd").Write(new Nameless(), "noor@toets.example", "x", "x", "invitation"));
        Assert.Throws<InvalidOperationException>(() => Templates("weerbare-jeugd").Write(new Unknown(), "noor@toets.example", "x", "x"));
    }

    [MailText("sign-in")]
    private sealed record Nameless;

    [MailText("no-such-mail")]
    private sealed record Unknown;

    private static Mail Write(string theme, string template, Samples samples) =>
        Templates(theme).Write(samples.Of(All.Single(mail => mail.Template == template).Type), "noor@toets.example", "notice", "x", template);

    private static MailTemplates Templates(string theme) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("Portal:Theme", theme)]).Build(), Options.Create(new PlatformOptions { PublicUrl = Site }));

    /// <summary>Makes values that can be found again.</summary>
    private sealed class Samples
    {
        public List<string> Given { get; } = [];

        public object Of(Type type)
        {
            var constructor = type.GetConstructors().OrderByDescending(made => made.GetParameters().Length).First();
            return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!))]);
        }

        private object Of(Type type, string name)
        {
            if (type == typeof(int)) return Keep(40 + Given.Count).Number;
            if (type == typeof(string)) return Keep(name is "Url" or "Stop" or "Stay" or "Preferences" or "Unsubscribe" or "Archive" or "Wish" ? $"{Site}/{name}/{Given.Count}?a=1&b=2" : $"<{name}> & {Given.Count}");
            if (type == typeof(MailContent))
            {
                var words = Keep($"<{name}> & {Given.Count}");
                return new MailContent($"<p>{System.Net.WebUtility.HtmlEncode(words)}</p>", words);
            }
            var of = type.GetGenericArguments()[0];
            var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(of))!;
            for (var i = 0; i < 2; i++) list.Add(of == typeof(string) ? Of(of, name) : Of(of));
            return list;
        }

        private string Keep(string value)
        {
            Given.Add(value);
            return value;
        }

        private (string Text, int Number) Keep(int number) => (Keep($"{number}"), number);
    }
}
