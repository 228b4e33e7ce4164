using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <summary>Says what an author has to repair in one body.</summary>
internal sealed class BodyChecker(ParsedBody body, RenderContext context)
{
    private readonly List<MarkdownIssue> _issues = [];
    private readonly HashSet<string> _usedNotes = [];
    private int _orphanedEnds;

    public IReadOnlyList<MarkdownIssue> Check()
    {
        CheckOutline();
        CheckBlocks(body.Document, within: null);
        CheckNotes();
        _issues.AddRange(ForeignMarkup.In(body));
        return [.. _issues.OrderBy(issue => issue.Line)];
    }

    private void Report(int line, string message, bool isWarning = false) =>
        _issues.Add(new MarkdownIssue(line + 1, message) { IsWarning = isWarning });

    private void CheckOutline()
    {
        var level = 1;
        var seen = new Dictionary<string, int>();
        foreach (var heading in body.Headings)
        {
            var title = PlainText.Of(heading.Inline);
            if (Unicode.TurnsDirection(title))
                Report(heading.Line, "In deze kop staat een onzichtbaar teken dat de leesrichting omdraait. Typ de kop opnieuw.");
            if (title.Length == 0) Report(heading.Line, "Deze kop is leeg. Schrijf er woorden achter of haal de regel weg.");
            else if (Slug.Of(title).Length == 0)
                Report(heading.Line, "Deze kop heeft geen letters of cijfers. Schrijf een kop in woorden.");
            else if (!seen.TryAdd(Slug.Of(title), heading.Line))
                Report(heading.Line, $"De kop ‘{title}’ staat ook op regel {seen[Slug.Of(title)] + 1}. Geef elke kop eigen woorden.");

            if (heading.Level == 1)
                Report(heading.Line, "Een kop met één # is de titel van de pagina, en die staat er al. Begin koppen in de tekst met ##.");
            else if (heading.Level > 4)
                Report(heading.Line, "Een kop heeft hooguit vier hekjes (####). Maak de kop hoger, of maak er gewone tekst van.");
            else if (heading.Level > level + 1)
                Report(heading.Line, $"Deze kop slaat een niveau over. Schrijf {new string('#', level + 1)}.");
            level = ParsedBody.LevelOf(heading);
        }
    }

    private void CheckBlocks(ContainerBlock parent, Container? within)
    {
        foreach (var block in parent)
        {
            switch (block)
            {
                case Container container:
                    CheckContainer(container, parent, within);
                    CheckBlocks(container, container);
                    continue;
                case HeadingBlock heading when parent is not MarkdownDocument:
                    Report(
                        heading.Line, "Een kop staat niet in een blok, lijst of citaat. Zet de kop erbuiten, of maak er vette tekst van.");
                    break;
                case Table table:
                    CheckTable(table);
                    break;
                case FencedCodeBlock { ClosingFencedCharCount: 0 } code:
                    Report(code.Line, "Dit stuk code heeft geen einde. Sluit het af met een regel met dezelfde tekens.");
                    break;
            }
            if (block is LeafBlock { Inline: { } inlines }) CheckInlines(inlines, block, within);
            if (block is ContainerBlock inner) CheckBlocks(inner, within);
        }
    }

    private void CheckContainer(Container container, ContainerBlock parent, Container? within)
    {
        if (container.Name.Length == 0)
        {
            // After a wrong nesting the end of the outer block is left over; that mistake is told already.
            if (_orphanedEnds-- <= 0) Report(container.Line, "Deze regel ::: sluit niets af: er staat geen blok open. Haal de regel weg, of zet de naam van een blok achter de dubbele punten.");
            return;
        }
        if (body.KindOf(container) is not { } kind)
        {
            Report(container.Line, $"Een blok ‘{container.Name}’ bestaat niet. Kies uit: {string.Join(", ", body.ContainerNames)}.");
            return;
        }
        CheckFences(container, within);
        CheckPlace(container, parent, within);
        if (container.Mistake is { } mistake) Report(container.Line, mistake);
        else CheckKeys(container, kind);
        if (body.WantedAnchor(container) is { } anchor && body.AnchorOf(container) is null)
            Report(container.Line, $"Het id {anchor} is op deze pagina al in gebruik. Geef dit blok een ander id.");
        _issues.AddRange(kind.Check(container, context));
    }

    private void CheckFences(Container container, Container? within)
    {
        if (within is not null && within.OpeningFencedCharCount <= container.OpeningFencedCharCount)
        {
            if (!container.IsClosed) _orphanedEnds++;
            Report(container.Line, $"Dit blok staat in het blok van regel {within.LineNumber}. Geef dat buitenste blok een dubbele punt meer, aan begin en einde: {new string(':', container.OpeningFencedCharCount + 1)}.");
        }
        else if (!container.IsClosed)
            Report(container.Line, $"Dit blok {container.Name} heeft geen einde. Zet {new string(':', container.OpeningFencedCharCount)} alleen op een regel waar het ophoudt.");
    }

    private void CheckPlace(Container container, ContainerBlock parent, Container? within)
    {
        if (parent is not (MarkdownDocument or Container))
            Report(container.Line, $"Een blok {container.Name} staat niet in een lijst, citaat of voetnoot. Zet het ervoor of erna.");
        else if (within is not null && body.KindOf(within) is { } outer && !outer.MayHold(container.Name))
            Report(container.Line, $"Een blok {container.Name} mag niet in een blok {within.Name} staan. Zet ze onder elkaar.");
    }

    private void CheckKeys(Container container, IMarkdownContainer kind)
    {
        if (container.Keys.Values.Any(Unicode.TurnsDirection))
            Report(container.Line, "In deze regel staat een onzichtbaar teken dat de leesrichting omdraait. Typ de regel opnieuw.");
        var known = kind.Keys.ToDictionary(key => key.Key);
        foreach (var (name, value) in container.Keys)
        {
            if (!known.TryGetValue(name, out var key))
                Report(container.Line, $"Een blok {container.Name} kent geen sleutel {name}. {Choice("De sleutels zijn", kind.Keys.Select(k => k.Key), "Het heeft geen sleutels.")}");
            else if (kind.ValuesOf(key).ToList() is [_, ..] values && !values.Contains(value))
                Report(container.Line, $"{name}={value} bestaat niet. Kies uit: {string.Join(", ", values)}.");
        }
        foreach (var key in kind.Keys.Where(key => key.Info.Required && container[key.Key] is null))
        {
            Report(container.Line, $"Dit blok {container.Name} mist {key.Key}. "
                + $"Zet op de eerste regel {key.Key}={kind.ValuesOf(key).FirstOrDefault() ?? "\"...\""}.");
        }
    }

    private static string Choice(string intro, IEnumerable<string> names, string none)
    {
        var list = string.Join(", ", names);
        return list.Length == 0 ? none : $"{intro}: {list}.";
    }

    private void CheckTable(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var header = rows.FirstOrDefault(row => row.IsHeader);
        if (header is null || header.OfType<TableCell>().All(cell => cell.IsEmpty()))
            Report(table.Line, "Deze tabel heeft geen kopregel. Zet boven elke kolom wat eronder staat.");
        var columns = header is null ? int.MaxValue : WrittenCells(header);
        foreach (var row in rows.Where(row => WrittenCells(row) > columns))
        {
            var line = row.OfType<TableCell>().SelectMany(cell => cell).Max(block => block.Line);
            Report(line, $"Deze rij heeft {WrittenCells(row)} cellen, en de kop van de tabel {columns}. Haal een cel weg, of schrijf \\| "
                + "waar het streepje tekst is.");
        }
    }

    // Markdig fills rows up to the longest one with cells that have nothing in them, not even an empty paragraph.
    private static int WrittenCells(TableRow row) => row.OfType<TableCell>().Count(cell => cell.Count > 0);

    private void CheckInlines(ContainerInline root, Block block, Container? within)
    {
        foreach (var inline in root.Inlines())
        {
            switch (inline)
            {
                case LinkInline { IsImage: true } image: CheckImage(image, within); break;
                case LinkInline link: CheckLink(link, block); break;
                case AutolinkInline { IsEmail: false } link: CheckAddress(link.Url, link.Line); break;
                case MissingNote note: Report(note.Line, $"De voetnoot [^{note.Label}] wordt nergens uitgelegd. Zet onderaan, buiten alle blokken, een regel [^{note.Label}]: gevolgd door de bron."); break;
                case FootnoteLink { IsBackLink: false } note:
                    _usedNotes.Add(note.Footnote.Label![1..]);
                    if (block is HeadingBlock) Report(note.Line, "Een voetnoot staat niet in een kop. Zet hem in de zin eronder.");
                    break;
            }
        }
    }

    private void CheckImage(LinkInline image, Container? within)
    {
        if (within?.Name != "figure") Report(image.Line, "Een afbeelding staat in een figuur: zet ::: figure erboven en ::: eronder.");
        var address = LinkAddress.Of(image.Url);
        if (address.Kind != LinkKind.Media)
            Report(image.Line, "Een afbeelding komt uit de mediabibliotheek: ![beschrijving](media:id-van-de-afbeelding).");
        else if (context.Media(address.Value) is not { } media)
            Report(
                image.Line, $"Er is geen bestand met id {address.Value} in de mediabibliotheek. Kijk het id na of voeg het bestand toe.");
        else if (!media.Decorative && Picture.AltOf(media, PlainText.Of(image)).Length == 0)
            Report(image.Line, "Deze afbeelding heeft geen beschrijving voor wie haar niet ziet. Zet die tussen de rechte haken: ![wat er te zien is](media:...).");
    }

    private void CheckLink(LinkInline link, Block block)
    {
        if (PlainText.Of(link).Length == 0)
            Report(link.Line, "Deze link heeft geen tekst. Schrijf tussen de rechte haken waar hij heen gaat.");
        if (block is HeadingBlock) Report(link.Line, "Een link staat niet in een kop. Zet hem in de tekst eronder.");
        CheckAddress(link.Url, link.Line);
    }

    private void CheckAddress(string? url, int line)
    {
        var address = LinkAddress.Of(url);
        switch (address.Kind)
        {
            case LinkKind.Refused when string.IsNullOrWhiteSpace(url):
                Report(line, "Deze link gaat nergens heen. Zet tussen de ronde haken een adres.");
                break;
            case LinkKind.Refused:
                Report(
                    line,
                    $"‘{url}’ is geen adres waar een link heen kan. Gebruik https://, doc:id, media:id, mailto:, tel:, /pad of #kop.");
                break;
            case LinkKind.SamePage when !body.HasAnchor(address.Anchor!):
                Report(line, $"Op deze pagina is geen kop #{address.Anchor}. Schrijf de kop in kleine letters met streepjes.");
                break;
            case LinkKind.Document when context.Document(address.Value) is not { } document:
                Report(line, $"Er is geen document met id {address.Value}. Kijk het id na.");
                break;
            case LinkKind.Document when address.Anchor is { } anchor && context.Document(address.Value)?.Anchors?.Contains(anchor) == false:
                Report(line, $"In {address.Value} is geen kop #{anchor}. Kijk na hoe de kop daar nu heet.");
                break;
            case LinkKind.Portal when context.Page is { } find:
                CheckPage(address, find(address.Path), line);
                break;
            case LinkKind.Web when context.Page is { } find && context.PathOf?.Invoke(url!) is { } written:
                CheckOwn(url!, LinkAddress.Of(written), find, line);
                break;
            case LinkKind.Media when context.Media(address.Value) is null:
                Report(line, $"Er is geen bestand met id {address.Value} in de mediabibliotheek. Kijk het id na of voeg het bestand toe.");
                break;
        }
    }

    private void CheckOwn(string url, LinkAddress address, Func<string, PageTarget?> find, int line)
    {
        if (address.Kind != LinkKind.Portal) return;
        var page = find(address.Path);
        CheckPage(address, page, line);
        if (page?.Url == address.Path)
            Report(
                line, $"{url} is een adres van dit portaal zelf. Schrijf {address.Value}: dat klopt ook als het portaal verhuist.",
                isWarning: true);
    }

    private void CheckPage(LinkAddress address, PageTarget? page, int line)
    {
        if (page is null && address.Path.StartsWith("/media/", StringComparison.Ordinal))
            Report(line, $"Verwijs naar een bestand met media: en zijn id, niet met {address.Path}: dat adres verandert met het bestand.");
        else if (page is null)
            Report(line, $"Op {address.Path} staat niets. Kijk het adres na, of verwijs met doc: en de id naar een document.");
        else if (page.Url != address.Path)
            Report(line, $"Wat op {address.Path} stond, staat nu op {page.Url}. Verwijs ernaar met doc:{page.DocumentId}: dat klopt ook na "
                + "een verhuizing.", isWarning: true);
        else if (address.Anchor is { } anchor && page.Anchors?.Contains(anchor) == false)
            Report(line, page.DocumentId is null
                ? $"Naar een plek op {address.Path} kan een tekst niet verwijzen. Laat #{anchor} weg."
                : $"Op {address.Path} is geen kop #{anchor}. Kijk na hoe de kop daar nu heet.");
    }

    private void CheckNotes()
    {
        var defined = new Dictionary<string, int>();
        foreach (var note in NoteParser.DefinedIn(body.Document))
        {
            if (!defined.TryAdd(note.Label, note.Line))
                Report(note.Line, $"De voetnoot [^{note.Label}] staat ook op regel {defined[note.Label] + 1}. Geef hem een andere naam of haal er een weg.");
            else if (!_usedNotes.Contains(note.Label))
                Report(
                    note.Line, $"Naar de voetnoot [^{note.Label}] verwijst niets. Zet [^{note.Label}] in de tekst of haal deze regel weg.");
        }
    }
}
