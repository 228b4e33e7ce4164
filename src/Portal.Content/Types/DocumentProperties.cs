using System.Text.Json.Serialization;

namespace Portal.Content.Types;

/// <summary>The front matter that every document has, whatever its type.</summary>
public abstract record DocumentProperties
{
    /// <summary>The document's name for ever: references use it, a rename does not touch it.</summary>
    [Property("Id", Required = true, MaxLength = 120, IsManaged = true,
        Help = "Blijft altijd gelijk, ook als de titel of het adres verandert.")]
    public required string Id { get; init; }

    /// <summary>The document type's name.</summary>
    [Property("Soort", Required = true, IsManaged = true)]
    public required string Type { get; init; }

    /// <summary>The page's title, its only h1.</summary>
    [Property("Titel", Required = true, MaxLength = 120)]
    public required string Title { get; init; }

    /// <summary>One or two plain sentences; shown in lists and search results.</summary>
    [Property("Samenvatting", MaxLength = 300, Multiline = true, Group = PropertyGroup.Main, Help = "Een of twee zinnen in gewone taal.")]
    public string Summary { get; init; } = "";

    /// <summary>Where the document is in its life.</summary>
    [Property("Status", IsManaged = true)]
    public DocumentState Status { get; init; } = DocumentState.Published;

    /// <summary>Date of first publication here.</summary>
    [Property("Gepubliceerd op")]
    public DateOnly? Published { get; init; }

    /// <summary>Wall-clock time in Europe/Amsterdam at which a scheduled document comes online.</summary>
    [Property("Online vanaf", IsManaged = true, Help = "Alleen bij de status 'gepland'.")]
    public DateTime? PublishAt { get; init; }

    /// <summary>When an editor last checked that it is still true.</summary>
    [Property("Laatst gecontroleerd", Group = PropertyGroup.Upkeep)]
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Before which date it must be checked again.</summary>
    [Property("Controleren voor", Group = PropertyGroup.Upkeep, Help = "Voor deze dag kijkt iemand of het nog klopt.")]
    public DateOnly? ReviewBy { get; init; }

    /// <summary>Words people search with that the text does not have.</summary>
    [Property("Zoekwoorden", Searched = true, Group = PropertyGroup.Findable,
        Help = "Woorden waarmee mensen zoeken en die niet in de tekst staan.")]
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Ids of documents that belong with this one.</summary>
    [Property("Hoort bij", IsReference = true, Group = PropertyGroup.Findable, Help = "Stukken die een lezer hierna wil zien.")]
    public IReadOnlyList<string> Related { get; init; } = [];

    /// <summary>
    /// What it has to do with, as names or ids of areas; empty: with all of the region; null: with no area, or it does not say.
    /// </summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string>? Areas => null;

    /// <summary>The year it is of; null for what is of no year.</summary>
    [JsonIgnore]
    public virtual int? YearOf => null;

    /// <summary>Of what grows old: the day it is about. Search puts it lower from then on; null for what stays as true.</summary>
    [JsonIgnore]
    public virtual DateOnly? FreshOn => null;

    /// <summary>Ids of the dossiers it belongs to; empty for types that have no themes.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> Themes => [];

    /// <summary>Of a type that explains words: what else it is called.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> OtherNames => [];

    /// <summary>Words that search takes for one another; none for a type that says nothing of words.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> SameWords => [];

    /// <summary>What search looks for as well when one of <see cref="SameWords"/> was asked for, and not the other way round.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<string> LeadsTo { get; init; } = [];

    /// <summary>Questions that these pages are the first answer to; none for a type that says nothing of answers.</summary>
    [JsonIgnore]
    public virtual (IReadOnlyList<string> Questions, IReadOnlyList<string> Pages) FirstAnswers => ([], []);

    /// <summary>Of a type whose documents are themes: its place among them, low first.</summary>
    [JsonIgnore]
    public virtual int ThemeOrder => 0;

    /// <summary>False where a search must not quote the body: the questions of a test.</summary>
    [JsonIgnore]
    public virtual bool BodyIsSearched => true;

    /// <summary>How it shows itself beside others.</summary>
    [JsonIgnore]
    public virtual Listing Listing => new(null, Summary);
}

/// <summary>A document that belongs to themes: the dossiers list it by themselves.</summary>
public abstract record ThemedProperties : DocumentProperties
{
    /// <summary>Ids of the dossiers it belongs to; the search facet "thema".</summary>
    [Property("Dossiers", IsReference = true, ReferenceTo = "dossier", Group = PropertyGroup.Findable)]
    public IReadOnlyList<string> Dossiers { get; init; } = [];

    /// <inheritdoc/>
    [JsonIgnore]
    public override IReadOnlyList<string> Themes => Dossiers;
}

/// <summary>Where a document is in its life.</summary>
public enum DocumentState
{
    /// <summary>Being written; nobody outside sees it.</summary>
    [JsonStringEnumMemberName("concept"), Label("Concept")] Concept,

    /// <summary>Written; a second person reads it.</summary>
    [JsonStringEnumMemberName("in_review"), Label("Ter controle")] InReview,

    /// <summary>Online.</summary>
    [JsonStringEnumMemberName("published"), Label("Online")] Published,

    /// <summary>Comes online by itself at a set time.</summary>
    [JsonStringEnumMemberName("scheduled"), Label("Gepland")] Scheduled,

    /// <summary>Was online and is gone on purpose: its address answers 410.</summary>
    [JsonStringEnumMemberName("archived"), Label("Gearchiveerd")] Archived,
}

/// <summary>The colour of a theme or module in the portal's palette.</summary>
public enum ThemeColor
{
    /// <summary>The portal's own colour.</summary>
    [JsonStringEnumMemberName("petrol"), Label("Petrol")] Petrol,

    /// <summary>Brick red.</summary>
    [JsonStringEnumMemberName("brick"), Label("Baksteen")] Brick,

    /// <summary>Warm yellow.</summary>
    [JsonStringEnumMemberName("sun"), Label("Zon")] Sun,

    /// <summary>Green.</summary>
    [JsonStringEnumMemberName("moss"), Label("Mos")] Moss,

    /// <summary>Purple, the colour of quizzes.</summary>
    [JsonStringEnumMemberName("lilac"), Label("Lila")] Lilac,
}

/// <summary>Where a fact comes from.</summary>
public sealed record Source
{
    /// <summary>Title of the publication.</summary>
    [Property("Titel", Required = true)] public required string Title { get; init; }

    /// <summary>Author as named there.</summary>
    [Property("Auteur")] public string? Author { get; init; }

    /// <summary>Publisher.</summary>
    [Property("Uitgever")] public string? Publisher { get; init; }

    /// <summary>Year of publication.</summary>
    [Property("Jaar")] public int? Year { get; init; }

    /// <summary>Where it can be read.</summary>
    [Property("Link", Help = "Begint met https://.")] public string? Url { get; init; }

    /// <summary>Pages, as text.</summary>
    [Property("Pagina's")] public string? Pages { get; init; }

    /// <summary>A remark.</summary>
    [Property("Toelichting", Long = true)] public string? Note { get; init; }
}
