using Microsoft.Playwright;
using Portal.BrowserTests.Support;
using Portal.Members.Access;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.BrowserTests.Editing;

/// <summary>Somebody types, and the server is gone from one moment to the next (<c>kill -9</c>).</summary>
public sealed class KilledServerTests : IAsyncLifetime
{
    private const string Document = "nieuws-een-nieuwe-kijk";

    // What the browser keeps until the server has it.
    private const string Kept =
        """
        (word) => new Promise((done) => {
          const asked = indexedDB.open("wj-bewerken");
          asked.onsuccess = () => {
            const kept = asked.result.transaction("kept").objectStore("kept").getAll();
            kept.onsuccess = () => { asked.result.close(); done(JSON.stringify(kept.result).includes(word)); };
          };
        })
        """;

    private const string CountSending =
        """
        window.sending = 0;
        const send = window.fetch;
        window.fetch = async (...asked) => {
          window.sending++;
          try {
            const answer = await send(...asked);
            await answer.clone().arrayBuffer();
            return answer;
          } finally {
            window.sending--;
          }
        };
        """;

    private readonly string data = Directory.CreateTempSubdirectory("portal-killed-").FullName;
    private PortalHost portal = null!;
    private HostProcess server = null!;

    public async Task InitializeAsync()
    {
        portal = await PortalHost.StartAsync();
        server = await StartAsync(null);
    }

    public async Task DisposeAsync()
    {
        await server.KillAsync(); // as everything here ends; a host that is asked to end is the business of other tests
        await server.DisposeAsync();
        await portal.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public Task Five_seconds_at_most_are_missing_on_the_server_and_nothing_in_the_browser() =>
        Visit.RunAsync(server.Address, Look.Wide, async visit =>
    {
        await EnterAsync(visit);
        var written = new List<string>();
        var page = await visit.Context.NewPageAsync();
        // Timers of the page go by this clock alone: how busy the machine is makes no second longer.
        await page.Clock.InstallAsync();
        await page.AddInitScriptAsync(CountSending);
        await OpenAsync(page);
        await page.Clock.PauseAtAsync(DateTime.UtcNow.AddMinutes(1));
        await TypeAsync(page, written, seconds: 12);
        var old = written[..^5];
        await Eventually.Async(async () => HasAll(await DraftAsync(), old), "what was typed five seconds ago is on the server");
        await TypeAsync(page, written, seconds: 3);

        await server.KillAsync();
        Assert.True(HasAll(await DraftAsync(), old));
        await TypeAsync(page, written, seconds: 8);
        await Assertions.Expect(StateOf(page)).ToHaveTextAsync(
            "Nog niet bewaard: geen verbinding. Wat je typte staat veilig in deze browser.");

        await RestartAsync();
        await TypeAsync(page, written, seconds: 2);
        await page.Clock.ResumeAsync();
        await Eventually.Async(async () => HasAll(await DraftAsync(), written), "the browser saved all of it by itself");
        await Assertions.Expect(StateOf(page)).ToContainTextAsync("Bewaard om");
        await Assertions.Expect(TextOf(page).Locator("p").First).ToHaveTextAsync(Words(written));
        Assert.Equal(Words(written), (await DraftAsync()).Split('\n')[0]);
        visit.TakeTroubles();

        // Once more, and now the window goes down with it.
        await TypeAsync(page, written, seconds: 2);
        await server.KillAsync();
        await TypeAsync(page, written, seconds: 2);
        await Assertions.Expect(StateOf(page)).ToContainTextAsync("Wat je typte staat veilig in deze browser.");
        await Eventually.Async(() => page.EvaluateAsync<bool>(Kept, written[^1]), "the browser wrote the last word to its disk");
        await page.CloseAsync();
        await RestartAsync();
        var later = await visit.Context.NewPageAsync();
        await OpenAsync(later);
        var offer = later.GetByRole(AriaRole.Alert);
        await Assertions.Expect(offer).ToContainTextAsync("Er staat tekst in deze browser die nog niet bewaard is.");
        await offer.GetByRole(AriaRole.Button, new() { Name = "Zet die tekst terug" }).ClickAsync();
        await Assertions.Expect(TextOf(later).Locator("p").First).ToHaveTextAsync(Words(written));
        Assert.Equal(Words(written), (await DraftAsync()).Split('\n')[0]);
        visit.TakeTroubles();
    });

    private static ILocator TextOf(IPage page) => page.Locator(".wj-edittext");

    private static ILocator StateOf(IPage page) => page.Locator(".wj-editor__state");

    private static string Words(IEnumerable<string> written) => string.Join(' ', written);

    private static bool HasAll(string text, IEnumerable<string> words) =>
        words.All(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains);

    private static Task OpenAsync(IPage page) => page.GotoAsync("/beheer/inhoud/" + Document);

    // A word a second.
    private static async Task TypeAsync(IPage page, List<string> written, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            var word = $"woord{written.Count + 1}";
            await TextOf(page).FocusAsync();
            await page.Keyboard.TypeAsync((written.Count == 0 ? "" : " ") + word);
            written.Add(word);
            await page.Clock.RunForAsync(1_000);
            // An answer takes none of these seconds, however long it takes.
            await Eventually.Async(() => page.EvaluateAsync<bool>("() => window.sending === 0"), "nothing is on its way");
        }
    }

    private async Task EnterAsync(Visit visit)
    {
        var members = MembersHost.On(portal);
        var (email, id) = await members.GivenMemberAsync(Rights.Editor);
        await visit.SignInAsync(email);
        await members.GivenSecondStepAsync(id);
        await visit.OpenAsync("/beheer/inhoud/nieuw?soort=nieuws");
        await visit.Page.GetByLabel("Titel").FillAsync("Een nieuwe kijk");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await visit.Page.ArriveAsync("**/" + Document);
    }

    private async Task<string> DraftAsync() => (string?)await portal.SqlAsync(
        "select r.body from content.drafts r join content.documents d on d.id = r.document_id where d.ref = $1", Document) ?? "";

    private async Task RestartAsync()
    {
        var port = server.Port;
        await server.DisposeAsync();
        server = await StartAsync(port);
    }

    // On the database of a portal beside it, where nobody else works.
    private Task<HostProcess> StartAsync(int? port) => HostProcess.StartAsync(data, "Development", settings: new Dictionary<string, string>
    {
        ["ConnectionStrings__Portal"] = portal.ConnectionString,
        ["Portal__Content"] = "",
        ["Members__FirstLook"] = "false",
        ["Mail__Deliver"] = "false",
        ["Jobs__Run"] = "false",
    }, port: port);
}
