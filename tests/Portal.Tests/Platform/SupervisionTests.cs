using Microsoft.Extensions.Logging;
using Portal.Platform;
using Portal.Tests.Support;

namespace Portal.Tests.Platform;

public sealed class SupervisionTests
{
    private readonly LogCollector log = new();

    [Fact]
    public async Task What_fails_is_said_once_and_tried_again_until_it_works()
    {
        var (tries, stop) = (0, new CancellationTokenSource());
        await Supervision.RunAsync(
            "The pump",
            _ =>
            {
                if (++tries == 4) stop.Cancel();
                return tries < 4 ? throw new NotSupportedException("What nobody foresaw.") : Task.CompletedTask;
            },
            log.CreateLogger("test"), stop.Token, TimeSpan.FromMilliseconds(1));

        Assert.Equal(4, tries);
        var said = Assert.Single(log.Lines);
        Assert.Equal((LogLevel.Error, "The pump failed and is tried again until it works"), (said.Level, said.Message));
        Assert.IsType<NotSupportedException>(said.Problem);
    }

    [Fact]
    public async Task A_new_failure_after_it_worked_is_said_too()
    {
        var (tries, stop) = (0, new CancellationTokenSource());
        await Supervision.RunAsync(
            "The pump",
            _ =>
            {
                if (++tries == 4) stop.Cancel();
                return tries % 2 == 1 ? throw new StartupFailure("The disk is full.") : Task.CompletedTask;
            },
            log.CreateLogger("test"), stop.Token, TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, log.Lines.Count);
        // What an administrator can mend is a sentence.
        Assert.All(log.Lines, line => Assert.Null(line.Problem));
        Assert.All(log.Lines, line => Assert.Equal("The pump failed and is tried again until it works: The disk is full.", line.Message));
    }

    [Fact]
    public async Task Being_cancelled_by_somebody_else_is_a_failure_and_being_told_to_stop_is_none()
    {
        var (tries, stop) = (0, new CancellationTokenSource());
        await Supervision.RunAsync(
            "The pump",
            _ =>
            {
                if (++tries == 2) stop.Cancel();
                throw new OperationCanceledException();
            },
            log.CreateLogger("test"), stop.Token, TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, tries);
        Assert.Single(log.Lines);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Supervision.UntilDoneAsync("The pump", _ => Task.CompletedTask, log.CreateLogger("test"), stop.Token));
    }
}
