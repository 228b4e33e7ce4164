namespace Portal.Calendar.Pages.Agenda;

/// <summary>A month as a table. For <c>_Month</c>.</summary>
/// <param name="Grid">Its weeks.</param>
/// <param name="Today">The day that is marked.</param>
/// <param name="ListUrl">All of the month as a list, for a day with more than fits.</param>
public sealed record MonthPart(MonthGrid Grid, DateOnly Today, string ListUrl);
