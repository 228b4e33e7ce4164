using Portal.Platform;
using Portal.Platform.Health;
using Portal.Web;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = CommandLine.VerbIn(args) is null ? args : [],
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Logging.AddJsonLines(toStandardError: CommandLine.VerbIn(args) is not null);
builder.WebHost.ListenOnPort(builder.Configuration);

builder.Services.AddPlatform(builder.Configuration);
builder.Services.AddHostedService<ReadyMessage>();

var app = builder.Build();
app.MapHealth();
return await CommandLine.RunAsync(app, args);

/// <summary>The host; public so that tests can start it.</summary>
public sealed partial class Program;
