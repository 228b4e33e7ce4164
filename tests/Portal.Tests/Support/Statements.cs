using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;

namespace Portal.Tests.Support;

/// <summary>
/// What a host's requests ask of its database, statement by statement, from now on. What the host does by itself meanwhile is no request's
/// business and is not counted.
/// </summary>
public sealed class Statements : IDisposable
{
    private const string Requests = "Microsoft.AspNetCore";

    private readonly ConcurrentQueue<string> all = new();
    private readonly ActivityListener listener;

    private Statements(string database, Action heard)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or Requests,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                var tags = activity.TagObjects.Select(tag => tag.Value?.ToString() ?? "").ToList();
                if (!IsOfRequest(activity.Parent) || !tags.Contains(database)) return;
                all.Enqueue(string.Join(" | ", tags));
                heard();
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The statements so far.</summary>
    public IReadOnlyCollection<string> All => all;

    /// <summary>Begins to listen.</summary>
    /// <param name="host">The host with the database.</param>
    /// <param name="heard">Called at each statement.</param>
    public static Statements Of(PortalHost host, Action? heard = null) =>
        new(new NpgsqlConnectionStringBuilder(host.ConnectionString).Database!, heard ?? (() => { }));

    /// <summary>True for what happens in the course of a request.</summary>
    public static bool IsOfRequest(Activity? activity) => activity?.Source.Name == Requests;

    public void Dispose() => listener.Dispose();
}
