using Portal.Calendar.Types;
using Portal.Tests.Support;

namespace Portal.Tests.Calendar;

/// <summary>Events that a test makes itself.</summary>
internal static class GivenEvents
{
    /// <summary>An event of our own, for a test that counts everybody on its list.</summary>
    public static async Task<string> GivenEventAsync(this PortalHost host, string slug, string keys, string title = "Bijeenkomst")
    {
        using var desk = new Desk(host);
        desk.Write(
            $"agenda/{slug}.md",
            Given.Document($"activiteit-{slug}", "activiteit", "kind: training\n" + keys)
                .Replace("title: Titel", $"title: \"{title}\"", StringComparison.Ordinal));
        await desk.ImportAsync();
        var id = $"activiteit-{slug}";
        await Eventually.Async(() => host.Site.Current.Find<CalendarEvent>(id) is not null, "the event is online");
        return id;
    }
}
