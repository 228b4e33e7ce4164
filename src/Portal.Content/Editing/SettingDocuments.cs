using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Content.Yaml;
using Portal.Platform;

namespace Portal.Content.Editing;

/// <summary>
/// Begins the documents that say how the site is set, each with what the site does by itself, and changes one sentence of them: as any
/// document they have drafts, versions and a way back.
/// </summary>
internal sealed class SettingDocuments(DocumentEditor editor, Publisher publisher, DocumentTypes types)
{
    // Another one that saves in the same instant is met a few times at most.
    private const int MostTries = 10;

    /// <summary>Begins the one document of a type as a concept; nothing when it is there.</summary>
    /// <param name="standing">What it says at first.</param>
    /// <param name="by">Who begins it.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>Null when it is there, or why not, Dutch.</returns>
    public async Task<string?> BeginAsync(DocumentProperties standing, Change by, CancellationToken stop)
    {
        if (await editor.OpenAsync(standing.Id, stop) is not null) return null;
        var outcome = await publisher.ApplyAsync(Begun(standing), by, stop);
        return outcome.IsDone || outcome.Verdict == ChangeVerdict.Stale ? null : outcome.Message;
    }

    /// <summary>Says a sentence of the interface in one's own words, at once for every reader.</summary>
    /// <param name="text">Which sentence.</param>
    /// <param name="own">One's own words; null: the standing ones again.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="stop">Cancels the call.</param>
    /// <returns>Null when readers see it, or why not, Dutch.</returns>
    public async Task<string?> SayAsync(SiteText text, string? own, Change by, CancellationToken stop)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var open = await editor.OpenAsync(OwnTexts.Name, stop);
            if (open is { Draft: not null, IsOnline: true })
                return "Iemand werkt aan alle teksten tegelijk. Zet dat eerst online of gooi dat concept weg (bij Inhoud).";
            var said = open is null ? [] : Read(open);
            if (open is null && own is null) return null;
            var texts = said.Where(one => one.Key != text.Key)
                .Concat(own is null ? [] : new[] { new OwnText { Key = text.Key, Text = own } })
                .OrderBy(one => Place(one.Key)).ToList();
            var change = open is null
                ? Begun(new OwnTexts { Id = OwnTexts.Name, Type = OwnTexts.Name, Title = "Teksten van de site", Texts = texts })
                : With(open, texts);
            if (change is null) return "Deze teksten kunnen alleen bij Inhoud veranderd worden, in de bron.";
            var outcome = await publisher.ApplyAsync(change with { Step = new Step.Publish() }, by, stop);
            if (outcome.IsDone) return null;
            // Somebody else began them in the same instant: theirs is there now, to say this in as well.
            if (open is null && await editor.OpenAsync(OwnTexts.Name, stop) is not null) continue;
            if (outcome.Verdict != ChangeVerdict.Stale) return outcome.Message;
        }
        return "Er wordt op dit moment te veel tegelijk bewaard. Probeer het zo nog eens.";
    }

    /// <summary>What a text that was typed lacks, Dutch; null when it can be said.</summary>
    public static string? ProblemOf(string own) =>
        own.Length == 0 ? "Schrijf een tekst, of ga terug naar de vaste tekst."
            : own.Length > SiteText.Longest ? $"Houd de tekst onder de {SiteText.Longest} tekens."
            : Markdown.Unicode.TurnsDirection(own) ? "Er staat een onzichtbaar teken in dat de leesrichting omdraait. Typ de tekst opnieuw."
            : null;

    private DocumentChange Begun(DocumentProperties standing)
    {
        var type = types[standing.Type];
        var values = JsonSerializer.SerializeToNode(standing, type.Record, ContentJson.Options)!.AsObject();
        // What everybody fills in first, and what it is: the rest keeps its defaults, and no line says so.
        var keys = type.Properties.Where(property => property.Info.Group == PropertyGroup.Main || property.Key is "id" or "type" or "title")
            .Select(property => property.Key).Where(key => key != "summary").ToList();
        var yaml = keys.Where(values.ContainsKey)
            .Aggregate("", (yaml, key) => YamlEdit.With(yaml, key, values[key]?.DeepClone(), type.Keys)!);
        return new DocumentChange(standing.Id)
        {
            NewOfType = type.Name,
            Revision = 0, // of one that is not there yet: whoever is second has not seen what the first wrote
            Place = new NewPlace(type.Info.FixedPath is null ? standing.Id[type.Info.IdPrefix.Length..] : type.Name, null),
            Text = DocumentEditor.TextOf(type, yaml, ""),
        };
    }

    private static DocumentChange? With(OpenDocument open, IReadOnlyList<OwnText> texts)
    {
        var value = texts.Count == 0 ? null : JsonSerializer.SerializeToNode(texts, ContentJson.Options);
        return YamlEdit.With(open.Text.FrontSource, "texts", value, open.Type.Keys) is not { } yaml ? null
            : new DocumentChange(open.Id) { Revision = open.Revision, Text = DocumentEditor.TextOf(open.Type, yaml, open.Text.Body) };
    }

    private static IReadOnlyList<OwnText> Read(OpenDocument open) =>
        (DraftReader.Read(open.Type, open.Text.FrontMatter) as OwnTexts)?.Texts ?? [];

    private static int Place(string key) => SiteText.Find(key) is { } text ? SiteText.All.ToList().IndexOf(text) : int.MaxValue;
}
