using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Portal.Content.Addresses;
using Portal.Content.Attachments;
using Portal.Content.Branches;
using Portal.Content.Checks;
using Portal.Content.Data;
using Portal.Content.Editing;
using Portal.Content.Import;
using Portal.Content.Markdown;
using Portal.Content.Media;
using Portal.Content.Pages;
using Portal.Content.Pages.Beheer;
using Portal.Content.Pages.Beheer.Inhoud;
using Portal.Content.Portable;
using Portal.Content.Previews;
using Portal.Content.Publishing;
using Portal.Content.Reports;
using Portal.Content.Transfers;
using Portal.Content.Types;
using Portal.Content.Versions;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform;
using Portal.Platform.Audit;
using Portal.Platform.Commands;
using Portal.Platform.Conditions;
using Portal.Platform.Data;
using Portal.Platform.Events;
using Portal.Platform.Health;
using Portal.Platform.Jobs;
using Portal.Platform.Pages;
using Portal.Platform.Starting;
using Portal.Search;

namespace Portal.Content;

/// <summary>The door of the content room.</summary>
public static class ContentModule
{
    /// <summary>Registers document types, the content kernel, the published site and its pages.</summary>
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorPages(pages => pages.Conventions.AddFolderApplicationModelConvention(
            "/Beheer", page => page.Filters.Add(new ServiceFilterAttribute(typeof(OwnBranchAlone)))))
            .AddApplicationPart(typeof(ContentModule).Assembly);
        services.AddModuleDb<ContentDb>("content").AddModuleOptions<MediaOptions>(configuration, "Media");

        services.AddDocumentType<ResearchSummary>().AddDocumentType<Dossier>().AddDocumentType<Intervention>()
            .AddDocumentType<GlossaryTerm>().AddDocumentType<NewsItem>().AddDocumentType<Page>().AddDocumentType<Organisation>()
            .AddDocumentType<FrontPage>()
            .AddDocumentType<AudienceWords>().AddDocumentType<SearchWords>().AddDocumentType<PromotedResult>()
            .AddDocumentType<SiteMenu>().AddDocumentType<RegionContact>().AddDocumentType<OwnTexts>();
        services.AddSingleton<DocumentTypes>();
        services.AddMarkdown();

        services.AddSingleton<LiveSite>();
        services.AddSingleton<IListener>(provider => provider.GetRequiredService<LiveSite>());
        services.AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<LiveSite>());
        services.AddSingleton<Editing.Forms.References>().AddSingleton<Editing.Forms.BlockForms>();
        services.AddSingleton<PortalPages>().AddSingleton<Bodies>().AddSingleton<DraftCheck>().AddReservedAddresses("media");
        services.AddSingleton<VersionReader>();
        services.AddSingleton<IProfileChoices, ProfileChoices>().AddSingleton<IKnownAnswers, LocalHelp>()
            .AddSingleton<IPageFacts, PartFacts>();
        services.AddStartupTask<FirstImport>();
        services.AddJob<PublishDue, ScheduledPublishing>(
            "content.publish-due", "Geplande pagina’s online zetten", new JobRules { Mode = JobMode.Detached });
        services.AddSchedule<PublishDue>("* * * * *");

        services.AddScoped<NeighbourReader>().AddScoped<ContentList>();
        services.AddScoped<SectionIndex>().AddScoped<Publisher>().AddScoped<MediaLibrary>();
        services.AddScoped<MediaRoom>().AddScoped<Uploads>().AddScoped<MediaFolders>().AddMediaFiles();
        services.AddScoped<Importer>().AddScoped<Exporter>().AddScoped<PortableReader>()
            .AddScoped(scope => new PortableImport(
                scope.GetRequiredService<Importer>(), scope.GetRequiredService<MediaLibrary>(),
                scope.GetRequiredService<IHostEnvironment>().IsDevelopment()))
            .AddSingleton<PortableSections>().AddScoped<PortableExports>()
            .AddScoped(scope => new ForeignTransfers(scope.GetRequiredService<Imports>()))
            .AddAttachments();
        services.AddScoped<BranchStore>().AddScoped<BranchWords>().AddScoped<BranchMails>().AddScoped<BranchTasks>()
            .AddScoped<BranchGivers>();
        services.AddScoped<IMemberParts, MemberBranches>().AddScoped<OwnBranchAlone>();
        services.AddScoped<IOfficeTasks>(scope => scope.GetRequiredService<BranchTasks>());
        services.AddSingleton<PreviewPages>();
        services.AddScoped<IOfficeTasks, WritingTasks>().AddScoped<IOfficeTasks, ReaderTroubles>();
        services.AddPersonalData<WriterData>();
        services.AddSingleton<SaveTurns>();
        services.AddScoped<DocumentEditor>().AddScoped<DeskTools>().AddScoped<NewDocuments>().AddScoped<Writers>();
        services.AddScoped<JointChanges>().AddScoped<Siblings>().AddScoped<NamedDrafts>().AddSingleton<BrokenLinks>();
        services.AddScoped(scope => new DocumentDesk(
            scope.GetRequiredService<ContentDb>(), scope.GetRequiredService<DocumentTypes>(), scope.GetRequiredService<NewDocuments>(),
            scope.GetRequiredService<DocumentEditor>(), scope.GetRequiredService<DraftFindings>(), scope.GetRequiredService<Publisher>(),
            scope.GetRequiredService<TimeProvider>()));
        services.AddScoped<DraftFindings>().AddScoped<WhereUsed>().AddScoped<Remarks>().AddScoped<ReviewMails>();
        services.AddSingleton<SiteTexts>().AddScoped<SettingDocuments>().AddScoped<OwnRedirects>();
        services.AddOfficeLink(new OfficeLink(
            "Inhoud", "Schrijf, controleer en zet online wat er op het portaal staat.", "/beheer/inhoud", Rights.Writer)
        {
            Job = OfficeJob.Writing,
        });
        services.AddSingleton<AllFigures>().AddScoped<Owners>().AddScoped<WeekChanges>();
        services.AddJob<SendOwnerMails, OwnerMails>("content.owner-mails", "Mails over pagina’s die iemand bijhoudt")
            .AddJob<SendOwnerMail, OwnerMails>("content.owner-mail", "Mail over pagina’s die iemand bijhoudt")
            .AddSchedule<SendOwnerMails>("15 7 1 * *");
        services.AddReminder(new ReminderKind(
            OwnerMails.Kind, "Pagina’s die je bijhoudt", "Eens per maand, als pagina’s van jou wachten op een blik.")
        {
            For = [Rights.Editor, Rights.Coordinator],
        });
        services.AddOfficeLink(new OfficeLink(
            "Onderdelen", "Zie wie waar schrijft, en geef een collega een onderdeel.", "/beheer/inhoud/onderdelen", Rights.Editor,
            Rights.Administrator)
        {
            IsOfWholeSite = true,
            Job = OfficeJob.Writing,
        });
        services.AddOfficeLink(new OfficeLink(
            "Rapporten", "Hoe oud pagina’s zijn, welke links haperen, hoe ze lezen en wat er deze week veranderde.", "/beheer/rapporten",
            Rights.Writer)
        {
            Job = OfficeJob.Writing,
        });
        services.AddOfficeLink(new OfficeLink(
            "Woorden en instellingen", "Begrippen, thema’s, zoekwoorden, adressen, teksten, menu en contactgegevens.", "/beheer/woorden",
            Rights.Editor)
        {
            IsOfWholeSite = true,
            Job = OfficeJob.Writing,
        });
        services.AddOfficeLink(new OfficeLink(
            "Zoeken", "Zie waarom een pagina bij een vraag bovenaan staat, en wat niemand vindt.", "/beheer/zoeken", Rights.Editor,
            Rights.Administrator)
        {
            Job = OfficeJob.Answering,
        });
        services.AddTransfers().AddContentLines().AddAuditKind(DocumentLines.Words).AddTidiness();
        services.AddJob<MakeVariants, MakeVariantsJob>(
            "content.variants", "Afbeeldingen verkleinen", new JobRules { AtOnce = 1, Mode = JobMode.Detached });
        services.AddVerb<ImportVerb>(
            "import", "<map> [--force]", "Leest een map met inhoud in; met --force ook over bewerkingen in het portaal heen.");
        services.AddVerb<CheckVerb>(
            "check", "<map>", "Kijkt een map met inhoud na, zonder iets in te lezen.", needsDatabase: false);
        services.AddVerb<Reindexer>("reindex", "", "Zet alles wat online staat opnieuw in de zoekindex.");
        services.AddVerb<ExportVerb>("export", "<map>", "Schrijft alle inhoud naar een lege map.");
        return services;
    }

    private static void AddTidiness(this IServiceCollection services)
    {
        services.AddSingleton<LastOutlook>();
        services.AddJob<TidyVersions, VersionTidying>(
            "content.tidy-versions", "Oude versies opruimen", new JobRules { Mode = JobMode.Detached })
            .AddSchedule<TidyVersions>("50 3 * * *");
        services.AddJob<ForgetReads, ForgetReadsJob>("content.forget-reads", "Oude tellingen van lezen wissen")
            .AddSchedule<ForgetReads>("55 3 2 * *");
        services.AddScoped<Reads>().AddSingleton<KeepReads>().AddHostedService(provider => provider.GetRequiredService<KeepReads>());
        services.AddCondition<MediaRoomCondition>("content-media", "Ruimte voor bestanden", "Afbeeldingen en documenten bij teksten.")
            .AddCondition<BrokenLinksCondition>("content-links", "Links", "Wie klikt, moet ergens uitkomen.");
    }

    /// <summary>Maps the media library's files.</summary>
    public static IEndpointRouteBuilder MapContent(this IEndpointRouteBuilder routes)
    {
        routes.MapMedia();
        return routes;
    }
}
