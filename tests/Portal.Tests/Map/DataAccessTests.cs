using System.Text.RegularExpressions;

namespace Portal.Tests.Map;

/// <summary>
/// Data is read in two ways: by a room's EF context, or by SQL on the scope's session. Whoever opens a connection beside it waits for a
/// second one while holding the first, and a pool that is full of such waits stands still.
/// </summary>
public sealed partial class DataAccessTests
{
    // What comes before the session, or lives beside every request.
    private static readonly string[] OwnConnections =
    [
        "src/Portal.Platform/PlatformModule.cs", "src/Portal.Platform/Data/DbSession.cs", "src/Portal.Platform/Data/Database.cs",
        "src/Portal.Platform/Data/Migrator.cs",
        "src/Portal.Platform/Data/Embedded/EmbeddedPostgres.cs", "src/Portal.Platform/Events/ListenerService.cs",
        "src/Portal.Platform/Health/DatabaseReadiness.cs", "src/Portal.Members/SignIn/KeyTable.cs",
    ];

    [Fact]
    public void Nobody_opens_a_connection_beside_the_session() => Assert.Empty(Matching(Connections()).Except(OwnConnections));

    [Fact]
    public void Rows_are_read_by_the_session() =>
        Assert.Empty(Matching(Readers()).Except(OwnConnections).Except(["src/Portal.Platform/Data/Row.cs"]));

    private static IEnumerable<string> Matching(Regex use) =>
        SourceFiles.In("src", ".cs").Where(file => use.IsMatch(file.Text)).Select(file => file.Path);

    [GeneratedRegex(@"\bNpgsqlDataSource\b|\bOpenConnectionAsync\(|\bnew NpgsqlConnection\(", RegexOptions.None, 1000)]
    private static partial Regex Connections();

    [GeneratedRegex(
        @"\bNpgsqlDataReader\b|\bExecute(Reader|Scalar)(Async)?\(|\.CommandAsync\(|\bnew NpgsqlCommand\(", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Readers();
}
