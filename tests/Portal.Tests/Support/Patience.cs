using System.Globalization;

namespace Portal.Tests.Support;

/// <summary>
/// How long a test waits for what must happen. It judges nothing: on a quick machine nobody notices it, on a busy one it is never reached.
/// It is there so that what hangs ends with a word about what it waited for, well before the limit of the run
/// (<c>src/scripts/test.mjs</c>).
/// </summary>
/// <remarks>Whoever writes a test and does not want to wait for a wrong guess sets <c>PORTAL_PATIENCE</c>, in seconds.</remarks>
public static class Patience
{
    /// <summary>Ten minutes.</summary>
    public static TimeSpan Limit { get; } =
        double.TryParse(Environment.GetEnvironmentVariable("PORTAL_PATIENCE"), CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromMinutes(10);

    /// <summary>The same for who asks for milliseconds.</summary>
    public static float Milliseconds => (float)Limit.TotalMilliseconds;
}
