using Portal.Calendar.Questions;

namespace Portal.Calendar.Pages.Maatwerkadvies;

/// <summary>Asks for advice on an approach.</summary>
internal sealed class IndexModel(AskTools tools) : AskPage(tools)
{
    public override QuestionKind Kind => QuestionKind.Advice;

    public override string Title => "Maatwerkadvies";

    public override string Lead => "Loop je vast met jullie aanpak? Adviseurs Weerbare Jeugd denken mee.";
}
