using Portal.Members.Access;

namespace Portal.Calendar.Questions;

/// <summary>What a question is for.</summary>
internal enum QuestionKind
{
    /// <summary>Advice for the approach of a municipality or a team.</summary>
    Advice,

    /// <summary>Anything else.</summary>
    Contact,

    /// <summary>Something on a page is wrong.</summary>
    Fault,

    /// <summary>A right under the AVG: only administrators see it.</summary>
    Privacy,
}

/// <summary>Words of kinds, and who sees which.</summary>
internal static class QuestionKinds
{
    /// <summary>All kinds.</summary>
    public static IReadOnlyList<QuestionKind> All { get; } = Enum.GetValues<QuestionKind>();

    /// <summary>As stored, and as in an address of the office.</summary>
    public static string Key(this QuestionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of a word; null for any other word.</summary>
    public static QuestionKind? Of(string? key) =>
        All.Where(kind => kind.Key() == key).Select(kind => (QuestionKind?)kind).FirstOrDefault();

    /// <summary>What colleagues call it.</summary>
    public static string Label(this QuestionKind kind) => kind switch
    {
        QuestionKind.Advice => "Advies op maat",
        QuestionKind.Fault => "Fout op een pagina",
        QuestionKind.Privacy => "Verzoek over gegevens",
        _ => "Contact",
    };

    /// <summary>What it is in a sentence to who asked: "je vraag".</summary>
    public static string Thing(this QuestionKind kind) => kind switch
    {
        QuestionKind.Fault => "melding",
        QuestionKind.Privacy => "verzoek",
        _ => "vraag",
    };

    /// <summary>With its article or "je": "je vraag", "je verzoek" go alike; "deze vraag", "dit verzoek" do not.</summary>
    public static string This(this QuestionKind kind) => kind == QuestionKind.Privacy ? "dit verzoek" : $"deze {kind.Thing()}";

    /// <summary>Who answers this kind, by role.</summary>
    public static IReadOnlyList<string> Roles(this QuestionKind kind) => kind switch
    {
        QuestionKind.Privacy => [Rights.Administrator],
        QuestionKind.Fault => [Rights.Editor, Rights.Coordinator, Rights.Administrator],
        _ => [Rights.Coordinator, Rights.Administrator],
    };

    /// <summary>The kinds that this member may see.</summary>
    public static IReadOnlyList<QuestionKind> SeenBy(CurrentMember member) => [.. All.Where(kind => kind.Roles().Any(member.May))];
}

/// <summary>Which right somebody uses.</summary>
internal static class QuestionWishes
{
    /// <summary>As stored, and as somebody chooses it.</summary>
    public static IReadOnlyList<(string Value, string Text)> All { get; } =
    [
        ("access", "Ik wil weten welke gegevens van mij er zijn"), ("correction", "Ik wil iets laten verbeteren"),
        ("erasure", "Ik wil gegevens laten verwijderen"), ("objection", "Ik maak bezwaar"),
    ];

    /// <summary>In words; null for nothing.</summary>
    public static string? Label(string? wish) => All.FirstOrDefault(one => one.Value == wish).Text;
}
