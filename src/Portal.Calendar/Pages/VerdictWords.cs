using Portal.Calendar.Registrations;
using Portal.Calendar.Types;
using Portal.Platform;

namespace Portal.Calendar.Pages;

/// <summary>What is said where a wish cannot be met.</summary>
internal static class VerdictWords
{
    /// <summary>One or two sentences; null where there is nothing to say.</summary>
    public static string? Of(Verdict verdict, CalendarEvent item) => verdict switch
    {
        Verdict.Off => "Dit gaat niet door. Je kunt je niet meer aanmelden.",
        Verdict.NotHere => "Hiervoor meld je je niet op dit portaal aan.",
        Verdict.NotYet => $"Aanmelden kan vanaf {DutchTime.DayAndClock(item.RegistrationOpensAt!.Value)} uur.",
        Verdict.Closed => "Aanmelden kan niet meer.",
        Verdict.MembersOnly => "Dit is voor mensen met een account op dit portaal. Log in om je aan te melden.",
        Verdict.Full => item.WaitingList ? "Het is vol." : "Het is vol, en er is geen wachtlijst.",
        Verdict.TooLate => "De plek is niet meer voor je vrij. Hij ging naar wie na jou kwam.",
        Verdict.Unknown => "Dit is er niet meer.",
        _ => null,
    };
}
