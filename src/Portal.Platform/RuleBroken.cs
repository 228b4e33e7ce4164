namespace Portal.Platform;

/// <summary>
/// A rule of the domain says no. The message is for the one who asked, in Dutch; a page shows it, nothing is logged.
/// </summary>
public sealed class RuleBroken(string message) : Exception(message);
