using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Portal.Platform.Ui;

namespace Portal.Platform.Pages;

/// <summary>What stands before the pages: the theme's files and the cache of finished pages.</summary>
public static class PageServing
{
    /// <summary>Registers the theme's files, the cache and what a page says it was made of.</summary>
    public static IServiceCollection AddPageServing(this IServiceCollection services) =>
        services.AddSingleton<ThemeFiles>()
            .AddSingleton<PageReads>().AddSingleton<PageCache>().AddScoped<PageTags>().AddReservedAddresses("assets");

    /// <summary>Serves <c>/assets/</c>.</summary>
    public static IApplicationBuilder UseThemeFiles(this IApplicationBuilder app)
    {
        var files = app.ApplicationServices.GetRequiredService<ThemeFiles>();
        return app.Use(async (context, next) =>
        {
            if (!await files.TryServeAsync(context)) await next(context);
        });
    }

    /// <summary>Answers with finished pages: before anything that only the making of a page needs.</summary>
    public static IApplicationBuilder UseKeptPages(this IApplicationBuilder app)
    {
        var cache = app.ApplicationServices.GetRequiredService<PageCache>();
        return app.Use((context, next) => cache.TryAnswer(context, out var answer) ? answer : next(context));
    }

    /// <summary>Keeps pages that say they may be kept.</summary>
    public static IApplicationBuilder UsePageKeeping(this IApplicationBuilder app)
    {
        var cache = app.ApplicationServices.GetRequiredService<PageCache>();
        return app.Use(cache.MakeAsync);
    }
}
