using System.Text.Json.Serialization;
using Portal.Calendar.Types;
using Portal.Content.Types;
using Portal.Learning.Exercises;

namespace Portal.Learning.Types;

/// <summary>A module: chapters that teach one thing, on the triad Herkennen - Handelen - Samenwerken.</summary>
[DocumentType(
    LearningModule.TypeName, Label = "Module", Plural = "Modules", Folder = "modules", PathPrefix = "/modules/",
    IdPrefix = LearningModule.IdPrefix, IsFolder = true, Color = ThemeColor.Moss)]
public sealed record LearningModule : ThemedProperties, ICourse, IChecked
{
    /// <summary>Name of the type, and what the id of every module begins with.</summary>
    public const string TypeName = "module", IdPrefix = TypeName + "-";

    /// <summary>Its place among the modules.</summary>
    [Property("Nummer")] public int Number { get; init; }

    /// <summary>How long it takes, in minutes.</summary>
    [Property("Duur in minuten")] public int Minutes { get; init; }

    /// <summary>For whom it is.</summary>
    [Property("Voor wie")] public IReadOnlyList<Audience> Audience { get; init; } = [];

    /// <summary>In the catalogue of trainings it is done by oneself.</summary>
    TrainingForm ICourse.Form => TrainingForm.ELearning;

    /// <summary>What you can do afterwards.</summary>
    [Property("Leerdoelen", Searched = true, Help = "Wat kun je na deze module?")] public IReadOnlyList<string> Goals { get; init; } = [];

    /// <summary>Its colour.</summary>
    [Property("Kleur")] public ThemeColor Color { get; init; }

    /// <summary>Per cent of the end test that is enough.</summary>
    [Property("Slaaggrens")] public int PassMark { get; init; } = 70;

    /// <summary>Per cent of the pre-test from which the end test may be done at once; null where that is not allowed.</summary>
    [Property("Vrijstelling vanaf")] public int? TestOut { get; init; }

    /// <summary>Per cent of the signals that has to be seen as well, so that who never worries does not pass; null: any.</summary>
    [Property("Slaaggrens signalen", Help = "Hoeveel procent van de signalen iemand minstens moet herkennen.")]
    public int? PassSignals { get; init; }

    /// <summary>Per cent of the ordinary situations that has to be right, so that who always worries does not pass; null: any.</summary>
    [Property("Slaaggrens gewone situaties", Help = "Hoeveel procent van de gewone situaties iemand minstens goed moet hebben.")]
    public int? PassOrdinary { get; init; }

    /// <summary>What a form of the end test is made of: points for each goal and way of asking.</summary>
    [Property("Toetsplan", Item = "Leerdoel",
        Help = "Hoeveel punten een vorm van de eindtoets geeft, per leerdoel en manier van vragen. De toets moet er precies bij passen.")]
    public IReadOnlyList<BlueprintRow> Blueprint { get; init; } = [];

    /// <summary>True when the chapters may be done in any order.</summary>
    [Property("Vrije volgorde")] public bool FreeOrder { get; init; } = true;

    /// <summary>How long a certificate is valid, in months; null where it does not expire.</summary>
    [Property("Geldig in maanden")] public int? ValidityMonths { get; init; }

    /// <summary>Registers that award points for it.</summary>
    [Property("Accreditaties", Item = "Accreditatie")] public IReadOnlyList<Accreditation> Accreditations { get; init; } = [];

    /// <summary>What may be hard to read, said before the first chapter.</summary>
    [Property("Let op vooraf", Multiline = true)] public string? ContentWarning { get; init; }

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Minutes > 0 ? $"{Minutes} minuten" : null] };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems() =>
        NumberRange.Problems(
            new("number", Number, 0, 999), new("minutes", Minutes, 0, 6000), new("pass_mark", PassMark, 1, 100),
            new("test_out", TestOut, 1, 100), new("pass_signals", PassSignals, 1, 100), new("pass_ordinary", PassOrdinary, 1, 100),
            new("validity_months", ValidityMonths, 1, 120))
        .Concat(Blueprint.Select((row, at) => new NumberRange($"blueprint.{at}.goal", row.Goal, 1, Math.Max(1, Goals.Count)))
            .SelectMany(range => NumberRange.Problems(range)))
        .Concat(Accreditations.SelectMany(accreditation =>
            NumberRange.Problems(new NumberRange("accreditations", accreditation.Points, 1, 1000))));
}

/// <summary>A row of a blueprint (a table of specifications): how many points of a test form measure a goal, by way of asking.</summary>
public sealed record BlueprintRow
{
    /// <summary>The goal's number among the module's goals, from 1.</summary>
    [Property("Nummer van het leerdoel", Required = true)] public required int Goal { get; init; }

    /// <summary>Points from situations: reason for concern or not.</summary>
    [Property("Herkennen")] public decimal Recognise { get; init; }

    /// <summary>Points from material to look at.</summary>
    [Property("Materiaal wegen")] public decimal Judge { get; init; }

    /// <summary>Points from what to do.</summary>
    [Property("Handelen")] public decimal Act { get; init; }

    /// <summary>Points from what one has to know.</summary>
    [Property("Weten")] public decimal Know { get; init; }

    /// <summary>The points of a way of asking.</summary>
    internal decimal Of(AskedWay way) => way switch
    {
        AskedWay.Recognise => Recognise,
        AskedWay.Judge => Judge,
        AskedWay.Act => Act,
        _ => Know,
    };
}

/// <summary>A register of professionals that awards points for a module.</summary>
public sealed record Accreditation
{
    /// <summary>The register, e.g. SKJ.</summary>
    [Property("Register", Required = true)] public required string Register { get; init; }

    /// <summary>Number of the accreditation.</summary>
    [Property("Nummer", Required = true)] public required string Number { get; init; }

    /// <summary>Points.</summary>
    [Property("Punten", Required = true)] public required int Points { get; init; }
}

/// <summary>What a chapter is for.</summary>
public enum ChapterKind
{
    /// <summary>To read and practise; feedback comes at once.</summary>
    [JsonStringEnumMemberName(ChapterKinds.Chapter), Label("Hoofdstuk")] Chapter,

    /// <summary>What one knows before; feedback comes at the end.</summary>
    [JsonStringEnumMemberName(ChapterKinds.PreTest), Label("Begintoets")] PreTest,

    /// <summary>What one knows afterwards; decides whether the module is passed.</summary>
    [JsonStringEnumMemberName(ChapterKinds.EndTest), Label("Eindtoets")] EndTest,

    /// <summary>Situations that come back as cards afterwards; no part of what the module asks.</summary>
    [JsonStringEnumMemberName(ChapterKinds.Practice), Label("Oefenen")] Practice,
}

/// <summary>Names of the kinds of chapters, in front matter and in the database.</summary>
internal static class ChapterKinds
{
    public const string Chapter = "chapter", PreTest = "pre_test", EndTest = "end_test", Practice = "practice";

    /// <summary>The name of a kind.</summary>
    public static string NameOf(ChapterKind kind) => kind switch
    {
        ChapterKind.PreTest => PreTest,
        ChapterKind.EndTest => EndTest,
        ChapterKind.Practice => Practice,
        _ => Chapter,
    };

    /// <summary>The kind of that name.</summary>
    public static ChapterKind Of(string name) => name switch
    {
        PreTest => ChapterKind.PreTest,
        EndTest => ChapterKind.EndTest,
        Practice => ChapterKind.Practice,
        _ => ChapterKind.Chapter,
    };
}

/// <summary>A chapter of a module; the module is its folder.</summary>
[DocumentType(
    Chapter.TypeName, Label = "Les", Plural = "Lessen", Folder = "modules", PathPrefix = "/modules/",
    IdPrefix = Chapter.TypeName + "-", Parent = LearningModule.TypeName, SummaryOptional = true,
    Color = ThemeColor.Moss)]
public sealed record Chapter : DocumentProperties, IChecked
{
    /// <summary>Name of the type.</summary>
    public const string TypeName = "hoofdstuk";

    /// <summary>Place in the module, low first.</summary>
    [Property("Volgorde", Required = true)] public int Order { get; init; }

    /// <summary>What it is for.</summary>
    [Property("Soort hoofdstuk")] public ChapterKind Kind { get; init; }

    /// <summary>How long it takes, in minutes.</summary>
    [Property("Duur in minuten")] public int Minutes { get; init; }

    /// <summary>
    /// Questions of which an earlier version had a wrong key: tests that were handed in are scored again, where that is better.
    /// </summary>
    [Property("Verbeterde sleutels", Item = "Verbetering", Help = "Was een vraag fout nagekeken? Zeg hier welke.")]
    public IReadOnlyList<Erratum> Errata { get; init; } = [];

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override bool BodyIsSearched => Kind == ChapterKind.Chapter;

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(Kind == ChapterKind.Chapter ? null : Kind.Label(), Summary)
    {
        Facts = [Minutes > 0 ? $"{Minutes} minuten" : null],
    };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems() =>
        NumberRange.Problems(new("order", Order, 0, 999), new("minutes", Minutes, 0, 600));
}

/// <summary>A question of which an earlier version had a wrong key.</summary>
public sealed record Erratum
{
    /// <summary>The exercise's id.</summary>
    [Property("Opdracht", Required = true)] public required string Exercise { get; init; }

    /// <summary>What was wrong, in a sentence for whoever now passes.</summary>
    [Property("Wat er fout was", Required = true, Multiline = true)] public required string Reason { get; init; }
}

/// <summary>A quiz for everyone.</summary>
[DocumentType(
    Quiz.TypeName, Label = "Quiz", Plural = "Quizzen", Folder = "quizzen", PathPrefix = "/quizzen/", IdPrefix = Quiz.TypeName + "-",
    Color = ThemeColor.Lilac)]
public sealed record Quiz : ThemedProperties, IChecked
{
    /// <summary>Name of the type.</summary>
    public const string TypeName = "quiz";

    /// <summary>How long it takes, in minutes.</summary>
    [Property("Duur in minuten")] public int Minutes { get; init; }

    /// <summary>Its colour.</summary>
    [Property("Kleur")] public ThemeColor Color { get; init; } = ThemeColor.Lilac;

    /// <summary>Where it comes from.</summary>
    [Property("Bronnen", Item = "Bron", Group = PropertyGroup.Sources)] public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override Listing Listing => new(null, Summary) { Facts = [Minutes > 0 ? $"{Minutes} minuten" : null] };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems() => NumberRange.Problems(new NumberRange("minutes", Minutes, 0, 600));
}

/// <summary>Between which numbers a property stands.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Value">What was written; null: nothing.</param>
/// <param name="Least">The least there is.</param>
/// <param name="Most">The most there is.</param>
internal sealed record NumberRange(string Key, int? Value, int Least, int Most)
{
    /// <summary>What to write instead, of each that is out of range.</summary>
    public static IEnumerable<(string Key, string Message)> Problems(params IEnumerable<NumberRange> ranges) =>
        ranges.Where(range => range.Value < range.Least || range.Value > range.Most)
            .Select(
                range =>
                    (range.Key, $"'{range.Key}' is {range.Value}; het moet een getal van {range.Least} tot en met {range.Most} zijn."));
}
