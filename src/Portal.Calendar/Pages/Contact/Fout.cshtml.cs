using Portal.Calendar.Questions;
using Portal.Content.Pages;

namespace Portal.Calendar.Pages.Contact;

/// <summary>Tells of something that is wrong on a page; its address is filled in by the link at the foot of each.</summary>
internal sealed class FoutModel(AskTools tools) : AskPage(tools)
{
    public override QuestionKind Kind => QuestionKind.Fault;

    public override string Title => "Zie je een fout?";

    public override string Lead => "Klopt een tekst niet, of werkt iets niet? Vertel het ons. Je hoeft niet te zeggen wie je bent.";

    public override IReadOnlyList<Link> Trail => [new("Contact", "/contact")];
}
