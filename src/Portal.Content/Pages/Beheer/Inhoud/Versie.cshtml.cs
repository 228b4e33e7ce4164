using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Markdown;
using Portal.Content.Publishing;
using Portal.Content.Versions;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>One version beside what the document says now, or beside another one: as a reader reads it, or in its source.</summary>
internal sealed class VersieModel(DeskTools tools, ContentDb db, MarkdownRenderer renderer, Writers writers) : DeskPage(tools)
{
    private static readonly RenderContext Plain = new() { Document = _ => null, Media = _ => null, Glossary = Glossary.Of([]) };

    /// <summary>Number of the version.</summary>
    [BindProperty(SupportsGet = true)]
    public int Nummer { get; set; }

    /// <summary>"lezen" or "bron".</summary>
    [BindProperty(SupportsGet = true)]
    public string? Weergave { get; set; }

    /// <summary>Number of the later version it is compared with; null: what the document says now.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Met { get; set; }

    /// <summary>The address of this comparison, in one of the two ways to look at it.</summary>
    public string Shown(string way) => $"?weergave={way}{(Met is { } later ? $"&met={later}" : "")}";

    /// <summary>The version.</summary>
    internal DocumentVersion Version { get; private set; } = null!;

    /// <summary>Who made it.</summary>
    public string MadeBy { get; private set; } = "";

    /// <summary>What differs.</summary>
    internal IReadOnlyList<DiffLine> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await FindAsync(stop)) return NotFound();
        if (Weergave != "bron") Weergave = "lezen";
        var later = Met is { } number ? await OfNumberAsync(number, stop) : null;
        if (Met is not null && later is null) return NotFound();
        var (then, now) = (ChangeWork.TextOf(Version), later is null ? Open.Text : ChangeWork.TextOf(later));
        Lines = Weergave == "bron" ? TextDiff.Of(Source(then), Source(now)) : TextDiff.Of(Words(then), Words(now));
        MadeBy = (await writers.NamesAsync([Version.ChangedBy], stop))[Version.ChangedBy];
        return Page();
    }

    /// <summary>Makes a draft of it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken stop) => await FindAsync(stop)
        ? await ApplyAsync(
            new(Id) { Text = ChangeWork.TextOf(Version) }, $"versie {Nummer} teruggezet",
            $"Dit is weer de tekst van versie {Nummer}. Lezers zien hem als je hem online zet.", null, stop)
        : NotFound();

    private async Task<bool> FindAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        if (await OfNumberAsync(Nummer, stop) is not { } found) return false;
        Version = found;
        return true;
    }

    private Task<DocumentVersion?> OfNumberAsync(int number, CancellationToken stop)
    {
        var id = Open.Document.Id;
        return db.Versions.AsNoTracking().FirstOrDefaultAsync(row => row.DocumentId == id && row.Number == number, stop);
    }

    private static string Source(DocumentText text) => $"---\n{text.FrontSource}---\n{text.Body}";

    // What a reader reads: the properties by their names, and the text without signs.
    private string Words(DocumentText text)
    {
        var fields = Open.Type.Properties.Where(property => !property.Info.IsManaged && text.FrontMatter.ContainsKey(property.Key))
            .Select(property => $"{property.Info.Label}: {Value(text.FrontMatter[property.Key]!)}");
        var body = renderer.Render(text.Body, Plain).Sections.SelectMany(section => new[] { section.Heading ?? "", section.Text });
        return string.Join('\n', fields.Concat(body).Where(line => line.Length > 0));
    }

    private static string Value(System.Text.Json.Nodes.JsonNode value) => value switch
    {
        System.Text.Json.Nodes.JsonArray list => string.Join("; ", list.Where(item => item is not null).Select(item => Value(item!))),
        System.Text.Json.Nodes.JsonObject map =>
            string.Join(", ", map.Where(pair => pair.Value is not null).Select(pair => Value(pair.Value!))),
        _ => value.ToString(),
    };
}
