namespace Portal.Members.SignIn;

/// <summary>How somebody signed in.</summary>
internal static class SignInMethods
{
    public const string Link = "link";
    public const string Password = "password";
    public const string Passkey = "passkey";
    public const string Provider = "provider";

    /// <summary>By making the account, after an invitation or a link.</summary>
    public const string Account = "account";
}

/// <summary>A place where somebody is signed in. It ends by being deleted.</summary>
internal sealed class MemberSession
{
    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>One of <see cref="SignInMethods"/>.</summary>
    public required string Method { get; init; }

    public bool SecondFactor { get; set; }

    /// <summary>True: stays for a month; false: until the browser closes or after a working day without use.</summary>
    public bool Remembered { get; init; }

    /// <summary>In words: "Chrome op Windows".</summary>
    public required string Device { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long a session stays without use.</summary>
    public static TimeSpan Idle(bool remembered) => remembered ? TimeSpan.FromDays(30) : TimeSpan.FromHours(8);
}
