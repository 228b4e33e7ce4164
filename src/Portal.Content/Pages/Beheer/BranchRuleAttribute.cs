namespace Portal.Content.Pages.Beheer;

/// <summary>
/// Says what a page of the office is about, for who keeps to branches. A page of this room that says nothing is closed to them, so that a
/// new one cannot forget it.
/// </summary>
/// <param name="rule">What it is about.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BranchRuleAttribute(BranchRule rule) : Attribute
{
    /// <summary>What it is about.</summary>
    public BranchRule Rule { get; } = rule;
}

/// <summary>What a page of the office is about.</summary>
public enum BranchRule
{
    /// <summary>Something that holds for the whole site: neither read nor changed by who keeps to branches.</summary>
    WholeSite,

    /// <summary>To read, for everybody; what can be done there holds for the whole site.</summary>
    Reading,

    /// <summary>The document that its address names by <c>id</c>: changed in its branch alone.</summary>
    Document,

    /// <summary>Documents that its form names, each looked at by <c>Publisher</c>; one that lies outside refuses all of it.</summary>
    Checked,

    /// <summary>Documents that its form names, each looked at by <c>Publisher</c> and each told of.</summary>
    Joint,

    /// <summary>Files of the library, by <c>id</c>: changed by who keeps to branches as long as nothing outside them uses one.</summary>
    Files,

    /// <summary>Nothing of anybody: looks up, makes a form, or adds a file.</summary>
    Free,
}
