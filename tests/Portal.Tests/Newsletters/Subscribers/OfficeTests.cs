using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using Portal.Members.Access;
using Portal.Newsletters.Subscribers;
using Portal.Platform;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>What coordinators and administrators see of subscribers.</summary>
public sealed class OfficeTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private const string Path = "/beheer/nieuwsbrieven/abonnees";

    private PortalHost Host => portal.Host;

    [Fact]
    public async Task Coordinators_and_administrators_come_in_and_nobody_else()
    {
        foreach (var (role, status) in new[]
        {
            (Rights.Coordinator, HttpStatusCode.OK), (Rights.Administrator, HttpStatusCode.OK), (Rights.Editor, HttpStatusCode.Forbidden),
        })
        {
            var (visitor, _) = await portal.SignedInAsAsync(role);
            foreach (var page in new[] { Path, Path + "/importeren", Path + "/exporteren" })
            {
                await visitor.GoAsync(page);
                Assert.Equal(status, visitor.Status);
            }
            visitor.Dispose();
        }
        var (email, _) = await portal.GivenMemberAsync(Rights.ContactPerson);
        using var contact = await portal.SignedInAsync(email);
        await contact.GoAsync(Path);
        Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        Assert.Equal(302, (await Host.AskAsync(Path)).Status);
    }

    [Fact]
    public async Task One_address_is_found_whole_and_can_be_ended()
    {
        var subscriber = await Host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"));
        var (office, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await office.GoAsync(Path);
        Assert.DoesNotContain(subscriber.Address, office.Text, StringComparison.Ordinal);
        await office.PressAsync("Zoek", ("Email", subscriber.Address[..^4]));
        Assert.Null(office.Page.QuerySelector("main dl"));
        await office.PressAsync("Zoek", ("Email", subscriber.Address.ToUpperInvariant()));
        Assert.Contains("krijgt de nieuwsbrief sinds", office.Text, StringComparison.Ordinal);
        Assert.Contains("formulier, bevestigd met een link, op /nieuwsbrieven/aanmelden, tekst 1", office.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@", office.At, StringComparison.Ordinal);
        await office.PressAsync("Meld dit adres af");
        Assert.Equal(EndReasons.Office, (await Host.SubscriberAsync(subscriber.Address))!.EndReason);
        await office.PressAsync("Zoek", ("Email", "niemand@voorbeeld.nl"));
        Assert.Contains("Dit adres staat niet op de lijst", office.Text, StringComparison.Ordinal);
        office.Dispose();
    }

    [Fact]
    public async Task Numbers_are_of_who_would_get_it()
    {
        await using var host = await PortalHost.StartAsync();
        await host.GivenSubscriberAsync();
        await host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"), ("regio", "org-gemeente-haarlemmermeer"));
        await host.GivenSubscriberAsync(
            null, ("thema", "dossier-onlinewereld"), ("regio", "org-district-kennemerland"), ("functie", "docent"));
        var gone = await host.GivenSubscriberAsync();
        await host.WithAsync<Subscriptions>(all => all.EndAsync(gone.Id, EndReasons.Unsubscribed, default));
        await host.SignUpAsync(MembersHost.NewEmail("wacht"));

        Assert.Equal(3, await CountAsync(Interests.All));
        Assert.Equal(2, await CountAsync(Interests.All with { Themes = ["dossier-ouders"] }));
        Assert.Equal(3, await CountAsync(Interests.All with { Themes = ["dossier-ouders", "dossier-onlinewereld"] }));
        // The municipality lies in the district: what is for one is for who chose the other.
        Assert.Equal(3, await CountAsync(Interests.All with { Regions = ["org-gemeente-haarlemmermeer"] }));
        Assert.Equal(3, await CountAsync(Interests.All with { Regions = ["org-district-kennemerland"] }));
        Assert.Equal(2, await CountAsync(Interests.All with { Regions = ["org-gemeente-haarlem"] }));
        Assert.Equal(1, await CountAsync(Interests.All with { Regions = ["org-gemeente-hoorn"] }));
        Assert.Equal(2, await CountAsync(new Interests(["dossier-onlinewereld"], ["org-district-kennemerland"], ["docent"])));
        Assert.Equal(2, await CountAsync(Interests.All with { Functions = ["wijkagent"] }));

        // The table says of each choice what sending would.
        var choices = await host.WithAsync<InterestChoices, InterestChoices>(Task.FromResult);
        var (themes, districts, functions) =
            await host.WithAsync<Figures, (IReadOnlyList<Figure>, IReadOnlyList<Figure>, IReadOnlyList<Figure>)>(
                figures => figures.ByInterestAsync(default));
        Assert.Equal(
            await Counted(choices.Themes.Select(one => Interests.All with { Themes = [one.Id] })), themes.Select(one => one.Number));
        Assert.Equal(
            await Counted(choices.Districts.Where(one => one.Id.Length > 0).Select(one => Interests.All with { Regions = [one.Id] })),
            districts.Select(one => one.Number));
        Assert.Equal(
            await Counted(choices.Functions.Select(one => Interests.All with { Functions = [one.Id] })),
            functions.Select(one => one.Number));

        var states = await host.WithAsync<Figures, IReadOnlyList<Figure>>(figures => figures.ByStateAsync(default));
        Assert.Equal([3, 0, 1, 1], states.Select(state => state.Number));
        var growth = await host.WithAsync<Figures, IReadOnlyList<MonthOfSubscribers>>(figures => figures.GrowthAsync(default));
        Assert.Equal(12, growth.Count);
        Assert.Equal((4, 1), (growth.Sum(month => month.Started), growth.Sum(month => month.Ended)));

        async Task<List<int>> Counted(IEnumerable<Interests> segments)
        {
            var counts = new List<int>();
            foreach (var segment in segments) counts.Add(await CountAsync(segment));
            return counts;
        }

        Task<int> CountAsync(Interests segment) => host.WithAsync<Figures, int>(figures => figures.CountAsync(segment, default));
    }

    [Fact]
    public async Task The_addresses_are_given_to_who_says_what_for_and_that_is_written_down()
    {
        var subscriber = await Host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"));
        var (office, id) = await portal.SignedInAsAsync(Rights.Coordinator);
        await office.GoAsync(Path + "/exporteren");
        await office.PressAsync("Haal het bestand op");
        Assert.Contains("Kies waarvoor je de adressen nodig hebt", office.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await Host.SqlAsync("select count(*) from newsletters.address_views where viewer_id = $1", id));

        using var request = new HttpRequestMessage(HttpMethod.Post, Path + "/exporteren")
        {
            Content = new FormUrlEncodedContent(
            [
                new("formulier", office.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!),
                new("Purpose", AddressViews.Purposes[1]),
            ]),
        };
        using var answer = await office.FetchAsync(request);
        Assert.Equal(Csv.MediaType, answer.Content.Headers.ContentType!.ToString());
        var line = Assert.Single(
            (await answer.Content.ReadAsStringAsync()).Split("\r\n"), text => text.Contains(subscriber.Address, StringComparison.Ordinal));
        Assert.Contains(";Ouders;;;", line, StringComparison.Ordinal);
        Assert.Equal(
            AddressViews.Purposes[1], await Host.SqlAsync("select purpose from newsletters.address_views where viewer_id = $1", id));
        await office.GoAsync(Path + "/exporteren");
        Assert.Contains(AddressViews.Purposes[1], office.Page.QuerySelector("main ul")!.TextContent, StringComparison.Ordinal);
        office.Dispose();
    }

    public static TheoryData<string, string> Files => new()
    {
        { "utf-8", ";" }, { "utf-8", "," }, { "utf-8", "\t" }, { "utf-8-bom", ";" }, { "utf-16", "\t" }, { "utf-16be", "," },
        { "windows-1252", ";" }, { "windows-1252", "," },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_list_is_read_as_a_spreadsheet_wrote_it(string encoding, string separator)
    {
        var (first, second) = (MembersHost.NewEmail("eerste"), MembersHost.NewEmail("tweede"));
        var accented = $"zoë{Guid.NewGuid():N}@toets.example";
        string[][] rows =
        [
            ["Naam", "E-mail", "Thema", "Regio"], ["Zoë", first, "Ouders", "Haarlem"], [$"\"Jansen{separator} P\"", second, "", ""],
            ["Zoë", accented, "", "Haarlem"],
        ];
        var text = string.Join("\r\n", rows.Select(row => string.Join(separator, row))) + "\r\n";
        var (office, id) = await portal.SignedInAsAsync(Rights.Administrator);
        await ImportAsync(office, BytesOf(text, encoding));
        Assert.Contains("3 van de 3 zijn toegevoegd", office.Text, StringComparison.Ordinal);
        var subscriber = (await Host.SubscriberAsync(first))!;
        Assert.Equal(["dossier-ouders"], subscriber.Interests.Themes);
        Assert.Equal(["org-gemeente-haarlem"], subscriber.Interests.Regions);
        Assert.Equal(accented, (await Host.SubscriberAsync(accented))!.Address);
        Assert.NotNull(await Host.SubscriberAsync(second));
        var consent = Assert.Single(await Host.ConsentsAsync(subscriber.Id));
        Assert.Equal(
            (Consent.ByImport, "Stichting Voorbeeld", "Met een vinkje op papier", id),
            (consent.Kind, consent.Source, consent.How, consent.RecordedBy));
        Assert.Equal(subscriber.ConsentAt, consent.GivenAt);
        var mail = Assert.Single(await Host.MailsToAsync(first));
        Assert.Contains("gaf je Stichting Voorbeeld toestemming", mail.Text, StringComparison.Ordinal);
        await Host.OneClickAsync(await Host.LinkAsync(first, "afmelden"));
        Assert.False((await Host.SubscriberAsync(first))!.IsActive);
        office.Dispose();
    }

    [Fact]
    public async Task Of_five_hundred_lines_every_one_is_told_what_became_of_it()
    {
        var stranger = MembersHost.NewEmail("lijst");
        var known = await Host.GivenSubscriberAsync(null, ("thema", "dossier-ouders"));
        var gone = await Host.GivenSubscriberAsync();
        await Host.OneClickAsync(await Host.LinkAsync(gone.Address, "afmelden"));
        var lines = new List<string> { "e-mail;thema" };
        for (var at = 0; at < 490; at++) lines.Add($"{at}.{stranger};");
        lines.AddRange(
        [
            "geen adres;", ";Ouders", $"0.{stranger.ToUpperInvariant()};", $"{known.Address};", $"{gone.Address};",
            $"x.{stranger};Bestaat niet", $"\"jan\r\nBcc: piet@voorbeeld.nl\"@{stranger.Split('@')[1]};", $"Jan <y.{stranger}>;",
            $"a.{stranger},b.{stranger};", $"z.{stranger}",
        ]);
        var (office, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await ImportAsync(office, Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        var report = office.Page.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent).ToList()).ToList();
        Assert.Equal(500, report.Count);
        Assert.All(report[..490], row => Assert.Equal("Toegevoegd.", row[2]));
        Assert.Equal(("2", "491"), (report[0][0], report[489][0]));
        string[] told =
        [
            "Dit is geen e-mailadres.", "Het e-mailadres ontbreekt.", "Dit adres staat ook op regel 2.",
            "Krijgt de nieuwsbrief al. De eigen keuzes blijven.",
            "Niet toegevoegd: afgemeld. Alleen deze persoon zelf kan zich weer aanmelden.", "We kennen het thema ‘Bestaat niet’ niet.",
            "Dit is geen e-mailadres.", "Dit is geen e-mailadres.", "Dit is geen e-mailadres.", "Toegevoegd.",
        ];
        Assert.Equal(told, report[490..].Select(row => row[2]));
        Assert.Contains("491 van de 500 zijn toegevoegd", office.Text, StringComparison.Ordinal);
        Assert.Equal(["dossier-ouders"], (await Host.SubscriberAsync(known.Address))!.Interests.Themes);
        Assert.False((await Host.SubscriberAsync(gone.Address))!.IsActive);

        // The same list again adds nobody and mails nobody.
        var mails = await Host.SqlAsync("select count(*) from platform.outbox");
        await ImportAsync(office, Encoding.UTF8.GetBytes(string.Join("\r\n", lines)));
        Assert.Contains("Er is niemand toegevoegd", office.Text, StringComparison.Ordinal);
        Assert.Equal(mails, await Host.SqlAsync("select count(*) from platform.outbox"));
        office.Dispose();
    }

    [Fact]
    public async Task A_list_without_proof_of_consent_is_refused()
    {
        var email = MembersHost.NewEmail("lijst");
        var (office, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await office.GoAsync(Path + "/importeren");
        await office.UploadAsync("Voeg deze mensen toe", "list", Encoding.UTF8.GetBytes($"e-mail\r\n{email}\r\n"));
        Assert.Equal(
            [
                "Vul een dag in die niet in de toekomst ligt en niet langer dan twee jaar geleden is", "Vul in hoe zij toestemming gaven",
                "Vul in wie om toestemming vroeg",
            ],
            office.Page.QuerySelectorAll("[role=alert] a").Select(link => link.TextContent).Order(StringComparer.Ordinal));
        Assert.Null(await Host.SubscriberAsync(email));
        office.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("naam;adresje\r\njan;jan@voorbeeld.nl\r\n")]
    [InlineData("e-mail\r\n")]
    public async Task A_file_that_is_no_list_is_said_to_be_none(string text)
    {
        var (office, _) = await portal.SignedInAsAsync(Rights.Coordinator);
        await ImportAsync(office, Encoding.UTF8.GetBytes(text));
        Assert.NotNull(office.Page.QuerySelector("#list-fout"));
        office.Dispose();
    }

    private async Task ImportAsync(Visitor office, byte[] file)
    {
        await office.GoAsync(Path + "/importeren");
        foreach (var (name, value) in new[]
        {
            ("Source", "Stichting Voorbeeld"), ("How", "Met een vinkje op papier"),
            ("On", Host.Clock.GetUtcNow().AddDays(-30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        })
            office.Page.QuerySelector($"input[name={name}]")!.SetAttribute("value", value);
        await office.UploadAsync("Voeg deze mensen toe", "list", file);
        Assert.Equal(HttpStatusCode.OK, office.Status);
    }

    private static byte[] BytesOf(string text, string encoding)
    {
        Encoding made = encoding switch
        {
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode,
            "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
            _ => new UTF8Encoding(false),
        };
        return [.. made.Preamble, .. made.GetBytes(text)];
    }
}
