using Portal.Platform.Commands;

namespace Portal.Content.Publishing;

/// <summary>The verb <c>reindex</c>: builds the search index anew from what is online.</summary>
internal sealed class Reindexer(SectionIndex sections) : ICommandVerb
{
    public async Task<int> RunAsync(string[] args, CancellationToken stop)
    {
        var count = await sections.RebuildAsync(stop);
        Console.WriteLine($"{count} {(count == 1 ? "document" : "documenten")} opnieuw in de zoekindex gezet.");
        return 0;
    }
}
