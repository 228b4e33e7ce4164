using Portal.Platform;
using Portal.Platform.Data;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddPlatform(builder.Configuration);
await using var app = builder.Build();
app.MapGet("/healthz", () => "ok");
await app.Services.GetRequiredService<Database>().StartAsync();
await app.RunAsync();

/// <summary>The host; public so that tests can start it.</summary>
public sealed partial class Program;
