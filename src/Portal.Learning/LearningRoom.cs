using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Markdown;
using Portal.Content.Types;
using Portal.Learning.Exercises;
using Portal.Learning.Types;

namespace Portal.Learning;

/// <summary>The door of the learning room. (Not LearningModule: that is the record of a module one learns from.)</summary>
public static class LearningRoom
{
    /// <summary>Registers modules, chapters and quizzes with their pages.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services)
    {
        services.AddRazorPages().AddApplicationPart(typeof(LearningRoom).Assembly);
        services.AddSingleton<IMarkdownContainer, ExerciseContainer>();
        return services.AddDocumentType<LearningModule>().AddDocumentType<Chapter>().AddDocumentType<Quiz>();
    }
}
