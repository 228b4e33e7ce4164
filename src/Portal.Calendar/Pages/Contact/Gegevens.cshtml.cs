using Portal.Calendar.Questions;
using Portal.Content.Pages;

namespace Portal.Calendar.Pages.Contact;

/// <summary>Asks what the law (AVG 15, 16, 17, 21) gives a right to, without an account.</summary>
internal sealed class GegevensModel(AskTools tools) : AskPage(tools)
{
    public override QuestionKind Kind => QuestionKind.Privacy;

    public override string Title => "Je gegevens";

    public override string Lead =>
        "Wil je weten wat we van je bewaren, of het laten verbeteren of verwijderen? De wet geeft ons een maand om te antwoorden.";

    public override IReadOnlyList<Link> Trail => [new("Contact", "/contact")];
}
