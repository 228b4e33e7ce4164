namespace Portal.Search.Querying;

/// <summary>A place in a text where a term of the question stands.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">After the last character.</param>
/// <param name="Term">Which term, by its place in the question.</param>
internal readonly record struct Mark(int Start, int End, int Term);
