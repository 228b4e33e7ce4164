namespace Portal.Members.SignIn;

/// <summary>What a link by mail is for.</summary>
internal static class LinkPurposes
{
    public const string SignIn = "sign_in";
    public const string Register = "register";
    public const string ChangeEmail = "change_email";
}

/// <summary>A link that was sent by mail. It works once, for a quarter of an hour.</summary>
internal sealed class SignInLink
{
    /// <summary>SHA-256 of the token in the address.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>One of <see cref="LinkPurposes"/>.</summary>
    public required string Purpose { get; init; }

    /// <summary>Where it was sent.</summary>
    public required string Email { get; init; }

    /// <summary>Whose account it opens or changes; null while there is no account.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The page somebody was on their way to.</summary>
    public string? ReturnPath { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; init; }

    public bool Opens(DateTimeOffset now) => UsedAt is null && now < ExpiresAt;
}
