using System.Globalization;
using System.Text.Json;

namespace Portal.Bench;

/// <summary>Kestrel and nothing else: answers every request with the same bytes and headers.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(int port, string answerFile)
    {
        var answer = JsonSerializer.Deserialize<RecordedAnswer>(await File.ReadAllTextAsync(answerFile))!;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}").ConfigureKestrel(server => server.AddServerHeader = false);
        var app = builder.Build();
        app.Run(context =>
        {
            context.Response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
            return answer.Body.Length == 0 ? Task.CompletedTask : context.Response.Body.WriteAsync(answer.Body, 0, answer.Body.Length);
        });
        await app.RunAsync();
        return 0;
    }
}

/// <summary>An answer of the portal, to be given again by the bare server.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Headers">All headers but Date.</param>
/// <param name="Body">The body as sent.</param>
internal sealed record RecordedAnswer(int Status, Dictionary<string, string> Headers, byte[] Body);
