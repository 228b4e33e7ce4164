namespace Portal.Tests.Support;

/// <summary>Tests with a portal of their own each, and an author's desk before it.</summary>
public abstract class DeskTests : IAsyncLifetime
{
    /// <summary>The portal.</summary>
    protected PortalHost Host { get; private set; } = null!;

    /// <summary>The desk.</summary>
    protected Desk Desk { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Host = await PortalHost.StartAsync();
        Desk = new Desk(Host);
    }

    public async Task DisposeAsync()
    {
        Desk.Dispose();
        await Host.DisposeAsync();
    }
}
