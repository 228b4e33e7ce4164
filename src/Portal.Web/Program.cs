using Portal.Calendar;
using Portal.Content;
using Portal.Content.Addresses;
using Portal.Content.Previews;
using Portal.Learning;
using Portal.Members;
using Portal.Newsletters;
using Portal.Platform;
using Portal.Platform.Health;
using Portal.Platform.Pages;
using Portal.Platform.Pictures;
using Portal.Search;
using Portal.UmbracoBridge;
using Portal.Web;

if (PictureWorker.IsAsked(args)) return PictureWorker.Run(args); // this program is its own child, before it is anything else

return await CommandLine.RunAsync(Make, args);

WebApplication Make()
{
    var isStarting = true;
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = [.. CommandLine.VerbIn(args) is null ? args : [], Proxies.OnlyOurs],
        ContentRootPath = AppContext.BaseDirectory,
    });
    builder.Logging.AddConsoleLines(
        toStandardError: CommandLine.VerbIn(args) is not null, builder.Environment.IsProduction(), isStarting: () => isStarting);
    builder.Logging.AddRequestTraces();
    builder.WebHost.ListenOnPort(builder.Configuration);
    builder.WebHost.ConfigureKestrel(server =>
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestLineSize = 32 * 1024; // a question that is far too long gets an answer in words, not a bare 414
        server.Limits.MaxRequestBodySize = ReadableRequests.LargestBody;
    });

    builder.Services.AddPlatform(builder.Configuration).AddPageServing();
    builder.Services.Configure<PictureOptions>(pictures => pictures.Program = typeof(Program).Assembly);
    builder.Services.AddMembers(builder.Configuration, builder.Environment);
    builder.Services.AddSearch().AddContent(builder.Configuration).AddCalendar().AddLearning().AddNewsletters(builder.Configuration)
        .AddUmbracoBridge().AddSingleton<IKnownAnswers, OwnPages>();
    builder.Services.AddRazorPages(pages => pages.Conventions.Add(new AddressValues())).AddMvcOptions(pages =>
    {
        pages.Filters.Add<KnownForms>();
        BindingMessages.InDutch(pages.ModelBindingMessageProvider);
    });
    builder.Services.AddBoundProperties();
    builder.Services.AddTrustedProxies().AddAllowedHosts();
    builder.Services.AddKeysAtStart().AddDraining().AddHostedService<ReadyMessage>();

    var app = builder.Build();
    app.Lifetime.ApplicationStarted.Register(() => isStarting = false);
    app.UseDraining();
    app.UseForwardedHeaders(); // the reader's address and scheme, from trusted proxies only
    app.UseSecurityHeaders();
    app.UseKeptPages();
    app.UseRequestTraces();
    app.UseSecurityHeadersOnErrors();
    app.UseThemeFiles();
    app.UseErrorPages();
    app.UsePageKeeping();
    app.UsePreviews(); // before routing: a preview is the reader's own page at another address
    app.UseOwnRedirects(); // what stands nowhere, as an editor said
    app.UseRouting();
    app.UseOneAddressPerPage();
    app.UsePageMethods();
    app.UseRateLimits();
    app.UseReadableRequests();
    app.UseMembers();
    app.MapHealth();
    app.MapWellKnown();
    app.MapMembers();
    app.MapSearch();
    app.MapContent();
    app.MapCalendar();
    app.MapLearning();
    app.MapNewsletters();
    app.MapRazorPages();
    return app;
}

/// <summary>The host; public so that tests can start it.</summary>
public sealed partial class Program;
