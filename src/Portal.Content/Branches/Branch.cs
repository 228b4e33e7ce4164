namespace Portal.Content.Branches;

/// <summary>A part of the content that a member keeps to: a document with all that stands under it, or all documents of a type.</summary>
/// <param name="Id">Primary key.</param>
/// <param name="Member">Who keeps to it.</param>
/// <param name="Document">Key of the document it begins with, or null.</param>
/// <param name="Ref">Id of that document; null when it is gone for good.</param>
/// <param name="Type">Name of the type, or null.</param>
/// <param name="Title">What it is called; of what is gone, what it was called when it was given.</param>
/// <param name="State">Whether it is there.</param>
internal sealed record Branch(Guid Id, Guid Member, Guid? Document, string? Ref, string? Type, string Title, BranchState State)
{
    /// <summary>Why nobody can write in it, beside its title; empty when it is there.</summary>
    public string Words => State switch
    {
        BranchState.InBin => "ligt in de prullenbak",
        BranchState.Gone => "is er niet meer",
        _ => "",
    };
}

/// <summary>Whether a branch is there.</summary>
internal enum BranchState
{
    /// <summary>One can write in it.</summary>
    There,

    /// <summary>The document it begins with lies in the recycle bin.</summary>
    InBin,

    /// <summary>That document, or the type, is gone.</summary>
    Gone,
}

/// <summary>All branches of one member.</summary>
internal sealed class BranchSet
{
    private readonly HashSet<Guid> documents;
    private readonly HashSet<string> types;

    /// <summary>The set of these.</summary>
    public BranchSet(IReadOnlyList<Branch> all)
    {
        All = all;
        var there = all.Where(branch => branch.State == BranchState.There).ToList();
        documents = [.. there.Select(branch => branch.Document).OfType<Guid>()];
        types = [.. there.Select(branch => branch.Type).OfType<string>()];
    }

    /// <summary>Of who keeps to no branch.</summary>
    public static BranchSet Everywhere { get; } = new([]);

    /// <summary>The branches, also those that are not there.</summary>
    public IReadOnlyList<Branch> All { get; }

    /// <summary>
    /// True for who keeps to branches. One whose branch is not there keeps to it all the same, and so writes nowhere.
    /// </summary>
    public bool IsBound => All.Count > 0;

    /// <summary>True when a document, or one that stands above it, begins a branch.</summary>
    public bool Begins(Guid document, string type) => documents.Contains(document) || HasType(type);

    /// <summary>True when all documents of a type are in it.</summary>
    public bool HasType(string type) => types.Contains(type);

    /// <summary>What they are called: "Nieuws en Over ons".</summary>
    public string Words => ListOf([.. All.Select(branch => branch.Title)], "en");

    /// <summary>Names in a row: "Anna, Bert of Cor".</summary>
    public static string ListOf(IReadOnlyList<string> names, string last) =>
        names.Count < 2 ? string.Concat(names) : string.Join(", ", names.SkipLast(1)) + $" {last} " + names[^1];
}
