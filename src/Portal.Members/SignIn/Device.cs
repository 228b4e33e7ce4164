namespace Portal.Members.SignIn;

/// <summary>The words for a device, so that somebody recognises their own sessions. Nothing more of the browser is kept.</summary>
internal static class Device
{
    // In this order: Edge and Opera also call themselves Chrome, Chrome calls itself Safari, Android calls itself Linux.
    private static readonly (string Mark, string Word)[] Browsers =
        [
            ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
        ];

    private static readonly (string Mark, string Word)[] Systems =
        [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"),
            ("CrOS", "Chromebook"), ("Linux", "Linux"),
        ];

    public static string Of(string? userAgent)
    {
        var browser = WordIn(Browsers, userAgent) ?? "Onbekende browser";
        return WordIn(Systems, userAgent) is { } system ? $"{browser} op {system}" : browser;
    }

    private static string? WordIn((string Mark, string Word)[] words, string? text) =>
        words.FirstOrDefault(word => text?.Contains(word.Mark, StringComparison.Ordinal) ?? false).Word;
}
