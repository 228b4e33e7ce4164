namespace Portal.Platform.Mail;

/// <summary>One mail to one person.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The whole mail as plain text.</param>
/// <param name="Html">The same with markup; null: text only.</param>
/// <param name="Kind">What it is for, one word, e.g. <c>sign-in</c>: for counting and for rules per kind.</param>
/// <param name="DedupeKey">What makes it this mail: a second one with the same key is not sent.</param>
public sealed record Mail(string To, string Subject, string Text, string? Html, string Kind, string DedupeKey);
