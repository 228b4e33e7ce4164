using Portal.Content.Pages;
using Portal.Content.Publishing;
using Portal.Learning.Types;

namespace Portal.Learning.Pages;

/// <summary>A module in a list. For <c>_Module</c>.</summary>
/// <param name="Module">The module.</param>
/// <param name="Chapters">How many chapters it has.</param>
internal sealed record ModuleEntry(PublishedDocument<LearningModule> Module, int Chapters)
{
    /// <summary>"40 minuten, 7 hoofdstukken".</summary>
    public string Size => $"{Module.Properties.Minutes} minuten, {Words.Count(Chapters, "hoofdstuk", "hoofdstukken")}";
}
