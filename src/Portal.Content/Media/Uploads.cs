using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Content.Yaml;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Pictures;

namespace Portal.Content.Media;

/// <summary>What became of a file that somebody sent.</summary>
/// <param name="Id">The item of the library; null when the file was refused.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Message">Dutch: why it was refused, or that it was there already; empty when there is nothing to say.</param>
internal sealed record UploadOutcome(string? Id, string Title, string Message)
{
    /// <summary>True for what was not there before.</summary>
    public bool IsNew { get; init; }
}

/// <summary>
/// Takes files that somebody sends into the library, each by itself: what it is its bytes say, and of its name only words are kept. The
/// same bytes again are the item that is there.
/// </summary>
internal sealed class Uploads(ContentDb db, DbSession session, MediaLibrary library, MediaRoom room, AuditLog audit)
{
    private const int LongestTitle = 100;

    private static readonly IReadOnlyList<string> Order = [.. MediaProperties.Properties.Select(property => property.Key)];

    /// <summary>Looks at a file and stores it; every host hears of it, and its variants come later.</summary>
    /// <param name="file">The file; nothing it says of itself is believed.</param>
    /// <param name="alt">What is to be seen on it.</param>
    /// <param name="decorative">It says nothing that the text does not.</param>
    /// <param name="focus">What must be seen of it, in hundredths from its left and its upper side; null: nothing was said.</param>
    /// <param name="folder">The folder of the library it comes to lie in; empty: none.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<UploadOutcome> TakeAsync(
        IFormFile file, string alt, bool decorative, (int X, int Y)? focus, string folder, Guid by, CancellationToken stop)
    {
        var title = TitleOf(file.FileName);
        var (bytes, kind, picture, refusal) = await ReadAsync(file, stop);
        if (kind is null) return Refused(refusal);

        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var isNew = false;
        var outcome = await session.InTransactionAsync(
            async () =>
            {
                // Two who send the same at once: the second one waits, and finds it.
                await session.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended($1, 20261128))", [hash], stop);
                if (await KnownAsync(hash, stop) is { } known) return known;
                if (await room.RefusalAsync(bytes.Length, stop) is { } full) return Refused(full);
                for (var number = 1; ; number++)
                {
                    var name = number == 1 ? SlugOf(title) : $"{SlugOf(title)}-{number}";
                    var id = "media-" + name;
                    if (Describe(id, title, alt, decorative, focus, kind, Typed(folder), out var source, out var front) is { } wrong)
                        return Refused(wrong);
                    var item = new NewMedia(id, $"{name}.{kind.Extension}", kind, picture, hash, source, front.Json);
                    if (!await library.AddAsync(item, bytes, stop)) continue;
                    isNew = true;
                    await audit.AppendAsync(
                        new AuditLine("media.added", ContentLines.Media, item.Id, by.ToString())
                        {
                            Title = title,
                            Facts = [new(ContentLines.File, null, item.Name)],
                        },
                        stop);
                    return new UploadOutcome(item.Id, title, "");
                }
            },
            stop);
        return outcome with { IsNew = isNew };

        UploadOutcome Refused(string why) => new(null, title, why);
    }

    /// <summary>
    /// Puts a file in the place of an item's own, which keeps its id: every text that uses it shows the new one, and the old one is no
    /// longer served.
    /// </summary>
    /// <param name="id">The item.</param>
    /// <param name="before">The hash of the bytes that whoever replaces them had before them.</param>
    /// <param name="file">The file.</param>
    /// <param name="alt">What is to be seen on it.</param>
    /// <param name="decorative">It says nothing that the text does not.</param>
    /// <param name="by">Who replaces it.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<UploadOutcome> ReplaceAsync(
        string id, string before, IFormFile file, string alt, bool decorative, Guid by, CancellationToken stop)
    {
        var (bytes, kind, picture, refusal) = await ReadAsync(file, stop);
        if (kind is null) return new(null, "", refusal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return await session.InTransactionAsync(
            async () =>
            {
                var now = await session.FirstAsync(
                    "select name, hash, source, sample, octet_length(bytes) from content.media where ref = $1 for update", [id],
                    row => new
                    {
                        Name = row.Text(0),
                        Hash = row.Text(1),
                        Source = row.Text(2),
                        Sample = row.Get<bool>(3),
                        Size = row.Number(4),
                    },
                    stop);
                if (now is null) return new UploadOutcome(null, "", "Dit bestand is intussen weggegooid.");
                if (now.Hash != before) return Refused("Iemand anders verving dit bestand net. Kijk eerst wat er nu staat.");
                if (now.Hash == hash) return Refused("Dit is hetzelfde bestand als er al staat.");
                if (FileKind.Named(Path.GetExtension(now.Name).TrimStart('.')) is not { } was || was.IsImage != kind.IsImage)
                    return Refused(
                        kind.IsImage ? "Dit is een afbeelding. Kies een document." : "Dit is geen afbeelding. Kies een afbeelding.");
                if ((kind.IsImage ? Redescribed(now.Source, alt, decorative) : now.Source) is not { } source)
                    return Refused("De beschrijving kan niet worden aangepast. Doe dat eerst op de pagina van dit bestand.");
                var front = FrontMatter.Read(source, MediaProperties.Properties);
                if (ProblemOf(front, kind) is { } wrong) return Refused(wrong);
                // What is replaced makes room, and its other forms with it; those of the new one come later.
                if (bytes.Length > now.Size && await room.RefusalAsync(bytes.Length - now.Size, stop) is { } full) return Refused(full);
                var name = await NameAsync(id, now.Name, now.Sample, kind, stop);
                var item = new NewMedia(id, name, kind, kind.IsImage ? picture : null, hash, source, front.Json)
                {
                    Sample = now.Sample,
                };
                if (!await library.PutAsync(item, new MemoryStream(bytes), stop, JobLane.Soon))
                    throw new InvalidOperationException("The file is another one than it was a moment ago.");
                await session.NotifyAsync(ContentChannel.Name, id, stop);
                await audit.AppendAsync(
                    new AuditLine("media.replaced", ContentLines.Media, id, by.ToString())
                    {
                        Title = front.Json["title"]?.ToString() ?? id,
                        Facts = [new(ContentLines.File, $"{now.Name} ({now.Hash[..12]})", $"{item.Name} ({hash[..12]})")],
                    },
                    stop);
                return new UploadOutcome(id, "", "");
            },
            stop);

        static UploadOutcome Refused(string why) => new(null, "", why);
    }

    /// <summary>A description with another folder; null when it can only be changed as a whole.</summary>
    public static string? WithFolder(string source, string folder) =>
        YamlEdit.With(source, "folder", Typed(folder) is { Length: > 0 } name ? JsonValue.Create(name) : null, Order);

    /// <summary>A description with another point that must be seen; null when it can only be changed as a whole.</summary>
    public static string? WithFocus(string source, int x, int y) =>
        YamlEdit.With(source, "focus_x", JsonValue.Create(x), Order) is { } half
            ? YamlEdit.With(half, "focus_y", JsonValue.Create(y), Order) : null;

    // The point of before is none of the new picture.
    private static string? Redescribed(string source, string alt, bool decorative)
    {
        var words = Typed(alt);
        (string Key, JsonNode? Value)[] values =
        [
            ("alt", decorative || words.Length == 0 ? null : words), ("decorative", decorative ? JsonValue.Create(true) : null),
            ("focus_x", null), ("focus_y", null),
        ];
        var text = (string?)source;
        foreach (var (key, value) in values)
            if (text is not null) text = YamlEdit.With(text, key, value, Order);
        return text;
    }

    // Its own name with the ending of what it is now, unless another file is called that.
    private async Task<string> NameAsync(string id, string before, bool sample, FileKind kind, CancellationToken stop)
    {
        var stem = Path.GetFileNameWithoutExtension(before);
        for (var number = 1; ; number++)
        {
            var name = $"{stem}{(number == 1 ? "" : $"-{number}")}.{kind.Extension}";
            if (!await db.Media.AnyAsync(other => other.Name == name && other.Sample == sample && other.Ref != id, stop)) return name;
        }
    }

    private static string Typed(string text) => OneLine.Of(Unicode.WithoutLoneSurrogates(text));

    private static string? ProblemOf(FrontMatter front, FileKind kind) => front.Errors is [var error, ..]
        ? error.Message
        : front.Json.Deserialize<MediaProperties>(ContentJson.Options)!.Problem(kind.IsImage);

    // What it is; without a kind, why it is none we take.
    private static async Task<(byte[] Bytes, FileKind? Kind, PictureFile? Picture, string Refusal)> ReadAsync(
        IFormFile file, CancellationToken stop)
    {
        if (file.Length > FileKind.Largest)
        {
            var size = $"{file.Length / 1_000_000.0:0.0} MB; hoogstens {FileKind.Largest / 1_000_000} MB past";
            return ([], null, null, $"Het bestand is {size}. Maak het kleiner.");
        }
        var bytes = await BytesAsync(file, stop);
        var kind = Look(bytes, out var picture, out var refusal);
        return (bytes, kind, picture, refusal);
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken stop)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    // What the importer asks of a file too.
    private static FileKind? Look(byte[] bytes, out PictureFile? picture, out string refusal)
    {
        refusal = "";
        var isPicture = PictureFile.TryRead(bytes, out picture, out var whyNoPicture);
        var kind = FileKind.Of(bytes);
        if (kind is { IsImage: false } || (kind is not null && isPicture)) return kind;
        refusal = kind is not null || bytes.Length == 0 || PictureFile.Recognise(bytes) != PictureKind.Other
            ? whyNoPicture!
            : "Dit soort bestand kunnen we niet plaatsen. Dit kan wel: JPEG, PNG, WebP, PDF, en Word, Excel of PowerPoint zonder macro’s.";
        return null;
    }

    private async Task<UploadOutcome?> KnownAsync(string hash, CancellationToken stop)
    {
        var known = await db.Media.AsNoTracking().Where(item => item.Hash == hash).OrderBy(item => item.Sample).ThenBy(item => item.Ref)
            .Select(item => new { item.Ref, item.FrontMatter, item.Refusal }).FirstOrDefaultAsync(stop);
        if (known is null) return null;
        var title = JsonSerializer.Deserialize<MediaProperties>(known.FrontMatter, ContentJson.Options)!.Title;
        return known.Refusal is { } refusal
            ? new UploadOutcome(null, title, refusal)
            : new UploadOutcome(known.Ref, title, $"Dit bestand stond er al, als ‘{title}’.");
    }

    // Null when it is well described; else why not.
    private static string? Describe(
        string id, string title, string alt, bool decorative, (int X, int Y)? focus, FileKind kind, string folder,
        out string source, out FrontMatter front)
    {
        var words = Typed(alt);
        (string Key, JsonNode? Value)[] values =
        [
            ("id", id), ("title", title), ("folder", folder.Length > 0 ? folder : null),
            ("alt", kind.IsImage && !decorative && words.Length > 0 ? words : null),
            ("decorative", kind.IsImage && decorative ? JsonValue.Create(true) : null),
            ("focus_x", kind.IsImage && focus is var (x, _) ? JsonValue.Create(x) : null),
            ("focus_y", kind.IsImage && focus is var (_, y) ? JsonValue.Create(y) : null),
        ];
        source = values.Where(pair => pair.Value is not null)
            .Aggregate("", (yaml, pair) => YamlEdit.With(yaml, pair.Key, pair.Value, Order)
                ?? throw new InvalidOperationException($"{pair.Key} cannot be written down."));
        front = FrontMatter.Read(source, MediaProperties.Properties);
        return ProblemOf(front, kind);
    }

    // "C:\foto's\IMG_0012.JPG" becomes "IMG 0012": some browsers send the whole path.
    private static string TitleOf(string fileName)
    {
        var name = Unicode.WithoutLoneSurrogates(fileName);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        if (Path.GetExtension(name) is { Length: > 1 and <= 6 } ending) name = name[..^ending.Length];
        var plain = string.Concat(name.Where(letter => !char.IsControl(letter) && !Unicode.TurnsDirection(letter.ToString()))
            .Select(letter => letter == '_' ? ' ' : letter));
        var title = OneLine.Of(plain);
        title = title.AtMost(LongestTitle).Trim();
        // What looks like markup is none of a title.
        if (ForeignMarkup.InPlain(title, 1).Any()) title = SlugOf(title).Replace('-', ' ');
        return title.Length == 0 ? "Bestand" : char.ToUpper(title[0], DutchTime.Culture) + title[1..];
    }

    private static string SlugOf(string title) => Slug.Of(title) is { Length: > 0 } slug ? slug : "bestand";
}
