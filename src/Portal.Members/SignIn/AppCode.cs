using OtpNet;

namespace Portal.Members.SignIn;

/// <summary>Codes from an app (RFC 6238: six digits, half a minute, SHA-1), told with the time step they belong to.</summary>
internal static class AppCode
{
    // A telephone may be a minute off; RFC 6238 5.2 asks for one step at least.
    private static readonly VerificationWindow AroundNow = new(previous: 2, future: 2);

    /// <summary>The time step at which the app shows this code; null: at none around now.</summary>
    /// <param name="key">The app's key, in Base32 (RFC 4648).</param>
    /// <param name="digits">What was typed, digits only.</param>
    /// <param name="now">The moment.</param>
    public static long? StepOf(string key, string digits, DateTimeOffset now) =>
        new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(now.UtcDateTime, digits, out var step, AroundNow) ? step : null;
}
