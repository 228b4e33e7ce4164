using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Content.Markdown;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Workers;

namespace Portal.Learning.Certificates;

/// <summary>
/// A certificate as a PDF: one A4 sheet with the theme's fonts and line, tagged so that a screen reader reads it as it is meant, in
/// Dutch. The same certificate gives the same bytes. Drawn by pdfkit, in <c>certificate.mjs</c>.
/// </summary>
public sealed class CertificatePdf : IAsyncDisposable
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(10);
    private static readonly string Fonts = Path.Combine(Checkout.Root, "themes", "dist", "paper");

    private readonly ThemeFiles theme;
    private readonly PlatformOptions platform;
    private readonly NodeWorker worker;

    /// <summary>Starts nothing yet: the first certificate does.</summary>
    public CertificatePdf(ThemeFiles theme, IOptions<PlatformOptions> platform, ILogger<CertificatePdf> log)
        : this(theme, platform, log, Path.Combine(AppContext.BaseDirectory, "Workers", "certificate.mjs"))
    {
    }

    internal CertificatePdf(ThemeFiles theme, IOptions<PlatformOptions> platform, ILogger<CertificatePdf> log, string script) =>
        (this.theme, this.platform, worker) = (theme, platform.Value, new NodeWorker(new WorkerLimits(script, MemoryMegabytes: 256), log));

    /// <summary>Makes the file. Who asks while another is made, waits for it.</summary>
    /// <exception cref="TimeoutException">It took longer than ten seconds.</exception>
    /// <exception cref="WorkerFailure">There is no Node, or no pdfkit, or the worker died twice.</exception>
    public async Task<byte[]> MakeAsync(Certificate certificate, CancellationToken stop = default)
    {
        if (Checkout.NodeModule("pdfkit") is null)
            throw new WorkerFailure("Certificates cannot be drawn: the npm package 'pdfkit' is missing. Run 'npm install'.") { IsLasting = true };
        var question = Question(certificate);
        try
        {
            return await worker.AskAsync<byte[]>(question, Within, stop);
        }
        catch (WorkerFailure failure) when (!failure.IsLasting)
        {
            // Once may be chance, e.g. a worker that was ended.
            return await worker.AskAsync<byte[]>(question, Within, stop);
        }
    }

    /// <summary>Ends the worker.</summary>
    public ValueTask DisposeAsync() => worker.DisposeAsync();

    private object Question(Certificate certificate)
    {
        var snapshot = certificate.Snapshot;
        snapshot = snapshot with { Title = Typography.Apply(snapshot.Title), Goals = [.. snapshot.Goals.Select(Typography.Apply)] };
        var address = $"{platform.PublicUrl}/bewijs/{snapshot.Ref}";
        var code = QrCode.Of(address);
        return new
        {
            Fonts,
            Line = theme.Drawing("bewijs-rand"),
            Information = new { Title = $"Bewijs: {snapshot.Title}", Author = "Weerbare Jeugd", Subject = $"Bewijs van {snapshot.Holder}, {snapshot.IssuedOn.Long()}", MadeAt = certificate.IssuedAt.UtcDateTime },
            Story = new { Brand = "Weerbare Jeugd", Kind = "Bewijs", snapshot.Holder, Earned = "heeft deze module gehaald:", snapshot.Title, snapshot.GoalsTitle, Goals = snapshot.GoalWords },
            Side = new
            {
                Qr = new { Words = $"QR-code: leidt naar de pagina waar je dit bewijs controleert, {address}", code.Size, Strokes = code.Strokes.Select(stroke => new[] { stroke.X, stroke.Y, stroke.Length }) },
                Check = new
                {
                    Words = "Controleer dit bewijs op",
                    Shown = address[(address.IndexOf("//", StringComparison.Ordinal) + 2)..address.LastIndexOf('/')],
                    Address = address,
                    LinkWords = "Controleer dit bewijs in de browser",
                    Reference = $"Kenmerk: {CertificateRef.Shown(snapshot.Ref)}",
                },
                Facts = snapshot.Facts.Select(fact => new { fact.Name, fact.Value }),
            },
        };
    }
}
