using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Platform;

namespace Portal.Content.Pages.Beheer.Rapporten;

/// <summary>A report on content: a table in pages, and the whole of it as a file.</summary>
internal abstract class ReportPage : PageModel
{
    /// <summary>How many rows stand on a page.</summary>
    protected const int PageSize = 50;

    /// <summary>The pages above a report.</summary>
    public static IReadOnlyList<Link> Trail { get; } = [new("Beheer", "/beheer"), new("Rapporten", "/beheer/rapporten")];

    /// <summary>Where in the list this is.</summary>
    public Pager Pager { get; private set; } = null!;

    /// <summary>How many rows there are in all.</summary>
    public int Total { get; private set; }

    /// <summary>The page that the address asks for, from 1.</summary>
    protected int Asked => Pages.Pager.Asked(Request);

    /// <summary>What stands on this page of a list; false when there is no such page.</summary>
    protected bool TryCut<T>(IReadOnlyList<T> all, out IReadOnlyList<T> page, params KeyValuePair<string, string?>[] chosen)
    {
        page = [];
        if (!TryCut(all.Count, chosen)) return false;
        page = [.. all.Skip((Pager.Number - 1) * PageSize).Take(PageSize)];
        return true;
    }

    /// <summary>The same where the database cuts.</summary>
    protected bool TryCut(int total, params KeyValuePair<string, string?>[] chosen)
    {
        if (Pages.Pager.Of(Request, total, PageSize, chosen) is not { } pager) return false;
        (Pager, Total) = (pager, total);
        return true;
    }

    /// <summary>A report as a file for a spreadsheet.</summary>
    protected FileContentResult FileOf(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows) =>
        File(Csv.Write(columns, rows), Csv.MediaType, name + ".csv");

    /// <summary>A number as read in Dutch.</summary>
    public static string Number(int number) => number.ToString("N0", DutchTime.Culture);
}
