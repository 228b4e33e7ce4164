using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Portal.Learning.Exercises;

namespace Portal.Learning.Quizzes;

/// <summary>
/// What a visitor answered so far. It travels in the form of the page and nowhere else: no cookie, nothing on the server, nothing in an
/// address that a log would keep. It is graded anew on every page, so tampering with it fools nobody but oneself.
/// </summary>
internal sealed class QuizAnswers
{
    private const int MaxPacked = 20_000, MaxUnpacked = 60_000, MaxAnswers = 60;

    private readonly SortedDictionary<string, Answer> answers = new(StringComparer.Ordinal);

    /// <summary>The answer to an exercise; empty where there is none.</summary>
    public Answer this[string exercise] => answers.GetValueOrDefault(exercise) ?? Answer.Empty;

    /// <summary>How many there are.</summary>
    public int Count => answers.Count;

    /// <summary>True when this exercise was answered.</summary>
    public bool Has(string exercise) => answers.ContainsKey(exercise);

    /// <summary>Keeps an answer.</summary>
    public void Set(string exercise, Answer answer)
    {
        if (answers.Count < MaxAnswers || answers.ContainsKey(exercise)) answers[exercise] = answer;
    }

    /// <summary>All of it as one short word for a hidden field.</summary>
    public string Pack()
    {
        if (answers.Count == 0) return "";
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(deflate, answers.ToDictionary(pair => pair.Key, pair => pair.Value.Fields));
        return Base64Url.EncodeToString(packed.ToArray());
    }

    /// <summary>What <see cref="Pack"/> made; anything else is no answers.</summary>
    public static QuizAnswers Unpack(string? packed)
    {
        var all = new QuizAnswers();
        if (string.IsNullOrEmpty(packed) || packed.Length > MaxPacked || !Base64Url.IsValid(packed)) return all;
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(packed)), CompressionMode.Decompress);
            // A few bytes can unfold to gigabytes: more than fits is not read.
            var json = new byte[MaxUnpacked];
            var length = deflate.ReadAtLeast(json, json.Length, throwOnEndOfStream: false);
            if (length == json.Length) return all;
            using var read = JsonDocument.Parse(json.AsMemory(0, length), new JsonDocumentOptions { MaxDepth = 4 });
            foreach (var exercise in read.RootElement.EnumerateObject())
                all.Set(exercise.Name, Answer.FromJson(exercise.Value.GetRawText()));
        }
        catch (Exception problem) when (
            problem is JsonException or InvalidDataException or FormatException or InvalidOperationException or DecoderFallbackException)
        {
            return new QuizAnswers();
        }
        return all;
    }
}
