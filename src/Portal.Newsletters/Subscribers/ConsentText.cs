namespace Portal.Newsletters.Subscribers;

/// <summary>
/// What somebody says yes to, by version: proof of consent names the version, so one that was ever shown is never changed. New words are a
/// new version.
/// </summary>
internal static class ConsentText
{
    private static readonly string[] All =
    [
        "Ja, stuur mij de nieuwsbrief van Weerbare Jeugd: ongeveer één keer per maand een mail met nieuwe kennis, trainingen en "
            + "bijeenkomsten. Ik kan me in elke mail afmelden.",
    ];

    /// <summary>The version that stands on forms now.</summary>
    public static int Current => All.Length;

    /// <summary>The words of a version.</summary>
    /// <param name="version">From 1.</param>
    public static string Of(int version) => All[version - 1];
}
