using Portal.Bench;
using Portal.Platform.Pictures;

if (PictureWorker.IsAsked(args)) return PictureWorker.Run(args);

// Started by itself as the bare server that a page is compared with.
if (args is ["bare", var port, var file]) return await BareServer.RunAsync(int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), file);

if (args is ["jobs", var database]) return await JobsBench.WorkAsync(database);

switch (args)
{
    case ["reading"]:
        return await ReadingBench.RunAsync();
    case ["growth"]:
        return await GrowthBench.RunAsync();
    case ["growth", var items]:
        return await GrowthBench.RunAsync(int.Parse(items, System.Globalization.CultureInfo.InvariantCulture));
    case ["audit"]:
        return await AuditBench.RunAsync();
    case ["editing"]:
        return await EditingBench.RunAsync();
    case ["editing", "publishing"]:
        return await EditingBench.RunAsync(onlyPublishing: true);
    case ["editors"]:
        return await EditorsBench.RunAsync();
    case ["platform"]:
        return await PlatformBench.RunAsync(null);
    case ["platform", var part]:
        return await PlatformBench.RunAsync(part);
    case ["search"]:
        return await SearchBench.RunAsync();
    case ["search", "speed", var sections]:
        return await SearchBench.RunAsync(int.Parse(sections, System.Globalization.CultureInfo.InvariantCulture));
    case ["search", "quality"]:
        return await SearchQualityBench.RunAsync();
    case ["search", "quality", "tuning"]:
        return await SearchQualityBench.RunAsync(showsTuning: true);
    case ["search", "folder", var folder]:
        return await SearchFolderBench.RunAsync(folder, null, SearchFolderBench.Shows.Nothing);
    case ["search", "folder", var folder, var questions]:
        return await SearchFolderBench.RunAsync(folder, questions, SearchFolderBench.Shows.Nothing);
    case ["search", "folder", var folder, var questions, "tuning"]:
        return await SearchFolderBench.RunAsync(folder, questions, SearchFolderBench.Shows.Tuning);
    case ["search", "folder", var folder, var questions, "ungraded"]:
        return await SearchFolderBench.RunAsync(folder, questions, SearchFolderBench.Shows.Ungraded);
    case ["search", "tune"]:
        return await SearchQualityBench.RunAsync(tunes: true);
    case ["learning"]:
        return await LearningBench.RunAsync(null);
    case ["reports"]:
        return await LearningBench.RunAsync("reports");
    case ["learning", var part]:
        return await LearningBench.RunAsync(part);
    case ["events"]:
        return await EventsBench.RunAsync();
    case ["events", "places"]:
        Table.Head();
        return await PlacesBench.RunAsync() ? 0 : 1;
    case ["newsletters"]:
        return await NewslettersBench.RunAsync(null);
    case ["newsletters", var part]:
        return await NewslettersBench.RunAsync(part);
    case ["newsletters", var part, var runs]:
        return await NewslettersBench.RunAsync(part, int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine(
            "Which one? npm run bench -- reading | growth | editing | editors | audit | platform | search | learning | reports "
                + "| newsletters | events");
        return 2;
}
