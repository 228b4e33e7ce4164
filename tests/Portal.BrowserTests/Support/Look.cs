namespace Portal.BrowserTests.Support;

/// <summary>How a reader sees the portal.</summary>
/// <param name="Theme">A theme of <c>themes/</c>.</param>
/// <param name="Width">Width of the window in CSS pixels.</param>
/// <param name="Height">Height of the window in CSS pixels.</param>
/// <param name="Dark">True when the reader's device asks for dark pages.</param>
/// <param name="Scripts">False when the reader's browser runs no scripts.</param>
internal sealed record Look(string Theme = "weerbare-jeugd", int Width = 1280, int Height = 800, bool Dark = false, bool Scripts = true)
{
    /// <summary>A wide window, light.</summary>
    public static Look Wide { get; } = new();

    /// <summary>The narrowest phone, light.</summary>
    public static Look Phone { get; } = new(Width: 320, Height: 640);

    /// <summary>A word for it, as in file names.</summary>
    public override string ToString() => $"{Theme}{(Dark ? "-dark" : "")}-{Width}{(Scripts ? "" : "-no-script")}";
}
