using System.Globalization;
using Portal.Content.Import;
using Portal.Content.Transfers;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Inlezen;

/// <summary>An import in words.</summary>
internal static class ImportWords
{
    /// <summary>How far it is, in a word or three.</summary>
    public static string State(ImportLine line) => line.State switch
    {
        ImportState.Looking => "wordt bekeken",
        ImportState.Looked => "nog niet ingelezen",
        ImportState.Doing => "wordt ingelezen",
        ImportState.Done => "ingelezen",
        ImportState.Undoing => "wordt ongedaan gemaakt",
        _ => "ongedaan gemaakt",
    };

    /// <summary>"1 bestand", "1.200 bestanden".</summary>
    public static string Files(int count) => count == 1 ? "1 bestand" : $"{Number(count)} bestanden";

    /// <summary>A number as the Dutch write it.</summary>
    public static string Number(int count) => count.ToString("N0", DutchTime.Culture);

    /// <summary>A part of the whole, in hundredths, as the value of a bar.</summary>
    public static string Hundredths(int done, int whole) => (done * 100L / whole).ToString(CultureInfo.InvariantCulture);
}

/// <summary>What is wrong, or deserves a look, by file and line. For <c>_Issues</c>.</summary>
/// <param name="Id">Id of its heading.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Issues">What it lists.</param>
internal sealed record IssueList(string Id, string Title, Some<ContentError> Issues);

/// <summary>Files that something becomes of. For <c>_Names</c>.</summary>
/// <param name="Title">What becomes of them.</param>
/// <param name="Names">Their names.</param>
internal sealed record NameList(string Title, Some<string> Names);
