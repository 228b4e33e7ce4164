using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Learning.Certificates;
using Portal.Learning.Types;
using Portal.Platform.Data;

namespace Portal.Bench;

/// <summary>
/// One certificate: signing what it says, checking the signature, making the PDF. The first of a process also makes a key and reads the
/// fonts.
/// </summary>
internal static class CertificateBench
{
    private const int Times = 200;

    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
        await using var app = BenchHost.Of(folder);
        try
        {
            await app.Services.GetRequiredService<Database>().StartAsync();
            var (keys, pdf) = (app.Services.GetRequiredService<SigningKeys>(), app.Services.GetRequiredService<CertificatePdf>());
            await using var scope = app.Services.CreateAsyncScope();
            var session = scope.ServiceProvider.GetRequiredService<DbSession>();
            var first = await MakeAsync(keys, pdf, session, 0);
            var times = new List<(double Sign, double Check, double Pdf, int Bytes)>();
            for (var i = 1; i <= Times; i++) times.Add(await MakeAsync(keys, pdf, session, i));

            double At(double share, Func<(double Sign, double Check, double Pdf, int Bytes), double> part) =>
                Table.At([.. times.Select(part).Order()], share);
            var whole = At(.95, time => time.Sign + time.Pdf);
            Console.WriteLine(FormattableString.Invariant($"| making the key that signs, once for a portal | | {first.Sign:0} ms |"));
            Console.WriteLine(FormattableString.Invariant(
                $"| signature, p50; checking it, p50 | | {At(.5, time => time.Sign):0.0} ms; {At(.5, time => time.Check):0.0} ms |"));
            Console.WriteLine(FormattableString.Invariant($"| PDF, p50 | | {At(.5, time => time.Pdf):0.0} ms ({first.Bytes / 1000} kB) |"));
            return Table.Row("first certificate (PDF) of a process", "300 ms", $"{first.Pdf:0} ms", first.Pdf <= 300)
                & Table.Row("certificate (PDF and signature), p95 of 200", "30 ms", $"{whole:0.0} ms", whole <= 30);
        }
        finally
        {
            await app.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Sign, double Check, double Pdf, int Bytes)> MakeAsync(
        SigningKeys keys, CertificatePdf pdf, DbSession session, int number)
    {
        var snapshot = Snapshot(number);
        var json = System.Text.Json.JsonSerializer.Serialize(snapshot);
        var begun = Stopwatch.GetTimestamp();
        var signature = await keys.SignAsync(json);
        var signed = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        begun = Stopwatch.GetTimestamp();
        if (await keys.PayloadOfAsync(signature, session) != json) throw new InvalidOperationException("The signature does not fit.");
        var checkedIn = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        begun = Stopwatch.GetTimestamp();
        var file = pdf.Make(new Certificate(Guid.NewGuid(), Guid.NewGuid(), snapshot, signature, DateTimeOffset.UtcNow, null, null));
        return (signed, checkedIn, Stopwatch.GetElapsedTime(begun).TotalMilliseconds, file.Length);
    }

    private static CertificateSnapshot Snapshot(int number) => new()
    {
        Ref = $"abcdefghjkmnpqrstuvwxy{number + 2000}",
        Holder = "Zoë van ’t Hoff-Şahin",
        Module = "module-proef",
        Title = "Samen een aanpak bouwen: kernteam, PGA en preventie met gezag",
        Minutes = 50,
        Goals =
        [
            .. Enumerable.Range(1, 5).Select(n =>
                $"Na deze module kun je een klein team inrichten, met een vast ritme en een schil van {n} partners."),
        ],
        IssuedOn = new DateOnly(2026, 11, 21),
        ValidUntil = new DateOnly(2028, 11, 21),
        FirstScore = 80,
        PassMark = 70,
        Accreditations = [new Accreditation { Register = "SKJ", Number = "123456", Points = 3 }],
        ModuleHash = "00",
    };
}
