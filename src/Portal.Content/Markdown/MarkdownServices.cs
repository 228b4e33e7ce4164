using Microsoft.Extensions.DependencyInjection;
using Portal.Content.Markdown.Containers;

namespace Portal.Content.Markdown;

/// <summary>Puts the renderer and the containers of this room among the services.</summary>
public static class MarkdownServices
{
    /// <summary>The containers every body can use.</summary>
    public static IReadOnlyList<IMarkdownContainer> StandardContainers { get; } =
        [new Accordion(), new Callout(), new Figure(), new FileCard(), new Quote(), new Related(), new Sound(), new Video()];

    /// <summary>Adds <see cref="MarkdownRenderer"/>; rooms above add containers of their own as <see cref="IMarkdownContainer"/>.</summary>
    public static IServiceCollection AddMarkdown(this IServiceCollection services)
    {
        foreach (var container in StandardContainers) services.AddSingleton(container);
        return services.AddSingleton<MarkdownRenderer>();
    }
}
