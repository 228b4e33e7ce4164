using Portal.Content.Publishing;
using Portal.Content.Types;

namespace Portal.Content.Pages;

/// <summary>What the site says of itself: what the region chose, and the standing words where it chose nothing. Thread-safe.</summary>
public sealed class SiteTexts(LiveSite live)
{
    /// <summary>A sentence: the own one where there is one, else the standing one.</summary>
    public string this[SiteText text]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(text);
            var own = live.Current.Find<OwnTexts>(OwnTexts.Name)?.Properties.Texts;
            return own?.FirstOrDefault(one => one.Key == text.Key)?.Text ?? text.Standing;
        }
    }

    /// <summary>The menu and the foot of every page.</summary>
    public SiteMenu Menu => live.Current.Find<SiteMenu>(SiteMenu.Name)?.Properties ?? SiteMenu.Standing;

    /// <summary>How the region can be reached; null while nobody said.</summary>
    public RegionContact? Contact => live.Current.Find<RegionContact>(RegionContact.Name)?.Properties;
}
