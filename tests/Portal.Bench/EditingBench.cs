using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using NetVips;
using Portal.Platform;

namespace Portal.Bench;

/// <summary>
/// The office with 10,000 documents, 100,000 versions, 10,000 members and 2,000 files: every address under /beheer over HTTP by somebody
/// who may do everything, how many requests and bytes its page asks for, how long the server takes; publishing, and opening the longest
/// kennisproduct. The addresses come from the pages in src: with one that is not known here the bar is not met.
/// </summary>
internal static partial class EditingBench
{
    private const int Rounds = 30, MostRequests = 10, MostBytes = 300_000, MostScript = 160_000;
    private const int Uploads = 100;
    private const double MostMemory = 100;
    private const double MostTime = 100, MostPublish = 150, MostOpening = 300;
    private const string Much = "nieuws-groei-1", Draft = "nieuws-groei-2", Reviewed = "nieuws-groei-3";

    /// <summary>Measures, and prints a table.</summary>
    /// <param name="onlyPublishing">True: the pages are left out.</param>
    public static async Task<int> RunAsync(bool onlyPublishing = false)
    {
        var folder = Directory.CreateTempSubdirectory("portal-editing-").FullName;
        var port = PortalProcess.FreePort();
        using var portal = PortalProcess.Start(PortalProcess.Dll("Portal.Web"), new()
        {
            ["PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["PORTAL_DATA"] = folder,
            ["ASPNETCORE_ENVIRONMENT"] = "Development", // its accounts for a first look
            ["Jobs__Run"] = "false",
        });
        try
        {
            await PortalProcess.ReadyAsync(portal, port, "/readyz");
            await using var database = await EditingData.FillAsync(folder);
            using var office = await Office.SignedInAsync(port, folder);
            if (onlyPublishing)
            {
                Table.Head();
                return await PublishingAsync(office, database) ? 0 : 1;
            }
            var known = await AddressesAsync(database);
            var met = true;
            Console.WriteLine($"10,000 documents, 100,000 versions, {Rounds} requests an address, {Environment.ProcessorCount} cores");
            Console.WriteLine();
            Console.WriteLine("| page | requests | kB | editor kB | p50 ms | p95 ms | |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | --- |");
            foreach (var route in Routes().Order(StringComparer.Ordinal))
            {
                foreach (var address in known.GetValueOrDefault(route, [])) met &= await PageAsync(office, address);
            }
            Table.Head();
            met &= await OpeningAsync(office, database);
            met &= await PublishingAsync(office, database);
            met &= await UploadingAsync(office, database, portal.Id);
            foreach (var route in Routes().Where(route => !known.ContainsKey(route)))
            {
                met = false;
                Console.WriteLine($"{route} was not asked: say in {nameof(EditingBench)} how it is.");
            }
            return met ? 0 : 1;
        }
        finally
        {
            await PortalProcess.StopAsync(portal);
            Directory.Delete(folder, recursive: true);
        }
    }

    // Routes as the pages say them; what one stands for is said in AddressesAsync.
    private static IEnumerable<string> Routes() =>
        from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cshtml", SearchOption.AllDirectories)
        let first = File.ReadLines(file).FirstOrDefault() ?? ""
        let route = PageLine().Match(first)
        where route.Success
        select route.Groups["route"].Value;

    private static async Task<Dictionary<string, string[]>> AddressesAsync(EditingData data)
    {
        var member = await data.ValueAsync<Guid>("select id from members.members where name like 'Groei%' order by name limit 1");
        var organisation = await data.ValueAsync<Guid>("select organisation_id from members.members where email = 'beheer@voorbeeld.nl'");
        var job = await data.ValueAsync<long>("select id from platform.jobs where failed_at is not null order by id limit 1");
        var newsletter = await data.ValueAsync<string>("select document from newsletters.campaigns limit 1");
        const string List = "/beheer/inhoud", Event = "activiteit-training-buit-voor-professionals";
        return new()
        {
            ["/beheer"] = ["/beheer"],
            ["/beheer/agenda"] = ["/beheer/agenda", "/beheer/agenda?geweest=true"],
            ["/beheer/agenda/{id}"] = [$"/beheer/agenda/{Event}"],
            ["/beheer/agenda/{id}/bestand"] = [$"/beheer/agenda/{Event}/bestand"],
            ["/beheer/agenda/{id}/bericht"] = [$"/beheer/agenda/{Event}/bericht"],
            ["/beheer/agenda/{id}/toevoegen"] = [$"/beheer/agenda/{Event}/toevoegen"],
            ["/beheer/agenda/{id}/afmelden/{registration:guid}"] = [], // of one person: no list grows in it
            ["/beheer/agenda/{id}/verplaatsen/{registration:guid}"] = [],
            ["/beheer/aanvragen"] = ["/beheer/aanvragen", "/beheer/aanvragen?p=20"],
            ["/beheer/werk"] = ["/beheer/werk"],
            ["/beheer/werk/opnieuw/{id:long?}"] = [], // answers a press of its button alone
            ["/beheer/werk/{id:long}/laat-maar"] = [$"/beheer/werk/{job}/laat-maar"],
            ["/beheer/leden"] = ["/beheer/leden", "/beheer/leden?p=150", "/beheer/leden?zoek=groei+99"],
            ["/beheer/leden/{id:guid}"] = [$"/beheer/leden/{member}"],
            ["/beheer/leden/organisaties"] = ["/beheer/leden/organisaties", "/beheer/leden/organisaties?p=5"],
            ["/beheer/leden/organisaties/{id:guid}"] =
                [$"/beheer/leden/organisaties/{organisation}", $"/beheer/leden/organisaties/{organisation}?p=40"],
            ["/beheer/leden/organisaties/{id:guid}/uitnodigen"] = [$"/beheer/leden/organisaties/{organisation}/uitnodigen"],
            ["/beheer/organisatie"] = ["/beheer/organisatie", "/beheer/organisatie?p=40"],
            ["/beheer/organisatie/uitnodigen"] = ["/beheer/organisatie/uitnodigen"],
            ["/beheer/inhoud"] =
            [
                List, List + "?p=100", List + "?volgorde=controleren", List + "?volgorde=gewijzigd&p=50", List + "?zoek=groei+99",
                List + "?status=online", List + "?status=concept", List + "?weergave=boom", List + "?weergave=boom&soort=nieuws&p=20",
                List + "?weergave=boom&soort=module",
            ],
            ["/beheer/inhoud/nieuw"] = [List + "/nieuw", List + "/nieuw?soort=nieuws", List + "/nieuw?soort=hoofdstuk"],
            ["/beheer/inhoud/prullenbak"] = [List + "/prullenbak", List + "/prullenbak?p=5"],
            ["/beheer/inhoud/zoek"] = [List + "/zoek?q=groei+12", List + "/zoek?q=", List + "/zoek?soort=afbeelding&q="],
            ["/beheer/inhoud/media"] = [], // takes files alone
            ["/beheer/inhoud/samen"] = [], // these three answer a press of their buttons alone
            ["/beheer/inhoud/ongedaan"] = [],
            ["/beheer/inhoud/{id}/volgorde"] = [],
            ["/beheer/inhoud/blok"] = [List + "/blok?name=callout&kind=tip"],
            ["/beheer/inhoud/probeer"] = [List + "/probeer"],
            ["/beheer/inhoud/{id}"] = [$"{List}/{Much}", $"{List}/{Draft}", $"{List}/nieuws-groei-9999"],
            ["/beheer/inhoud/{id}/voorbeeld"] = [$"{List}/{Draft}/voorbeeld"],
            ["/beheer/inhoud/{id}/plek"] = [$"{List}/{Much}/plek"],
            ["/beheer/inhoud/{id}/offline"] = [$"{List}/{Much}/offline"],
            ["/beheer/inhoud/{id}/online"] = [$"{List}/{Draft}/online"],
            ["/beheer/inhoud/{id}/versies/{nummer:int}"] = [$"{List}/{Much}/versies/3"],
            ["/beheer/inhoud/{id}/versies"] = [$"{List}/{Much}/versies", $"{List}/{Much}/versies?p=3"],
            ["/beheer/inhoud/{id}/controle"] = [$"{List}/{Reviewed}/controle"],
            ["/beheer/inhoud/{id}/weg"] = [$"{List}/{Much}/weg"],
            ["/beheer/inhoud/onderdelen"] = [List + "/onderdelen"],
            ["/beheer/inhoud/onderdelen/{lid:guid}"] = [], // of one person: no list grows in it
            ["/beheer/inhoud/ongelezen/{handler:regex(^csv$)?}"] = [List + "/ongelezen", List + "/ongelezen?p=100"],
            ["/beheer/inhoud/opruimen"] = [List + "/opruimen"],
            // With a million lines: `npm run bench -- audit`.
            ["/beheer/logboek/{handler:regex(^csv$)?}"] = ["/beheer/logboek", "/beheer/logboek?woorden=groei"],
            ["/beheer/logboek/keten"] = ["/beheer/logboek/keten"],
            ["/beheer/logboek/verschil/{id}/{van:int}/{naar:int}"] = [$"/beheer/logboek/verschil/{Much}/1/3"],
            ["/beheer/gezondheid"] = ["/beheer/gezondheid"],
            ["/beheer/gemist"] = ["/beheer/gemist"],
            ["/beheer/inlezen"] = ["/beheer/inlezen"],
            ["/beheer/inlezen/{id:guid}"] = [], // of one import: what it did stands in one row, and is cut off at a thousand files
            ["/beheer/uitvoer"] = ["/beheer/uitvoer"],
            ["/beheer/uitvoer/inhoud.zip"] = [], // a file, of all there is
            ["/beheer/umbraco"] = ["/beheer/umbraco"],
            ["/beheer/umbraco/{id:guid}"] = [], // of one export: what is said of it is cut off at two hundred sentences
            ["/beheer/umbraco/{id:guid}/bestand"] = [], // a file, of all there is
            ["/beheer/umbraco/omzetting/{id:guid}"] = [], // of one package: as long as its types are many
            ["/beheer/media"] = ["/beheer/media", "/beheer/media?p=40", "/beheer/media?q=groei+12"],
            ["/beheer/media/{id}"] = ["/beheer/media/media-groei-1"],
            ["/beheer/media/{id}/vervangen"] = ["/beheer/media/media-groei-1/vervangen"],
            ["/beheer/zoeken"] = ["/beheer/zoeken", "/beheer/zoeken?q=groei"],
            ["/beheer/woorden"] = ["/beheer/woorden"],
            ["/beheer/woorden/{soort}"] = ["/beheer/woorden/menu"],
            ["/beheer/woorden/doelgroepen"] = ["/beheer/woorden/doelgroepen"],
            ["/beheer/teksten"] = ["/beheer/teksten"],
            ["/beheer/teksten/{naam}"] = ["/beheer/teksten/voet-over"],
            ["/beheer/adressen/{handler:regex(^csv$)?}"] = ["/beheer/adressen", "/beheer/adressen?p=100", "/beheer/adressen?zoek=groei-99"],
            ["/beheer/adressen/nieuw"] = ["/beheer/adressen/nieuw"],
            ["/beheer/adressen/inlezen"] = ["/beheer/adressen/inlezen"],
            ["/beheer/adressen/geschiedenis"] = ["/beheer/adressen/geschiedenis"],
            ["/beheer/adressen/weg"] = [], // these two answer a press of their buttons alone
            ["/beheer/adressen/ongedaan"] = [],
            ["/beheer/rapporten"] = ["/beheer/rapporten"],
            ["/beheer/rapporten/ouderdom/{handler:regex(^csv$)?}"] =
                ["/beheer/rapporten/ouderdom", "/beheer/rapporten/ouderdom?p=100", "/beheer/rapporten/ouderdom?van=mij"],
            ["/beheer/rapporten/links/{handler:regex(^csv$)?}"] = ["/beheer/rapporten/links"],
            ["/beheer/rapporten/toegankelijkheid/{handler:regex(^csv$)?}"] = ["/beheer/rapporten/toegankelijkheid"],
            ["/beheer/rapporten/leesniveau/{handler:regex(^csv$)?}"] =
                ["/beheer/rapporten/leesniveau", "/beheer/rapporten/leesniveau?p=100"],
            ["/beheer/rapporten/week/{handler:regex(^csv$)?}"] = ["/beheer/rapporten/week", "/beheer/rapporten/week?p=100"],
            ["/beheer/nieuwsbrieven"] = ["/beheer/nieuwsbrieven"],
            ["/beheer/nieuwsbrieven/nieuw"] = ["/beheer/nieuwsbrieven/nieuw"],
            ["/beheer/nieuwsbrieven/{id}"] = [$"/beheer/nieuwsbrieven/{newsletter}"],
            ["/beheer/nieuwsbrieven/{id}/mail"] = [$"/beheer/nieuwsbrieven/{newsletter}/mail"],
            ["/beheer/nieuwsbrieven/{id}/stoppen"] = [], // asked only of one that is on its way
            ["/beheer/nieuwsbrieven/cijfers"] = ["/beheer/nieuwsbrieven/cijfers"],
            ["/beheer/nieuwsbrieven/{id}/cijfers"] = [$"/beheer/nieuwsbrieven/{newsletter}/cijfers"],
            ["/beheer/nieuwsbrieven/techniek"] = ["/beheer/nieuwsbrieven/techniek"],
            ["/beheer/nieuwsbrieven/abonnees"] =
                ["/beheer/nieuwsbrieven/abonnees", "/beheer/nieuwsbrieven/abonnees?p=20", "/beheer/nieuwsbrieven/abonnees?zoek=groei12"],
            ["/beheer/nieuwsbrieven/abonnees/importeren"] = ["/beheer/nieuwsbrieven/abonnees/importeren"],
            ["/beheer/nieuwsbrieven/abonnees/exporteren"] = ["/beheer/nieuwsbrieven/abonnees/exporteren"],
            ["/beheer/vragen"] = ["/beheer/vragen", "/beheer/vragen?lijst=gesloten", "/beheer/vragen?soort=advice&thema=dossier-ouders"],
            ["/beheer/vragen/cijfers"] = ["/beheer/vragen/cijfers"],
            ["/beheer/vragen/{id:guid}"] = [], // these three are asked of a question, and nobody asked any
            ["/beheer/vragen/{id:guid}/antwoord"] = [],
            ["/beheer/vragen/{id:guid}/weghalen"] = [],
            ["/beheer/agenda/wensen"] = ["/beheer/agenda/wensen"],
            ["/beheer/agenda/{id}/aanwezig"] = [$"/beheer/agenda/{Event}/aanwezig", $"/beheer/agenda/{Event}/aanwezig?zoek=groei"],
            ["/beheer/agenda/{id}/aanwezig/lijst"] = [$"/beheer/agenda/{Event}/aanwezig/lijst"],
            ["/beheer/agenda/{id}/evaluatie"] = [$"/beheer/agenda/{Event}/evaluatie"],
            ["/beheer/agenda/{id}/kopie"] = [$"/beheer/agenda/{Event}/kopie"],
            ["/beheer/agenda/{id}/reeks"] = [$"/beheer/agenda/{Event}/reeks"],
            ["/beheer/agenda/{id}/verslag"] = [$"/beheer/agenda/{Event}/verslag"],
            ["/beheer/leren"] = ["/beheer/leren"],
            ["/beheer/leren/leerwinst/{handler:regex(^csv$)?}"] = ["/beheer/leren/leerwinst", "/beheer/leren/leerwinst/csv"],
            ["/beheer/leren/vragen/{handler:regex(^csv$)?}"] = ["/beheer/leren/vragen", "/beheer/leren/vragen/csv"],
            ["/beheer/leren/mensen/{handler:regex(^(csv|xlsx)$)?}"] = ["/beheer/leren/mensen"],
            ["/beheer/leren/stuurgroep"] = ["/beheer/leren/stuurgroep"],
            ["/beheer/leren/werkzaam"] = ["/beheer/leren/werkzaam", "/beheer/leren/werkzaam?soort=organisaties"],
            ["/beheer/leren/bereik/{handler:regex(^csv$)?}"] = ["/beheer/leren/bereik", "/beheer/leren/bereik/csv"],
            ["/beheer/leren/verloopt/{handler:regex(^(csv|lijst)$)?}"] = ["/beheer/leren/verloopt", "/beheer/leren/verloopt/csv"],
            ["/beheer/leren/gestopt/{handler:regex(^lijst$)?}"] = ["/beheer/leren/gestopt"],
            ["/beheer/leren/herinnering/{lijst:regex(^(verloopt|gestopt)$)}"] = [], // names, for who said what for
            ["/beheer/leden/dekking"] = ["/beheer/leden/dekking", "/beheer/leden/dekking?p=3"],
            ["/beheer/leden/taken"] = ["/beheer/leden/taken", "/beheer/leden/taken?taak=contact_person"],
            ["/beheer/leden/organisaties/importeren"] = ["/beheer/leden/organisaties/importeren"],
        };
    }

    private static async Task<bool> PageAsync(Office office, string address)
    {
        var first = await office.GetAsync(address);
        if (first.Status != HttpStatusCode.OK) throw new InvalidOperationException($"{address}: {(int)first.Status}");
        var (requests, bytes, script) = await office.WeightAsync(first);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++) times.Add((await office.GetAsync(address)).Milliseconds);
        times.Sort();
        var p95 = Table.At(times, .95);
        List<string> over =
        [
            .. requests > MostRequests ? ["requests"] : Array.Empty<string>(), .. bytes > MostBytes ? ["weight"] : Array.Empty<string>(),
            .. script > MostScript ? ["script"] : Array.Empty<string>(), .. p95 > MostTime ? ["time"] : Array.Empty<string>(),
        ];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| `{address}` | {requests} | {bytes / 1000.0:0} | {script / 1000.0:0} | {Table.At(times, .5):0.0} | {p95:0.0} |")
            + $" {(over.Count == 0 ? "" : "over: " + string.Join(", ", over))} |");
        return over.Count == 0;
    }

    private static async Task<bool> OpeningAsync(Office office, EditingData data)
    {
        var longest = await data.ValueAsync<string>(
            """
            select d.ref from content.documents d join content.versions v on v.id = d.live_version_id
            where d.type = 'kennisproduct' order by length(v.body) desc limit 1
            """);
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++) times.Add((await office.GetAsync($"/beheer/inhoud/{longest}")).Milliseconds);
        var first = times[0];
        times.Sort();
        var p95 = Table.At(times, .95);
        return Table.Row(
            $"opening the longest kennisproduct ({longest}), p95", $"<= {MostOpening:0} ms",
            $"{p95:0} ms (p50 {Table.At(times, .5):0}, the first {first:0})", p95 <= MostOpening);
    }

    private static async Task<bool> PublishingAsync(Office office, EditingData data)
    {
        var times = new List<double>();
        foreach (var id in await data.DraftsAsync(Rounds * 3))
        {
            var address = $"/beheer/inhoud/{id}/online";
            var page = await office.GetAsync(address);
            var form = page.Document.QuerySelector("main form [name=wanneer]")!.Closest("form")!;
            var fields = form.QuerySelectorAll("input[name]").OfType<IHtmlInputElement>()
                .Where(input => input.Type is "hidden" || input is { Type: "radio" or "checkbox", IsChecked: true })
                .Select(input => KeyValuePair.Create(input.Name!, input.Value)).ToList();
            var answer = await office.PostAsync(address, fields);
            if (answer.Status != HttpStatusCode.Found)
                throw new InvalidOperationException($"Putting {id} online: {(int)answer.Status}");
            times.Add(answer.Milliseconds);
            await Task.Delay(300); // the next editor: what the host does after the answer does not count double
        }
        Console.Error.WriteLine($"Publishing, ms in order: {string.Join(' ', times.Select(time => $"{time:0}"))}");
        // A host that has just begun still compiles what its start left behind, and on two cores whoever publishes waits for that.
        return TableOf("the first thirty after a start", times[..Rounds]) & TableOf("the sixty after those", times[Rounds..]);

        static bool TableOf(string which, List<double> times)
        {
            times.Sort();
            var p95 = Table.At(times, .95);
            return Table.Row(
                $"publishing, p95 of {which}", $"<= {MostPublish:0} ms",
                $"{p95:0} ms (p50 {Table.At(times, .5):0}, most {times[^1]:0})", p95 <= MostPublish);
        }
    }

    // As the script of the library does it: one after the other, each with its words.
    private static async Task<bool> UploadingAsync(Office office, EditingData data, int host)
    {
        const string count = "select count(*) from content.media";
        var page = await office.GetAsync("/beheer/media");
        var token = page.Document.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        using var grain = Image.Gaussnoise(3_000, 2_000, sigma: 30, mean: 128);
        var picture = grain.Cast(Enums.BandFormat.Uchar).JpegsaveBuffer(q: 97);
        var (before, started) = (await data.ValueAsync<long>(count), Stopwatch.GetTimestamp());
        await File.WriteAllTextAsync($"/proc/{host}/clear_refs", "5"); // the most it held is what it holds now (proc(5))
        var held = MostHeld(host);
        for (var number = 0; number < Uploads; number++)
        {
            using var form = new MultipartFormDataContent
            {
                { new StringContent(token), "formulier" }, { new StringContent("Een plein"), "alt" },
                { new ByteArrayContent(With(picture, number)), "bestand", $"groei-plein-{number}.jpg" },
            };
            var answer = await office.PostAsync("/beheer/inhoud/media", form);
            if (answer.Status != HttpStatusCode.OK) throw new InvalidOperationException($"Upload {number}: {(int)answer.Status}");
        }
        var time = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (stored, more) = (await data.ValueAsync<long>(count) - before, (MostHeld(host) - held) / 1e6);
        return Table.Row(
                $"{Uploads} pictures of {picture.Length / 1e6:0.0} MB, lost", "0", $"{Uploads - stored} ({time:0} s)", stored == Uploads)
            & Table.Row("memory of the host for them, more than before", $"<= {MostMemory:0} MB", $"{more:0} MB", more <= MostMemory);
    }

    // A comment of its own after the first two bytes makes it another file (JPEG, B.2.4.5).
    private static byte[] With(byte[] picture, int number) =>
        [.. picture.AsSpan(0, 2), 0xFF, 0xFE, 0, 6, .. BitConverter.GetBytes(number), .. picture.AsSpan(2)];

    private static long MostHeld(int process) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    [GeneratedRegex("^@page \"(?<route>/beheer(/[^\"]*)?)\"", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex PageLine();
}
