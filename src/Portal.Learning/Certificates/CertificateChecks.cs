using System.Text.Json;
using Portal.Platform;

namespace Portal.Learning.Certificates;

/// <summary>What comes of checking a certificate.</summary>
internal enum CheckState
{
    /// <summary>There is none with that reference.</summary>
    Unknown,

    /// <summary>It counts.</summary>
    Valid,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>It was taken back, with a reason.</summary>
    Revoked,

    /// <summary>What is in the register is not what was signed.</summary>
    Unconfirmed,

    /// <summary>It went with its holder's account.</summary>
    Erased,
}

/// <summary>A certificate, checked just now.</summary>
/// <param name="State">What came of it.</param>
/// <param name="Certificate">What it says; null where that is not known or cannot be trusted.</param>
/// <param name="ErasedOn">For one that was erased: when.</param>
internal sealed record CertificateCheck(CheckState State, Certificate? Certificate = null, DateOnly? ErasedOn = null);

/// <summary>Checks certificates: signature first, then whether they count today.</summary>
internal sealed class CertificateChecks(CertificateRegister register, TimeProvider clock)
{
    /// <summary>Checks the one with that reference.</summary>
    public async Task<CertificateCheck> CheckAsync(string @ref, CancellationToken stop = default)
    {
        Certificate? read;
        try
        {
            read = await register.FindAsync(@ref, stop);
        }
        catch (JsonException)
        {
            return new CertificateCheck(CheckState.Unconfirmed); // somebody changed it into what is no certificate at all
        }
        if (read is not { } found)
            return await register.ErasedAtAsync(@ref, stop) is { } erased
                ? new CertificateCheck(CheckState.Erased, ErasedOn: DutchTime.DateOf(erased))
                : new CertificateCheck(CheckState.Unknown);
        if (!await register.IsGenuineAsync(@ref, found, stop)) return new CertificateCheck(CheckState.Unconfirmed);
        return new CertificateCheck(
            found.StateOn(DutchTime.DateOf(clock.GetUtcNow())) switch
            {
                CertificateState.Revoked => CheckState.Revoked,
                CertificateState.Expired => CheckState.Expired,
                _ => CheckState.Valid,
            },
            found);
    }
}
