using Microsoft.Extensions.DependencyInjection;
using Portal.Search;
using Portal.Tests.Support;

namespace Portal.Tests.Search;

/// <summary>The search room on a database of the test class.</summary>
public sealed class SearchFixture : IAsyncLifetime
{
    private readonly TestDatabase db = new();
    private ServiceProvider? services;

    /// <summary>One request's worth: an index, an engine and the session they share.</summary>
    public AsyncServiceScope Scope() => services!.CreateAsyncScope();

    /// <summary>Writes pages, each given by its sections, in a session of its own.</summary>
    internal async Task IndexAsync(params SearchDocument[] sections)
    {
        await using var scope = Scope();
        foreach (var page in sections.GroupBy(section => section.EntityId))
            await scope.ServiceProvider.GetRequiredService<SearchIndex>().ReplaceAsync(page.Key, [.. page]);
    }

    /// <summary>Asks, in a session of its own.</summary>
    internal async Task<SearchResult> AskAsync(SearchQuery query)
    {
        await using var scope = Scope();
        return await scope.ServiceProvider.GetRequiredService<SearchEngine>().SearchAsync(query);
    }

    internal Task<SearchResult> AskAsync(string text) => AskAsync(new SearchQuery(text));

    public async Task InitializeAsync()
    {
        await db.InitializeAsync();
        services = db.Services(all => all.AddSearch());
    }

    public async Task DisposeAsync()
    {
        if (services is not null) await services.DisposeAsync();
        await db.DisposeAsync();
    }
}
