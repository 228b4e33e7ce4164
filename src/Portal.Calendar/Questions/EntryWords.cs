namespace Portal.Calendar.Questions;

/// <summary>What was said and done, in words.</summary>
internal static class EntryWords
{
    /// <summary>A few words.</summary>
    public static string Of(EntryKind kind) => kind switch
    {
        EntryKind.Question => "Vraag",
        EntryKind.Goal => "Wat de vrager wil bereiken",
        EntryKind.Addition => "Toegevoegd door de vrager",
        EntryKind.Note => "Notitie van een collega",
        EntryKind.Answer => "Antwoord",
        EntryKind.Assigned => "Aan een collega gegeven",
        EntryKind.Closed => "Gesloten",
        _ => "Opnieuw geopend",
    };
}
