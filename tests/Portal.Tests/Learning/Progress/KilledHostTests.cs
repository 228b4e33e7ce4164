using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Portal.Platform.Data.Embedded;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Progress;

/// <summary>What was acknowledged survives kill -9, and what was not can be sent again.</summary>
public sealed class KilledHostTests : IDisposable
{
    private const string Chapter = "/modules/breder-dan-je-denkt/het-gezin";
    private readonly string data = Directory.CreateTempSubdirectory("portal-killed-").FullName;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task An_answer_sent_again_after_the_host_was_killed_is_stored_once()
    {
        File.SetUnixFileMode(data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
            UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        var home = Path.Combine(data, ".data");
        var host = await HostProcess.StartAsync(home, "Development");
        try
        {
            using var visitor = HostProcess.Visit(() => host.Address);
            await visitor.GoAsync("/inloggen");
            await visitor.PressAsync("Inloggen", ("Email", "professional@voorbeeld.nl"), ("Password", PasswordIn(home)));
            await visitor.GoAsync(Chapter);
            var form = visitor.Page.QuerySelectorAll("form[data-answer]")
                .First(candidate => candidate.QuerySelector("input[type=radio]") is not null);
            (string, string)[] answer = [.. Fields(form), .. Choices(form)];
            await visitor.PostAsync(form.GetAttribute("action")!, answer);
            Assert.NotNull(visitor.Page.QuerySelector(".wj-exercise__verdict"));

            // As if the word of it was lost: the host is gone, the learner's browser sends it again to the one that follows.
            await host.KillAsync();
            await host.DisposeAsync();
            host = await HostProcess.StartAsync(home, "Development");
            await visitor.PostAsync(form.GetAttribute("action")!, answer);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            Assert.NotNull(visitor.Page.QuerySelector($"#{form.GetAttribute("data-answer")} .wj-exercise__verdict"));

            await using var database = await EmbeddedPostgres.EnterAsync(home, NullLogger.Instance);
            await using var source = NpgsqlDataSource.Create(database.ConnectionString);
            // Others learn there too: the people that are invented for a first look.
            await using var count = source.CreateCommand(
                """
                select count(*) from learning.item_responses r join learning.enrolments e on e.id = r.enrolment_id
                join members.members m on m.id = e.member_id where m.email = 'professional@voorbeeld.nl'
                """);
            Assert.Equal(1L, await count.ExecuteScalarAsync());
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    private static string PasswordIn(string home) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllText(Path.Combine(home, "first-look.json")))!["professional@voorbeeld.nl"];

    private static IEnumerable<(string, string)> Fields(AngleSharp.Dom.IElement form) =>
        form.QuerySelectorAll("input[type=hidden]").Cast<IHtmlInputElement>().Select(field => (field.Name!, field.Value));

    // The first of every group of radio buttons.
    private static IEnumerable<(string, string)> Choices(AngleSharp.Dom.IElement form) =>
        form.QuerySelectorAll("input[type=radio]").Cast<IHtmlInputElement>().DistinctBy(radio => radio.Name)
            .Select(radio => (radio.Name!, radio.Value));
}
