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

/// <summary>What somebody did beside that; a provider that asks a second step itself goes by the name of its scheme.</summary>
internal static class SecondSteps
{
    public const string App = "app";
    public const string Passkey = "passkey";
}

/// <summary>A place where somebody is signed in. It ends by being deleted.</summary>
internal sealed class MemberSession
{
    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>One of <see cref="SignInMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The second step it passed: one of <see cref="SecondSteps"/>, or a provider's scheme. It counts while it is there.</summary>
    public string? SecondStep { get; set; }

    /// <summary>True: stays for a month; false: until the browser closes, or a day, or a working day without use.</summary>
    public bool Remembered { get; init; }

    /// <summary>In words: "Chrome op Windows".</summary>
    public required string Device { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long a session stays without use.</summary>
    public static TimeSpan Idle(bool remembered) => remembered ? TimeSpan.FromDays(30) : TimeSpan.FromHours(8);

    /// <summary>How long a session stays, however much it is used.</summary>
    public static TimeSpan Longest(bool remembered) => remembered ? TimeSpan.FromDays(30) : TimeSpan.FromHours(24);

    /// <summary>When it ends if nobody uses it from now on.</summary>
    public static DateTimeOffset EndOf(bool remembered, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var (idle, last) = (now + Idle(remembered), startedAt + Longest(remembered));
        return idle < last ? idle : last;
    }
}
