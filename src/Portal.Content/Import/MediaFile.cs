using System.Security.Cryptography;
using System.Text.Json;
using Portal.Content.Checks;
using Portal.Content.Media;
using Portal.Content.Types;
using Portal.Platform.Pictures;

namespace Portal.Content.Import;

/// <summary>A media file of the folder with its description, checked.</summary>
internal sealed class MediaFile
{
    /// <summary>Relative to the content folder, with forward slashes.</summary>
    public required string RelativePath { get; init; }

    /// <summary>File name with its ending.</summary>
    public required string Name { get; init; }

    /// <summary>True below <c>voorbeeld/</c>.</summary>
    public required bool Sample { get; init; }

    /// <summary>What it is.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>What its header says, when it is an image.</summary>
    public required PictureFile? Picture { get; init; }

    /// <summary>Where the file is on disk: a folder may hold more than fits into memory, so it is read again to be stored.</summary>
    public required string Path { get; init; }

    /// <summary>Its length in bytes.</summary>
    public required int Length { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The description as written.</summary>
    public required string Source { get; init; }

    /// <summary>The description's values.</summary>
    public required FrontMatter FrontMatter { get; init; }

    /// <summary>The description, typed; only when it has no errors.</summary>
    public MediaProperties Properties => FrontMatter.Json.Deserialize<MediaProperties>(ContentJson.Options)!;

    /// <summary>The id, or an empty text where it is missing.</summary>
    public string Id => FrontMatter.Json["id"]?.ToString() ?? "";

    /// <summary>As the library knows it.</summary>
    public NewMedia Item => new(Id, Name, Kind, Picture, Hash, Source, FrontMatter.Json) { Sample = Sample };

    /// <summary>Reads a file and the <c>.yml</c> beside it; null with the reason in <paramref name="errors"/>.</summary>
    public static MediaFile? Read(string path, string relativePath, bool sample, List<ContentError> errors)
    {
        var length = new FileInfo(path).Length;
        if (length > FileKind.Largest)
            return Refuse($"Het bestand is {length / 1_000_000.0:0.0} MB; hoogstens {FileKind.Largest / 1_000_000} MB past. Maak het kleiner.");

        var description = path + ".yml";
        if (!PlainFile.Is(description))
            return Refuse($"De beschrijving ontbreekt. Zet er {System.IO.Path.GetFileName(description)} naast met id, title en alt.");
        if (new FileInfo(description).Length > ContentFile.MaxBytes)
            return Refuse("De beschrijving is groter dan 1 MB. Kort haar in.");

        var bytes = File.ReadAllBytes(path);
        var ending = System.IO.Path.GetExtension(path).TrimStart('.');
        PictureFile.TryRead(bytes, out var picture, out var whyNoPicture);
        if (FileKind.Of(bytes) is not { } kind || kind.Extension != ending)
        {
            var allowed = string.Join(", ", FileKind.All.Select(known => known.Extension));
            var help = $"Toegestaan: {allowed}, en de naam moet kloppen met de inhoud.";
            if (FileKind.Named(ending) is { IsImage: true }) help = whyNoPicture ?? help;
            return Refuse($"De inhoud is geen {ending.ToUpperInvariant()}. {help}");
        }
        if (kind.IsImage && picture is null) return Refuse(whyNoPicture!);

        if (ContentFile.ReadText(description, relativePath + ".yml", errors) is not { } source) return null;
        var front = FrontMatter.Read(source, MediaProperties.Properties);
        errors.AddRange(front.Errors.Select(error => new ContentError(relativePath + ".yml", error.Line, error.Message)));
        errors.AddRange(front.Warnings.Select(warning => ContentError.Of(relativePath + ".yml", warning.Issue)));
        var file = new MediaFile
        {
            RelativePath = relativePath,
            Name = System.IO.Path.GetFileName(path),
            Sample = sample,
            Kind = kind,
            Picture = picture,
            Path = path,
            Length = bytes.Length,
            Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Source = source,
            FrontMatter = front,
        };
        if (front.Errors.Count == 0 && file.Properties.Problem(kind.IsImage) is { } problem)
            errors.Add(new(relativePath + ".yml", 1, problem));
        return file;

        MediaFile? Refuse(string message)
        {
            errors.Add(new(relativePath, 1, message));
            return null;
        }
    }
}
