namespace Portal.Search.Indexing;

/// <summary>The fields of a section in the index (Examine: field definitions).</summary>
internal static class SectionField
{
    /// <summary>Key of the page it is a section of: 32 hexadecimal digits. A term, and as 64 bits a number beside each section.</summary>
    public const string Page = "page";

    /// <summary>Title of the page; words.</summary>
    public const string Title = "title";

    /// <summary>Heading of the section, or of the head of a page its keywords; words.</summary>
    public const string Heading = "heading";

    /// <summary>Text; words, with the places where they stand.</summary>
    public const string Body = "body";

    /// <summary>What the title is about, as one term (<see cref="Analysis.DutchAnalyzer.Subject"/>).</summary>
    public const string Subject = "subject";

    /// <summary>All words as they are written, folded; one term each.</summary>
    public const string Word = "word";

    /// <summary>Document type.</summary>
    public const string Type = "type";

    /// <summary>What it can be narrowed to (<see cref="SearchDocument.Filters"/>), a line each.</summary>
    public const string Filters = "filters";

    /// <summary>Of what grows old, the number of the day it is about; 0 of what does not.</summary>
    public const string FreshOn = "fresh";

    /// <summary>Number of the section in its page.</summary>
    public const string Section = "section";

    /// <summary>What is shown of it, kept as it is.</summary>
    public const string Shown = "shown";

    /// <summary>The words it uses most, kept as they are (<see cref="Indexing.Telling"/>).</summary>
    public const string Telling = "telling";

    /// <summary>Fields whose words are searched.</summary>
    public static readonly string[] Searched = [Title, Heading, Body];
}
