namespace Portal.Members.People;

/// <summary>
/// What a member chooses from in the profile: the portal's own documents. The content room has them and stands above this one,
/// so this room asks, and Content answers.
/// </summary>
public interface IProfileChoices
{
    /// <summary>Functions of a professional, e.g. <c>docent</c>.</summary>
    IReadOnlyList<Choice> Functions { get; }

    /// <summary>Themes, by id of their dossier.</summary>
    IReadOnlyList<Choice> Themes { get; }

    /// <summary>Municipalities in order of name, each with the basisteam and district it is part of.</summary>
    IReadOnlyList<Municipality> Municipalities { get; }
}

/// <summary>Something to choose.</summary>
/// <param name="Id">As stored.</param>
/// <param name="Label">As shown.</param>
public sealed record Choice(string Id, string Label);

/// <summary>A municipality and where it lies.</summary>
/// <param name="Id">Id of its organisatie document.</param>
/// <param name="Label">As shown.</param>
/// <param name="Team">Its basisteam.</param>
/// <param name="District">Its police district.</param>
public sealed record Municipality(string Id, string Label, Choice? Team, Choice? District);
