using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Portal.Platform;

namespace Portal.Tests.Platform;

public sealed class LogsTests
{
    [Fact]
    public void A_line_of_the_log_carries_the_trace_that_an_error_page_names()
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddJsonLines()).BuildServiceProvider();
        var line = services.GetRequiredService<IOptions<JsonConsoleFormatterOptions>>().Value;
        Assert.True(line.IncludeScopes);
        Assert.True(line.UseUtcTimestamp);
    }
}
