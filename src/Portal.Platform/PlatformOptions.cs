using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Platform;

/// <summary>Where the portal runs. Every setting has a comment in <c>appsettings.json</c>.</summary>
public sealed class PlatformOptions
{
    /// <summary>
    /// The data folder, absolute (<c>PORTAL_DATA</c>, seen from the current folder; default <c>.data</c> in <see cref="Checkout.Root"/>).
    /// </summary>
    [Required]
    public string DataFolder { get; set; } = Path.Combine(Checkout.Root, ".data");

    /// <summary>The port the host listens on (<c>PORT</c>).</summary>
    [Range(1, 65535, ErrorMessage = "PORT must be a number from 1 to 65535.")]
    public int Port { get; set; } = 5080;

    /// <summary>How visitors reach the portal, for links in mail, feeds and metadata (<c>Portal__PublicUrl</c>).</summary>
    [Required, Url]
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// How long the host goes on answering after SIGTERM, in seconds (<c>Portal__DrainSeconds</c>): what a balancer takes to notice.
    /// </summary>
    [Range(0, 300, ErrorMessage = "Portal__DrainSeconds must be a number from 0 to 300.")]
    public int DrainSeconds { get; set; } = 5;

    /// <summary>
    /// The folder with PostgreSQL's programs, absolute (<c>Portal__PostgresBinaries</c>); it has <c>bin/initdb</c>, <c>bin/pg_ctl</c> and
    /// <c>bin/postgres</c>. Null: the npm package's.
    /// </summary>
    public string? PostgresBinaries { get; set; }

    /// <summary>Reads the settings without checking them.</summary>
    public static PlatformOptions From(IConfiguration configuration)
    {
        var options = new PlatformOptions();
        Read(options, configuration);
        return options;
    }

    internal static void Read(PlatformOptions options, IConfiguration configuration)
    {
        if (configuration["PORTAL_DATA"] is { Length: > 0 } folder) options.DataFolder = Path.GetFullPath(folder);
        if (configuration["PORT"] is { Length: > 0 } port)
            options.Port = int.TryParse(port, CultureInfo.InvariantCulture, out var number) ? number : 0;
        if (configuration["Portal:DrainSeconds"] is { Length: > 0 } seconds)
            options.DrainSeconds = int.TryParse(seconds, CultureInfo.InvariantCulture, out var whole) ? whole : -1;
        if (configuration["Portal:PostgresBinaries"] is { Length: > 0 } programs) options.PostgresBinaries = Path.GetFullPath(programs);
        options.PublicUrl = configuration["Portal:PublicUrl"] is { Length: > 0 } url
            ? url.TrimEnd('/')
            : $"http://localhost:{options.Port}";
    }
}

/// <summary>Registration of options that are checked when the portal starts, not when somebody needs them.</summary>
public static class ModuleOptionsRegistration
{
    /// <summary>Binds a module's options to a section of the settings; its data annotations are checked at start.</summary>
    public static IServiceCollection AddModuleOptions<TOptions>(
        this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return services;
    }
}
