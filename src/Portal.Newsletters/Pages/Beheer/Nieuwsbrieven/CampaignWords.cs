using Portal.Newsletters.Sending;
using Portal.Platform;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>How far a newsletter is, in words of the office.</summary>
internal static class CampaignWords
{
    /// <summary>A few words; for one that was never sent too.</summary>
    public static string Short(Campaign? campaign) => campaign?.State switch
    {
        null or CampaignState.Concept => "Nog niet verstuurd",
        CampaignState.Asked => "Wacht op akkoord",
        CampaignState.Approved => "Akkoord",
        CampaignState.Planned => $"Gepland op {Moment(campaign.SendAt!.Value)}",
        CampaignState.Sending => "Wordt verstuurd",
        CampaignState.Paused => "Staat stil",
        CampaignState.Sent => $"Verstuurd op {Moment(campaign.StartedAt!.Value)}",
        CampaignState.Stopped when campaign.StartedAt is null => "Afgeblazen",
        CampaignState.Stopped => "Gestopt",
        _ => "Te laat, niet verstuurd",
    };

    /// <summary>"29 november 2026 om 09.00 uur".</summary>
    public static string Moment(DateTimeOffset moment) => $"{DutchTime.DayAndClock(moment)} uur";

    /// <summary>A number as one writes it: 1.234.</summary>
    public static string Number(int number) => number.ToString("N0", DutchTime.Culture);

    /// <summary>A difference, with its sign.</summary>
    public static string Signed(int number) => number.ToString("+#,0;−#,0;0", DutchTime.Culture);

    /// <summary>What a state of mails is called.</summary>
    public static string Of(string state) => state switch
    {
        DeliveryState.Waiting => "Wacht nog",
        DeliveryState.Sending => "Wordt nu afgegeven",
        DeliveryState.Sent => "Verstuurd",
        DeliveryState.Refused => "Geweigerd door de mailserver",
        DeliveryState.Failed => "Ook na herhalen niet gelukt",
        DeliveryState.Unknown => "Onzeker, omdat de verbinding op het laatste moment wegviel",
        DeliveryState.Withdrawn => "Niet meer nodig, omdat de lezer zich afmeldde",
        DeliveryState.Bounced => "Teruggekomen",
        _ => "Niet verstuurd, omdat het gestopt is",
    };
}
