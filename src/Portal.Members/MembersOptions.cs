using System.ComponentModel.DataAnnotations;

namespace Portal.Members;

/// <summary>Settings of the members room (<c>Members</c> in <c>appsettings.json</c>).</summary>
internal sealed class MembersOptions
{
    /// <summary>Wrong passwords, codes and links from one address in ten minutes.</summary>
    [Range(1, 100_000)]
    public int FailuresPerAddress { get; set; } = 30;

    /// <summary>Links asked for from one address in ten minutes.</summary>
    [Range(1, 100_000)]
    public int LinksPerAddress { get; set; } = 300;

    /// <summary>Links sent to one mailbox in an hour.</summary>
    [Range(1, 1_000)]
    public int LinksPerAccount { get; set; } = 5;

    /// <summary>Wrong passwords or codes before an account is locked for a quarter of an hour.</summary>
    [Range(3, 100)]
    public int FailuresPerAccount { get; set; } = 10;

    /// <summary>True: somebody with an e-mail address may make an account; false: by invitation only.</summary>
    public bool OpenRegistration { get; set; } = true;

    /// <summary>Accounts with a name for a first look, and invented people; in Development only.</summary>
    public bool FirstLook { get; set; } = true;
}
