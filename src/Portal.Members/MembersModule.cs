using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Members.Access;
using Portal.Members.Data;
using Portal.Members.FirstLook;
using Portal.Members.Health;
using Portal.Members.Organisations;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Members.SignIn;
using Portal.Platform;
using Portal.Platform.Commands;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;
using Portal.Platform.Starting;

namespace Portal.Members;

/// <summary>The door of the members room: accounts, signing in, rights, organisations, privacy.</summary>
public static class MembersModule
{
    /// <summary>Registers accounts, sessions, rights and the pages.</summary>
    public static IServiceCollection AddMembers(
        this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddModuleDb<MembersDb>("members").AddModuleOptions<MembersOptions>(configuration, "Members");
        services.AddRazorPages(pages =>
        {
            pages.Conventions.AuthorizeFolder("/Beheer", Rights.Office);
            pages.Conventions.AuthorizeFolder("/Beheer/Leden", Rights.Administrator);
            pages.Conventions.AuthorizeFolder("/Beheer/Werk", Rights.Administrator);
            pages.Conventions.AuthorizeFolder("/Beheer/Gezondheid", Rights.Administrator);
            pages.Conventions.AuthorizeFolder("/Beheer/Organisatie", Rights.ContactPerson);
            pages.Conventions.AuthorizeFolder("/Account", Rights.Member);
            pages.Conventions.AuthorizeFolder("/Leren", Rights.Member);
        }).AddApplicationPart(typeof(MembersModule).Assembly);

        services.AddHttpContextAccessor();
        services.AddScoped<CurrentMember>().AddSingleton<SecurityLog>().AddRights();
        services.AddAccounts();
        var providers = configuration.GetSection("Members:Providers");
        services.AddOptions<ProviderOptions>().Configure(options => providers.Bind(options.All)).ValidateDataAnnotations()
            .ValidateOnStart();
        var cookies = new CookieNames(environment.IsDevelopment());
        services.AddSessions(cookies, PlatformOptions.From(configuration))
            .AddProviders(providers.Get<List<Provider>>() ?? [], cookies.Apply);
        services.AddScoped(scope => new MemberDirectory(
            scope.GetRequiredService<MembersDb>(), scope.GetRequiredService<EventPublisher>(),
            scope.GetRequiredService<IProfileChoices>()));

        services.AddMemberLines().AddPersonalData<AccountData>().AddPersonalData<AuditData>();
        services.AddScoped<PersonalFiles>().AddScoped<Erasure>();
        services.AddJob<ForgetTheOld, Retention>(
            "members.forget-the-old", "Oude accounts en uitnodigingen opruimen", new JobRules { Mode = JobMode.Detached });
        services.AddJob<EraseInactiveMember, Retention>("members.erase-inactive", "Account verwijderen na twee jaar stilte");
        services.AddSchedule<ForgetTheOld>("30 3 * * *");
        services.AddScoped(scope => new Reminders(
            scope.GetRequiredService<DbSession>(), scope.GetRequiredService<IDataProtectionProvider>(),
            scope.GetServices<ReminderKind>(), scope.GetRequiredService<IOptions<PlatformOptions>>(),
            scope.GetRequiredService<TimeProvider>()));
        services.AddScoped<Invitations>().AddScoped<Memberships>().AddScoped<Roster>().AddScoped<Departures>()
            .AddScoped<RegionCover>().AddScoped<OrganisationImport>().AddScoped<Pages.LogBook>();
        services.AddScoped<IOfficeTasks, Organisations.MembershipTasks>().AddScoped<IOfficeTasks, UrgentConditions>()
            .AddScoped<IOfficeTasks, Pages.Beheer.Werk.FailedWork>();
        services.AddJob<SendWorseMails, WorseMails>("members.worse-mails", "Mails over wat er slechter gaat met het portaal")
            .AddSchedule<SendWorseMails>("5 7 * * 1");
        services.AddReminder(new ReminderKind(
            WorseMails.Kind, "Toestand van het portaal", "Op maandag, als er iets slechter gaat dan een week eerder.")
        {
            For = [Rights.Administrator],
        });
        services.AddOfficeLink(
            new OfficeLink("Leden", "Zoek een lid, geef taken, beheer organisaties.", "/beheer/leden", Rights.Administrator)
            {
                Job = OfficeJob.People,
            });
        services.AddOfficeLink(new OfficeLink(
            "Toestand van het portaal", "Zie in een minuut of alles werkt, en wat helpt.", UrgentConditions.Path, Rights.Administrator));
        services.AddOfficeLink(new OfficeLink(
            "Werk op de achtergrond", "Zie wat het portaal zelf doet, en wat opnieuw moet.", "/beheer/werk", Rights.Administrator));
        services.AddOfficeLink(new OfficeLink(
            "Logboek", "Zie wie wat deed, en wat er veranderde.", "/beheer/logboek", Rights.Administrator, Rights.Editor,
            Rights.Coordinator));
        services.AddOfficeLink(
            new OfficeLink("Mijn organisatie", "Zie je collega’s en nodig nieuwe uit.", "/beheer/organisatie", Rights.ContactPerson)
            {
                Job = OfficeJob.People,
            });
        services.AddOfficeLink(new OfficeLink(
            "Aanvragen", "Zeg wie er bij een organisatie hoort.", "/beheer/aanvragen", Rights.ContactPerson, Rights.Coordinator,
            Rights.Administrator)
        {
            Job = OfficeJob.People,
        });
        services.AddSingleton<FirstLookAccounts>().AddStartupTask<PrintFirstLook>().AddScoped<InventedPeople>();
        services.AddJob<MakeInventedPeople, InventedPeople>("members.invented-people", "Verzonnen mensen maken om mee rond te kijken");
        services.AddSingleton<ISecondStepWaiver>(provider => provider.GetRequiredService<FirstLookAccounts>());
        return services.AddVerb<AdminVerb>(
            "admin", "<e-mailadres>", "Maakt een account van een beheerder en geeft een link om in te loggen.");
    }

    /// <summary>
    /// Keys are read, or made, when the database is there, in place of the framework's own service, which is too early. Comes after
    /// everything that registers data protection once more, as pages do.
    /// </summary>
    public static IServiceCollection AddKeysAtStart(this IServiceCollection services)
    {
        foreach (var service in services.Where(IsOfDataProtection).ToList()) services.Remove(service);
        return services;

        static bool IsOfDataProtection(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.FullName?.StartsWith("Microsoft.AspNetCore.DataProtection.", StringComparison.Ordinal) == true;
    }

    /// <summary>Who asks, and may they: after routing, before the pages.</summary>
    public static IApplicationBuilder UseMembers(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.Use((context, next) =>
        {
            // Nobody can say who it is, and what somebody does is never taken for a visitor's.
            if (context.IsMemberUnknown() && !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
            {
                context.Response.ComeBackLater();
                return Task.CompletedTask;
            }
            // What a member sees is theirs: no browser or proxy keeps it for whoever comes next.
            if (context.User.Identity is { IsAuthenticated: true } || context.IsMemberUnknown())
            {
                context.Response.OnStarting(() =>
                {
                    if (context.Response.Headers.CacheControl.Count == 0) context.Response.Headers.CacheControl = "no-store, private";
                    return Task.CompletedTask;
                });
            }
            return next(context);
        });
        return app.UseAuthorization();
    }

    /// <summary>Maps what the passkey script asks.</summary>
    public static IEndpointRouteBuilder MapMembers(this IEndpointRouteBuilder routes)
    {
        Passkeys.Map(routes);
        return routes;
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Member>(identity =>
        {
            identity.User.RequireUniqueEmail = true;
            identity.User.AllowedUserNameCharacters = "";
            identity.Password = new PasswordOptions
            {
                RequiredLength = 12,
                RequireDigit = false,
                RequireLowercase = false,
                RequireUppercase = false,
                RequireNonAlphanumeric = false,
                RequiredUniqueChars = 1,
            };
        }).AddSignInManager().AddUserStore<MemberStore>().AddPasswordValidator<CommonPasswords>()
            .AddTokenProvider<AuthenticatorTokenProvider<Member>>(TokenOptions.DefaultAuthenticatorProvider);
        services.Configure<IdentityPasskeyOptions>(
            passkey => (passkey.UserVerificationRequirement, passkey.ResidentKeyRequirement) = ("required", "required"));
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000); // OWASP, for PBKDF2 with HMAC-SHA512
        services.AddSingleton<HashingTurns>().AddScoped<AttemptLimits>().AddScoped<Sessions>().AddScoped<SignIns>();
        services.AddScoped<Links>().AddScoped<Externals>().AddScoped<Passkeys>().AddScoped<Factors>().AddScoped<AddressChanges>();
        services.AddScoped<Profiles>().AddScoped<Notices>().AddSingleton<SignInMails>();
    }

    private static AuthenticationBuilder AddSessions(
        this IServiceCollection services, CookieNames names, PlatformOptions platform)
    {
        services.AddScoped<SessionCookie>();
        services.AddAntiforgery(form =>
        {
            names.Apply(form.Cookie, "formulier");
            // Always would make a request without TLS an error of ours; by the name __Host- a browser refuses such a cookie without TLS.
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.FormFieldName = "formulier";
        });
        services.Configure<CookieTempDataProviderOptions>(message => names.Apply(message.Cookie, "melding"));
        services.AddDataProtection().SetApplicationName("portaal-weerbare-jeugd").ProtectKeys(platform);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, UseKeyTable>().AddStartupTask<FirstKey>();
        return services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, cookie =>
            {
                names.Apply(cookie, "sessie");
                cookie.LoginPath = "/inloggen";
                cookie.ReturnUrlParameter = "terug";
                cookie.ExpireTimeSpan = MemberSession.Idle(remembered: true);
                cookie.EventsType = typeof(SessionCookie);
            })
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, cookie => names.Apply(cookie, "stap"))
            .AddCookie(IdentityConstants.ExternalScheme, cookie =>
            {
                names.Apply(cookie, "extern");
                cookie.ExpireTimeSpan = TimeSpan.FromMinutes(15); // long enough to make an account, or to find the telephone
            });
    }

    // __Host-: a browser takes such a cookie over TLS only, from this host only. Development has no TLS.
    private sealed record CookieNames(bool IsDevelopment)
    {
        public void Apply(CookieAuthenticationOptions cookie, string name)
        {
            Apply(cookie.Cookie, name);
            cookie.SlidingExpiration = true;
        }

        public void Apply(CookieBuilder cookie, string name)
        {
            cookie.Name = (IsDevelopment ? "wj-" : "__Host-wj-") + name;
            cookie.SecurePolicy = IsDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            cookie.HttpOnly = true;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.Path = "/";
            cookie.IsEssential = true;
        }
    }
}
