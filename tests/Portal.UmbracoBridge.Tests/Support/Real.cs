using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Tests.Support;

/// <summary>The content of the repository as a package, made once for all tests.</summary>
public sealed class Real
{
    private readonly Lazy<Task<byte[]>> bytes;

    /// <summary>Begins; nothing is made until a test asks.</summary>
    public Real()
    {
        Export = Rooms.Export(Rooms.RealSite, Remarks);
        bytes = new(() => Rooms.PackageAsync(Export));
    }

    /// <summary>The model.</summary>
    internal UmbracoExport Export { get; }

    /// <summary>What comes along otherwise; complete when the package is made.</summary>
    internal Remarks Remarks { get; } = new();

    /// <summary>The package.zip.</summary>
    public Task<byte[]> PackageAsync() => bytes.Value;
}
