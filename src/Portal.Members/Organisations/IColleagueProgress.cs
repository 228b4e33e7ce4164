namespace Portal.Members.Organisations;

/// <summary>How far somebody is, in numbers: what they answered or scored is not part of it.</summary>
/// <param name="Begun">In how many modules and trainings.</param>
/// <param name="Trained">In how many of them they are trained now.</param>
public sealed record ColleagueProgress(int Begun, int Trained);

/// <summary>Where people learn is a room above this one, so this room asks, and that one answers.</summary>
public interface IColleagueProgress
{
    /// <summary>Of these members those who began anything.</summary>
    Task<IReadOnlyDictionary<Guid, ColleagueProgress>> OfAsync(IReadOnlyCollection<Guid> members, CancellationToken stop);
}
