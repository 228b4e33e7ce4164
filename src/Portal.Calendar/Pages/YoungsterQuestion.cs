using Portal.Calendar.Questions;

namespace Portal.Calendar.Pages;

/// <summary>What looks like data of a youngster, and the box to send it all the same. For <c>_Youngsters</c>.</summary>
/// <param name="Findings">What was found; nothing is shown where that is nothing.</param>
/// <param name="Field">The name of the box.</param>
internal sealed record YoungsterQuestion(IReadOnlyList<YoungsterFinding> Findings, string Field);
