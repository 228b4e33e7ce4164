using Portal.Platform.Backup;

namespace Portal.Platform.Conditions;

/// <summary>Amounts as read in Dutch.</summary>
public static class Amounts
{
    /// <summary>Bytes, e.g. <c>1,2 GB</c>.</summary>
    public static string Size(long bytes) => BackupConsole.Size(bytes);

    /// <summary>How long ago, or how long, in the largest unit that says enough: <c>3 dagen</c>.</summary>
    public static string Long(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{(int)time.TotalDays} dagen",
        { TotalHours: >= 2 } => $"{(int)time.TotalHours} uur",
        { TotalMinutes: >= 2 } => $"{(int)time.TotalMinutes} minuten",
        _ => "een paar minuten",
    };

    /// <summary>A number with its word.</summary>
    public static string Of(long count, string one, string many) =>
        string.Create(DutchTime.Culture, $"{count:N0} {(count == 1 ? one : many)}");
}
