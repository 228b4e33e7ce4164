namespace Portal.Platform.Data;

/// <summary>A pattern of SQL for a part of a text, in which no sign of what was typed means anything.</summary>
public static class SearchPattern
{
    /// <summary>What a sign that means itself stands behind.</summary>
    public const string Escape = "\\";

    /// <summary>Whatever has the text in it.</summary>
    public static string In(string text) => "%" + text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%";
}
