using Portal.Calendar.Types;
using Portal.Content.Publishing;
using Portal.Content.Types;
using Portal.Members.Access;

namespace Portal.Calendar.Agenda;

/// <summary>
/// Which events a coordinator has to do with: all of them, or, of who is kept to one district, those of that district and those of the
/// whole region. An event names its district in words, and a coordinator's is a document: they are the same when the words are.
/// </summary>
internal sealed class OwnArea(CurrentMember member, LiveSite live)
{
    /// <summary>The name of the district that somebody is kept to, without "District"; null: the whole region.</summary>
    public string? District => member.Area is { } area
        ? Organisation.NameOfArea(live.Current.Find<Organisation>(area)?.Title ?? area) : null;

    /// <summary>True for an event of theirs.</summary>
    public bool Has(CalendarEvent item) => item.District is not { } district || District is not { } own
        || string.Equals(Organisation.NameOfArea(district), own, StringComparison.OrdinalIgnoreCase);
}
