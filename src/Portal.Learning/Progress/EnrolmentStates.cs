using Microsoft.Extensions.Caching.Memory;
using Portal.Platform.Data;

namespace Portal.Learning.Progress;

/// <summary>Where a learner in a module stood at one moment.</summary>
/// <param name="Enrolment">The enrolment.</param>
/// <param name="Work">What they had done.</param>
/// <param name="Stamp">The row's <c>xmin</c>: another one as soon as anybody changed the enrolment, on whatever host.</param>
internal sealed record EnrolmentState(Enrolment Enrolment, WorkDone Work, uint Stamp);

/// <summary>
/// Remembers where learners stood after their last answer, so that the next one needs one question to the server. It is a guess, which
/// whoever uses it has the database confirm by the stamp: everything a learner does writes the enrolment's row
/// (<see cref="Completions.RecordAsync"/>).
/// </summary>
internal sealed class EnrolmentStates : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(20);

    private readonly MemoryCache states = new(new MemoryCacheOptions { SizeLimit = 5_000 });

    /// <summary>Where they stood when this host saw them last; null when it did not lately.</summary>
    public EnrolmentState? Remembered(Guid memberId, string module) => states.Get<EnrolmentState>((memberId, module));

    /// <summary>Where they stand now; not for use in a transaction that may be taken back.</summary>
    public void Remember(EnrolmentState state) => states.Set(
        (state.Enrolment.MemberId, state.Enrolment.Module), state, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Kept });

    /// <inheritdoc/>
    public void Dispose() => states.Dispose();
}
