using Microsoft.Extensions.DependencyInjection;
using Portal.Calendar.Attendance;
using Portal.Learning.Certificates;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Trainings;

/// <summary>
/// A portal with a training that was given twice, a training that is in no catalogue and a meeting, all in January 2026; and people.
/// </summary>
public sealed class TrainingHost : IAsyncLifetime
{
    public const string Training = "training-proef", First = "activiteit-proef-1", Second = "activiteit-proef-2";
    public const string Alone = "activiteit-losse-training", Meeting = "activiteit-bijeenkomst";

    public MembersHost Members { get; } = new();

    public PortalHost Host => Members.Host;

    public async Task InitializeAsync()
    {
        await Members.InitializeAsync();
        await NameTrainingAsync("Proeftraining");
    }

    public Task DisposeAsync() => Members.DisposeAsync();

    /// <summary>Writes and imports the training under this title, with its dates.</summary>
    public async Task NameTrainingAsync(string title)
    {
        using var desk = new Desk(Host);
        const string more = "form: live\nminutes: 180\naudience: [jongerenwerker]\ngoals:\n  - \"Na deze training durf je te vragen.\"\n";
        desk.Write("trainingen/proef.md", Titled(title, Given.Document(Training, "training", more)));
        desk.Write("agenda/proef-1.md", Event(First, "Eerste dag", "training", 13, $"training: {Training}\n"));
        desk.Write("agenda/proef-2.md", Event(Second, "Tweede dag", "training", 20, $"training: {Training}\n"));
        desk.Write("agenda/losse-training.md", Event(Alone, "Losse training", "training", 22));
        desk.Write("agenda/bijeenkomst.md", Event(Meeting, "Koffie met elkaar", "netwerkbijeenkomst", 27));
        await desk.ImportAsync();
        await Eventually.Async(() => Host.Site.Current.Find(Training)?.Title == title, "the training is online");
    }

    /// <summary>The calendar records that a member was at an event, or was not; in a transaction, as it does.</summary>
    internal async Task RecordAsync(Guid member, string at, bool present = true)
    {
        await using var scope = Host.Services.CreateAsyncScope();
        var events = scope.ServiceProvider.GetRequiredService<EventPublisher>();
        await scope.ServiceProvider.GetRequiredService<DbSession>().InTransactionAsync(
            () => events.PublishAsync(new AttendanceRecorded(at, member, Host.Clock.GetUtcNow(), present)));
    }

    /// <summary>The certificates of a member, newest first.</summary>
    internal Task<IReadOnlyList<Certificate>> CertificatesOfAsync(Guid member) =>
        Host.WithAsync<CertificateRegister, IReadOnlyList<Certificate>>(register => register.OfAsync(member));

    private static string Event(string id, string title, string kind, int day, string more = "") => Titled(title, Given.Document(
        id, "activiteit",
        $"kind: {kind}\nstarts: 2026-01-{day}T13:00\nends: 2026-01-{day}T16:00\nmode: op_locatie\nlocation: Haarlem, zaal\n{more}"));

    private static string Titled(string title, string text) => text.Replace("title: Titel", $"title: {title}", StringComparison.Ordinal);
}
