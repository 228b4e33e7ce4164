using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("Portal.Tests.Support.TestRun", "Portal.Tests")]

namespace Portal.Tests.Support;

/// <summary>The test run as a whole; stops the database server at its end.</summary>
public sealed class TestRun : XunitTestFramework
{
    public TestRun(IMessageSink messages) : base(messages) => DisposalTracker.Add(new AtTheEnd());

    private sealed class AtTheEnd : IDisposable
    {
        // xunit 2 disposes of a test framework synchronously.
        public void Dispose() => PostgresServer.StopAsync().GetAwaiter().GetResult();
    }
}
