namespace Portal.Content.Types;

/// <summary>
/// The words and picks of the front page, which shows beside them what follows from the rest: what is new, what comes, all dossiers. What
/// is left empty is left out; without a document of this type the page does without all of it.
/// </summary>
[DocumentType("voorpagina", Label = "Voorpagina", Plural = "Voorpagina", Folder = "voorpagina", PathPrefix = "/", FixedPath = "/",
    IdPrefix = "voorpagina")]
public sealed record FrontPage : DocumentProperties, IChecked
{
    /// <summary>What a browser's tab and a search engine call the page.</summary>
    [Property("Titel in het tabblad", Required = true, MaxLength = 60, Help = "Zo heet de site in het tabblad en in zoekmachines.")]
    public required string WindowTitle { get; init; }

    /// <summary>Questions under the search field, which lead to what is found for them.</summary>
    [Property("Voorbeelden van vragen", MaxItems = 5, Help = "Staan onder het zoekveld. Kies vragen waarop het portaal antwoord geeft.")]
    public IReadOnlyList<string> Questions { get; init; } = [];

    /// <summary>The functions that have an entrance of their own.</summary>
    [Property("Functies met een eigen ingang", MaxItems = 12)]
    public IReadOnlyList<Audience> Functions { get; init; } = [];

    /// <summary>Id of the module to begin with; null or offline: the first by number.</summary>
    [Property("Module om mee te beginnen", IsReference = true, ReferenceTo = "module")]
    public string? Module { get; init; }

    /// <summary>A statement that is true or not.</summary>
    [Property("Stelling", MaxLength = 160, Help = "Bij 'Eén vraag': een zin die klopt of niet klopt.")]
    public string? Statement { get; init; }

    /// <summary>Whether it is.</summary>
    [Property("De stelling klopt")] public bool StatementIsTrue { get; init; }

    /// <summary>Why, after either answer.</summary>
    [Property("Uitleg bij de stelling", MaxLength = 400, Multiline = true)]
    public string? Explanation { get; init; }

    /// <summary>Id of the document that says so.</summary>
    [Property("Waar de uitleg vandaan komt", IsReference = true)] public string? ExplainedIn { get; init; }

    /// <summary>Id of the quiz with more of it.</summary>
    [Property("Quiz met meer vragen", IsReference = true, ReferenceTo = "quiz")] public string? Quiz { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Problems()
    {
        if (Statement is not null && Explanation is null)
            yield return ("statement", "Bij 'statement' hoort 'explanation': waarom het klopt of niet klopt.");
    }
}
