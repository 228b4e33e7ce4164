using System.Globalization;
using Portal.Content.Types;
using Portal.Content.Versions;

namespace Portal.Content.Publishing;

/// <summary>Changes single lines of front matter and leaves the rest as it was written.</summary>
internal static class FrontMatterText
{
    /// <summary>The text with another state.</summary>
    public static DocumentText WithState(DocumentText text, DocumentState state, DateTime? publishAt)
    {
        var moment = publishAt?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        text = With(text, "status", state == DocumentState.Published ? null : state.Name(), state.Name());
        return With(text, "publish_at", moment, moment is null ? null : moment + ":00");
    }

    private static DocumentText With(DocumentText text, string key, string? written, string? value)
    {
        var lines = text.FrontSource.TrimEnd('\n').Split('\n').ToList();
        var at = lines.FindIndex(line => line.StartsWith(key + ":", StringComparison.Ordinal));
        if (at >= 0) lines.RemoveAt(at);
        if (written is not null) lines.Insert(at >= 0 ? at : lines.Count, $"{key}: {written}");

        var json = text.FrontMatter.DeepClone().AsObject();
        if (value is null || written is null) json.Remove(key);
        else json[key] = value;
        return new DocumentText(json, string.Join('\n', lines) + "\n", text.Body);
    }
}
