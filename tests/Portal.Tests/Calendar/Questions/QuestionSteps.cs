using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Questions;
using Portal.Members.People;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar.Questions;

/// <summary>Questions to start from, and what stands in the database about them.</summary>
internal static class QuestionSteps
{
    /// <summary>A question that came a moment ago.</summary>
    public static Task<Question> GivenQuestionAsync(
        this PortalHost host, QuestionKind kind = QuestionKind.Contact, string? email = null, string text = "Hoe doen anderen dit?",
        Guid? member = null) => host.WithAsync<IServiceProvider, Question>(services =>
        {
            var form = new QuestionForm
            {
                Id = Guid.NewGuid(),
                Name = "Noor de Vries",
                Email = email ?? MembersHost.NewEmail("vrager"),
                Organisation = "Gemeente Voorbeeld",
                Municipality = "org-gemeente-haarlemmermeer",
                Theme = "dossier-ouders",
                Subject = "Een signaaloverleg",
                Text = text,
                Goal = "Volgende maand beginnen",
                Wish = "access",
                Page = "/kennis",
            };
            var asked = NewQuestion.Of(
                kind, form, services.GetRequiredService<IProfileChoices>(), warned: false,
                (field, message) => Assert.Fail($"{field}: {message}"))!;
            return services.GetRequiredService<QuestionBook>().AskAsync(asked, member, default);
        });

    /// <summary>How it stands now.</summary>
    public static Task<Question?> QuestionAsync(this PortalHost host, Guid id) =>
        host.WithAsync<QuestionBook, Question?>(book => book.FindAsync(id, default));

    /// <summary>How many questions have an address.</summary>
    public static async Task<long> QuestionsOfAsync(this PortalHost host, string email) =>
        (long)(await host.SqlAsync("select count(*) from calendar.questions where address = $1", email))!;

    /// <summary>The path and query of the link to add something, in the last mail that has one.</summary>
    public static async Task<string> LinkToAddAsync(this PortalHost host, string email)
    {
        var words = (await host.MailsToAsync(email)).SelectMany(mail => mail.Text.Split((char[]?)null)).ToList();
        return new Uri(words.FindLast(word => word.Contains(QuestionLinks.Path, StringComparison.Ordinal))!).PathAndQuery;
    }

    /// <summary>Who answers questions: signed in, with a second step.</summary>
    public static async Task<Visitor> ColleagueAsync(this MembersHost portal, params string[] roles) =>
        (await portal.SignedInAsAsync(roles)).Visitor;
}
