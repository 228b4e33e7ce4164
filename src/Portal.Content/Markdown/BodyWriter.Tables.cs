using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Portal.Content.Markdown.Syntax;

namespace Portal.Content.Markdown;

/// <content>Tables.</content>
public sealed partial class BodyWriter
{
    /// <summary>
    /// Writes a table in its scroll box.
    /// </summary>
    /// <param name="table">A pipe table.</param>
    /// <param name="labelledBy">Id of the caption, or null to be named after the nearest heading.</param>
    public void Table(Table table, string? labelledBy = null)
    {
        Markup($"<div class=\"utrecht-table-container utrecht-table-container--overflow-inline\" role=\"region\"");
        Attribute("aria-labelledby", labelledBy);
        Attribute("aria-label", labelledBy is null ? TableName() : null);
        MarkupLine($""" tabindex="0"><table class="utrecht-table utrecht-table--html-table">""");
        WriteRows(table);
        MarkupLine($"</table></div>");
    }

    /// <summary>No two regions of a page may have one name.</summary>
    private string TableName()
    {
        var number = Count("tabel bij " + _heading);
        var name = number == 1 ? "Tabel" : $"Tabel {number}";
        return _heading is null ? name : $"{name} bij {_heading}";
    }

    private void WriteRows(Table table)
    {
        var rows = table.OfType<TableRow>().ToList();
        var hasRowHeaders = rows.FirstOrDefault(row => row.IsHeader) is { Count: > 0 } header && !((TableCell)header[0]).IsEmpty();
        var columns = rows.Max(row => row.Count);
        foreach (var part in rows.GroupBy(row => row.IsHeader).OrderByDescending(part => part.Key))
        {
            var (tag, name) = part.Key ? ("thead", "header") : ("tbody", "body");
            MarkupLine($"""<{tag} class="utrecht-table__{name}">""");
            foreach (var row in part)
            {
                Markup($"""<tr class="utrecht-table__row">""");
                for (var i = 0; i < columns; i++) WriteCell(table, row, i, hasRowHeaders);
                EndLine();
                MarkupLine($"</tr>");
            }
            MarkupLine($"</{tag}>");
        }
    }

    private void WriteCell(Table table, TableRow row, int column, bool hasRowHeaders)
    {
        var cell = column < row.Count ? (TableCell)row[column] : null;
        var isHeader = (row.IsHeader && cell is not null && !cell.IsEmpty()) || (!row.IsHeader && column == 0 && hasRowHeaders);
        var isNumeric = column < table.ColumnDefinitions.Count && table.ColumnDefinitions[column].Alignment == TableColumnAlign.Right;
        var tag = isHeader ? "th" : "td";
        Markup($"<{tag}");
        var name = row.IsHeader ? "utrecht-table__header-cell" : "utrecht-table__cell";
        Attribute("class", isNumeric ? $"{name} utrecht-table__cell--numeric-data" : name);
        Attribute("scope", !isHeader ? null : row.IsHeader ? "col" : "row");
        Markup($">");
        if (cell is not null && isHeader) WithoutExplanations(() => Inline(cell));
        else if (cell is not null) Inline(cell);
        Separate();
        Markup($"</{tag}>");
    }
}
