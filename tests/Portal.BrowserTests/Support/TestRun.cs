using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Portal.BrowserTests.Support.TestRun", "Portal.BrowserTests")]

namespace Portal.BrowserTests.Support;

/// <summary>The test run as a whole; closes the browser and stops the hosts at its end.</summary>
public sealed class TestRun : XunitTestFramework
{
    public TestRun(IMessageSink messages) : base(messages) => DisposalTracker.Add(new AtTheEnd());

    private sealed class AtTheEnd : IDisposable
    {
        // xunit 2 disposes of a test framework synchronously.
        public void Dispose() => StopAsync().GetAwaiter().GetResult();

        private static async Task StopAsync()
        {
            await Chromium.StopAsync();
            await Sites.StopAsync();
        }
    }
}
