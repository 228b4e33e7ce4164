using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Portal.Platform.Ui;

namespace Portal.Platform.Mail;

/// <summary>
/// Says that the words of a mail stand in a template, and that this type's properties are what it leaves open:
/// <c>Name</c> is <c>{{ name }}</c> there.
/// </summary>
/// <param name="template">The template's name in <c>themes/mail/texts</c>; several when mails differ in words only.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class MailTextAttribute(string template) : Attribute
{
    /// <summary>The template's name.</summary>
    public string Template { get; } = template;
}

/// <summary>A piece of a mail that is ready: <c>{{ name | raw }}</c> in a template. Each part of the mail gets its own.</summary>
/// <param name="Html">As markup, safe as it is.</param>
/// <param name="Text">The same as plain text.</param>
public sealed record MailContent(string Html, string Text)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>
    /// What somebody typed: text, also where it looks like markup; an empty line begins a paragraph.
    /// </summary>
    public static MailContent OfWords(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        var paragraphs = words.ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var html = paragraphs.Select(part => $"<p>{string.Join("<br>", part.Split('\n').Select(line => Encoder.Encode(line)))}</p>");
        return new MailContent(string.Concat(html), string.Join("\n\n", paragraphs));
    }
}

/// <summary>
/// Writes mails from the templates that the theme build made (Liquid, <c>themes/build/mail.mjs</c>), in the theme of this host. What is
/// filled in never becomes markup, nor a line of its own.
/// </summary>
public sealed class MailTemplates
{
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Strict = new() { StrictVariables = true };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly ConcurrentDictionary<string, Template> parsed = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, Source>> sources;
    private readonly string site;

    /// <summary>Reads the templates when the first mail is written (settings <c>Portal:Theme</c>).</summary>
    public MailTemplates(IConfiguration configuration, IOptions<PlatformOptions> platform)
    {
        site = platform.Value.PublicUrl;
        sources = new(() => Read(Path.Combine(ThemeFiles.Folder, ThemeFiles.NameIn(configuration), "mail.json")));
    }

    /// <summary>The names of all templates.</summary>
    internal IEnumerable<string> Names => sources.Value.Keys.Where(name => name[0] != '_');

    /// <summary>Writes a mail.</summary>
    /// <param name="text">What the template leaves open, of a type with <see cref="MailTextAttribute"/>; a string becomes one line.</param>
    /// <param name="to">The address.</param>
    /// <param name="kind">What it is for, one word.</param>
    /// <param name="dedupeKey">What makes it this mail.</param>
    /// <param name="template">Which of the type's templates; null: it has one.</param>
    public Mail Write(object text, string to, string kind, string dedupeKey, string? template = null)
    {
        var name = TemplateOf(text.GetType(), template);
        var found = parsed.GetOrAdd(name, Parse);
        try
        {
            string Fill(IFluidTemplate part, TextEncoder encoder)
            {
                var values = ValuesOf(text, encoder is HtmlEncoder);
                values["site"] = site;
                return part.Render(new TemplateContext(values, Strict), encoder);
            }
            var (subject, plain) = (Fill(found.Subject, NullEncoder.Default), Fill(found.Text, NullEncoder.Default));
            return new Mail(to, subject, plain, Fill(found.Html, Html), kind, dedupeKey);
        }
        catch (FluidException e)
        {
            throw new InvalidOperationException($"{text.GetType().Name} does not have what the mail '{name}' asks for: {e.Message}", e);
        }
    }

    /// <summary>Writes a button, for a mail whose words are made when it is sent.</summary>
    /// <param name="label">What stands on it.</param>
    /// <param name="href">Where it leads, in full.</param>
    public MailContent Button(string label, string href)
    {
        var found = parsed.GetOrAdd("_button", Parse);
        var values = new Dictionary<string, object> { ["label"] = MailWriter.OneLine(label), ["href"] = href };
        return new MailContent(
            found.Html.Render(new TemplateContext(values, Strict), Html), found.Text.Render(new TemplateContext(values, Strict), NullEncoder.Default));
    }

    private static string TemplateOf(Type type, string? template)
    {
        var names = type.GetCustomAttributes<MailTextAttribute>().Select(mark => mark.Template).ToList();
        if (template is null && names is [var only]) return only;
        return template is not null && names.Contains(template)
            ? template
            : throw new ArgumentException($"{type.Name} is for {string.Join(", ", names)}, not for '{template}'.", nameof(template));
    }

    private Template Parse(string name)
    {
        var source = sources.Value.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"There is no template for the mail '{name}' in themes/mail/texts.");
        IFluidTemplate Part(string text) => Parser.TryParse(text, out var template, out var error)
            ? template
            : throw new InvalidOperationException($"The mail '{name}' cannot be read: {error}");
        return new Template(Part(source.Subject), Part(source.Text), Part(source.Html));
    }

    private static Dictionary<string, object> ValuesOf(object text, bool isHtml) => text.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .ToDictionary(
            property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), property => ValueOf(property.GetValue(text)!, isHtml),
            StringComparer.Ordinal);

    private static object ValueOf(object value, bool isHtml) => value switch
    {
        string line => MailWriter.OneLine(line),
        int number => number,
        MailContent content => isHtml ? content.Html : content.Text,
        IEnumerable list => list.Cast<object>().Select(item => ValueOf(item, isHtml)).ToList(),
        _ => ValuesOf(value, isHtml),
    };

    private static Dictionary<string, Source> Read(string path) => File.Exists(path)
        ? JsonSerializer.Deserialize<Dictionary<string, Source>>(File.ReadAllText(path), JsonSerializerOptions.Web)!
        : throw new StartupFailure("The theme is not built. Run: npm run theme");

    private sealed record Source(string Subject, string Text, string Html);

    private sealed record Template(IFluidTemplate Subject, IFluidTemplate Text, IFluidTemplate Html);
}
