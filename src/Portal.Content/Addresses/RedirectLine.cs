namespace Portal.Content.Addresses;

/// <summary>What becomes of a redirect that somebody asks for.</summary>
internal enum RedirectVerdict
{
    /// <summary>It is new.</summary>
    New,

    /// <summary>The address was sent on already, to somewhere else.</summary>
    Changed,

    /// <summary>It is so already.</summary>
    Same,

    /// <summary>It cannot be.</summary>
    Refused,
}

/// <summary>A redirect that somebody asks for.</summary>
/// <param name="Number">Its line in a list, from 1; 0 where there is no list.</param>
/// <param name="From">The address to send on, as typed.</param>
/// <param name="To">Where it is to lead, as typed.</param>
internal sealed record RedirectLine(int Number, string From, string To);

/// <summary>What is to become of a redirect.</summary>
/// <param name="Line">What was asked.</param>
/// <param name="Verdict">Whether it can be.</param>
/// <param name="Path">The address as it is kept; empty when it is none.</param>
/// <param name="Target">Where it will lead, at the end of every chain; empty when it is refused.</param>
/// <param name="Message">Why not, or what is done otherwise than asked, Dutch; empty when there is nothing to say.</param>
internal sealed record RedirectOutcome(RedirectLine Line, RedirectVerdict Verdict, string Path, string Target, string Message)
{
    /// <summary>Whether it is stored.</summary>
    public bool IsStored => Verdict is RedirectVerdict.New or RedirectVerdict.Changed;
}
