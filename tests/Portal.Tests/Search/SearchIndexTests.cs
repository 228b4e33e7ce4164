using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Data;
using Portal.Search;
using static Portal.Tests.Search.GivenSections;

namespace Portal.Tests.Search;

public sealed class SearchIndexTests(SearchFixture search) : IClassFixture<SearchFixture>
{
    [Fact]
    public async Task A_page_replaces_itself_and_can_be_removed()
    {
        var page = Page("Oud", "sneeuwuil");
        await search.IndexAsync(page, page.Section(1, "Meer", "sneeuwuil"));
        await search.IndexAsync(page with { Title = "Nieuw" });
        Assert.Equal("Nieuw", Assert.Single((await search.AskAsync("sneeuwuil")).Hits).Title);

        await using var scope = search.Scope();
        await scope.ServiceProvider.GetRequiredService<SearchIndex>().RemoveAsync(page.EntityId);
        Assert.Equal(0, (await search.AskAsync("sneeuwuil")).Total);
    }

    [Fact]
    public async Task Rows_appear_with_the_transaction_or_not_at_all()
    {
        await using var scope = search.Scope();
        var page = Page("Half", "ijsvogel");

        var session = scope.ServiceProvider.GetRequiredService<DbSession>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => session.InTransactionAsync(async () =>
        {
            await scope.ServiceProvider.GetRequiredService<SearchIndex>().ReplaceAsync(page.EntityId, [page]);
            throw new InvalidOperationException("publishing went wrong");
        }));

        Assert.Equal(0, (await search.AskAsync("ijsvogel")).Total);
    }

    [Fact]
    public async Task Readers_keep_the_old_index_until_a_rebuild_commits_and_writers_wait_for_it()
    {
        var page = Page("Merel", "merelnest");
        await search.IndexAsync(page);

        await using var scope = search.Scope();
        var index = scope.ServiceProvider.GetRequiredService<SearchIndex>();
        var publishing = Task.CompletedTask;
        await scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(async () =>
        {
            await index.ClearAsync();
            Assert.Equal(1, (await search.AskAsync("merelnest")).Total);
            publishing = search.IndexAsync(page with { Body = "spreeuwennest" });
            await index.ReplaceAsync(page.EntityId, [page]);
        });
        await publishing;

        Assert.Equal(0, (await search.AskAsync("merelnest")).Total);
        Assert.Equal(1, (await search.AskAsync("spreeuwennest")).Total);
        Assert.True(await index.IsCurrentAsync());
    }

    [Fact]
    public async Task Clearing_outside_a_transaction_is_refused()
    {
        await using var scope = search.Scope();
        await Assert.ThrowsAsync<InvalidOperationException>(() => scope.ServiceProvider.GetRequiredService<SearchIndex>().ClearAsync());
    }

    [Fact]
    public async Task Two_may_write_the_same_page_at_once()
    {
        var page = Page("Samen", "boomklever");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => search.IndexAsync(page, page.Section(1, "Meer", "boomklever"))));
        Assert.Equal(1, (await search.AskAsync("boomklever")).Total);
    }

    [Fact]
    public async Task A_huge_section_is_indexed_by_its_beginning()
    {
        var page = Page("Groot", "pimpelmees " + string.Join(' ', Enumerable.Range(0, 100_000).Select(number => $"woord{number}")));
        await search.IndexAsync(page);
        Assert.Equal(1, (await search.AskAsync("pimpelmezen")).Total);
    }
}
