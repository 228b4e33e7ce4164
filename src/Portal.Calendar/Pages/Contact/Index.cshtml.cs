using Portal.Calendar.Questions;

namespace Portal.Calendar.Pages.Contact;

/// <summary>Asks anything.</summary>
internal sealed class IndexModel(AskTools tools) : AskPage(tools)
{
    public override QuestionKind Kind => QuestionKind.Contact;

    public override string Title => "Contact";

    public override string Lead => "Stel je vraag. We antwoorden per mail.";
}
