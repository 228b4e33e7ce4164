using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Content.Editing;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Newsletters.Editions;
using Portal.Newsletters.Sending;
using Portal.Newsletters.Subscribers;
using Portal.Platform;
using Portal.Platform.Data;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Newsletters.Pages.Beheer.Nieuwsbrieven;

/// <summary>What every page about sending works with.</summary>
internal sealed record SendingTools(
    Recipients Recipients, InterestChoices Choices, MailOutbox Outbox, MemberDirectory Members, AgreementMails Mails, TimeProvider Clock,
    IOptions<PlatformOptions> Platform, IOptions<MailOptions> Mail);

/// <summary>One newsletter on its way: look at it, try it, have somebody agree, send it, and see it go.</summary>
internal sealed class ShowModel(
    DocumentDesk desk, EditionWriter editions, Campaigns campaigns, CurrentMember current, SendingTools tools)
    : DeskPage(desk, editions, campaigns, current)
{
    private IReadOnlyList<MemberCard> writers = [];

    /// <summary>Themes it is for.</summary>
    [BindProperty(Name = "thema")]
    public string[] Themes { get; set; } = [];

    /// <summary>Regions it is for.</summary>
    [BindProperty(Name = "regio")]
    public string[] Regions { get; set; } = [];

    /// <summary>Functions it is for.</summary>
    [BindProperty(Name = "functie")]
    public string[] Functions { get; set; } = [];

    /// <summary>Where a trial goes.</summary>
    [BindProperty]
    public string? Adres { get; set; }

    /// <summary>The member who is asked to agree.</summary>
    [BindProperty]
    public Guid? Collega { get; set; }

    /// <summary>"nu" or "later".</summary>
    [BindProperty]
    public string? Wanneer { get; set; }

    /// <summary>The day, <c>2026-11-29</c>.</summary>
    [BindProperty]
    public string? Dag { get; set; }

    /// <summary>The time, <c>09:00</c>.</summary>
    [BindProperty]
    public string? Tijd { get; set; }

    /// <summary>Count the clicks on its links.</summary>
    [BindProperty]
    public bool Tellen { get; set; }

    /// <summary>How many hours after that it is still begun.</summary>
    [BindProperty]
    public int? Uren { get; set; } = (int)Campaigns.UsualPatience.TotalHours;

    /// <summary>What the page is shown as: phone, screen, plain text.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Als { get; set; }

    /// <summary>With a dark background.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Donker { get; set; }

    /// <summary>What is wrong or could be better.</summary>
    public IReadOnlyList<EditionFinding> Findings { get; private set; } = [];

    /// <summary>True when it can be sent as far as its text goes.</summary>
    public bool IsSound => Edition is not null && !Findings.Any(finding => finding.Stops);

    /// <summary>How many it goes to now, and how many subscribers there are.</summary>
    public Readers Readers { get; private set; } = new(0, 0, []);

    /// <summary>The same in a sentence.</summary>
    public string ReadersInWords => (Readers.Chosen, Readers.All) switch
    {
        (_, 0) => "Er zijn nog geen abonnees.",
        (0, 1) => "De ene abonnee die er is, krijgt deze nieuwsbrief niet.",
        (1, 1) => "De ene abonnee die er is, krijgt deze nieuwsbrief.",
        (0, var all) => $"Geen van de {Number(all)} abonnees krijgt deze nieuwsbrief.",
        (1, var all) => $"1 van de {Number(all)} abonnees krijgt deze nieuwsbrief.",
        var (chosen, all) when chosen == all => $"Alle {Number(all)} abonnees krijgen deze nieuwsbrief.",
        var (chosen, all) => $"{Number(chosen)} van de {Number(all)} abonnees krijgen deze nieuwsbrief.",
    };

    /// <summary>Fields to choose for whom it is.</summary>
    public InterestFields Fields => new(tools.Choices, Campaign?.Segment ?? Interests.All);

    /// <summary>For whom it is, in words.</summary>
    public IReadOnlyList<string> SegmentWords => tools.Choices.InWords(Campaign?.Segment ?? Interests.All);

    /// <summary>Who can be asked to agree.</summary>
    public IReadOnlyList<MemberCard> Colleagues { get; private set; } = [];

    /// <summary>What somebody who asked or agreed is called.</summary>
    public string NameOf(Guid? id) => id == Current.Id ? "jou" : writers.FirstOrDefault(card => card.Id == id)?.Name ?? "een collega";

    /// <summary>How many mails are in which state, once sending began.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>The address of the mail in the frame.</summary>
    public string Frame => $"{Desk}/mail?als={Als}{(Donker ? "&donker=true" : "")}";

    /// <summary>True when the text is another one than was asked about.</summary>
    public bool IsChanged => Campaign is { HasBegun: false, Revision: { } revision } && revision != Document.Revision;

    /// <summary>True when this member may agree: somebody else asked.</summary>
    public bool MayAgree => Campaign is { State: CampaignState.Asked } asked && asked.AskedBy != Current.Id && !IsChanged;

    /// <summary>True where mail goes out at all.</summary>
    public bool HasServer => tools.Mail.Value.Host.Length > 0;

    /// <summary>True while numbers change by themselves.</summary>
    public bool IsMoving => Campaign is { State: CampaignState.Sending }
        || (Campaign is { State: CampaignState.Planned, SendAt: { } at } && at <= tools.Clock.GetUtcNow());

    /// <summary>About how long it goes on, in words, at the pace of until now; null when that cannot be said.</summary>
    public string? TimeLeft
    {
        get
        {
            var left = Counts.GetValueOrDefault(DeliveryState.Waiting) + Counts.GetValueOrDefault(DeliveryState.Sending);
            var done = Counts.Values.Sum() - left;
            if (Campaign is not { State: CampaignState.Sending, StartedAt: { } began } || done < 20 || left == 0) return null;
            var rest = (tools.Clock.GetUtcNow() - began) / done * left;
            return rest.TotalMinutes < 1.5 ? "een minuut"
                : rest.TotalHours < 2 ? $"{rest.TotalMinutes:0} minuten"
                : $"{rest.TotalHours:0} uur";
        }
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        (Dag, Tijd) = (DutchTime.DateOf(tools.Clock.GetUtcNow()).AddDays(1).Stamp(), "09:00");
        return Page();
    }

    /// <summary>Sends it to one address, to look at.</summary>
    public async Task<IActionResult> OnPostTestAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        if (Edition is null || Address.Of(Adres ?? "") is not { } to)
        {
            ModelState.AddModelError(nameof(Adres), "Vul één e-mailadres in.");
            return Page();
        }
        var mail = Editions.MailTo(
            Edition with { Subject = $"Proef: {Edition.Subject}" }, to.Text, SampleLinks(tools.Platform.Value.PublicUrl),
            $"newsletter-trial {Id} {tools.Clock.GetUtcNow():O}");
        await tools.Outbox.EnqueueAsync(mail with { Kind = "newsletter-trial", Lane = JobLane.Soon }, stop);
        return Told($"De proefmail is onderweg naar {to.Text}.");
    }

    /// <summary>Chooses for whom it is.</summary>
    public Task<IActionResult> OnPostAimAsync(CancellationToken stop) => StepAsync(
        "aimed",
        async campaign => await Campaigns.AimAsync(campaign.Id, tools.Choices.Of(Themes, Regions, Functions), stop)
            ? "Dit zijn nu de lezers." : null, stop);

    /// <summary>Asks a second person.</summary>
    public Task<IActionResult> OnPostAskAsync(CancellationToken stop) => StepAsync(
        "approval-asked",
        async campaign =>
        {
            if (!IsSound || !await Campaigns.AskAsync(campaign.Id, Document.Revision, Current.Id, stop)) return null;
            var colleague = Colleagues.FirstOrDefault(card => card.Id == Collega);
            if (colleague is not null) await tools.Mails.AskAsync(colleague, Current.Name, Document, stop);
            return colleague is null ? "Iemand anders kan nu akkoord geven." : $"{colleague.Name} krijgt een mail met de vraag om akkoord.";
        },
        stop);

    /// <summary>Agrees.</summary>
    public Task<IActionResult> OnPostAgreeAsync(CancellationToken stop) => StepAsync(
        "approved",
        async campaign => IsSound && await Campaigns.ApproveAsync(campaign.Id, Document.Revision, Current.Id, stop)
            ? "Je gaf akkoord. De nieuwsbrief kan nu worden verstuurd." : null, stop);

    /// <summary>Does not agree, or takes the question back.</summary>
    public Task<IActionResult> OnPostBackAsync(CancellationToken stop) => StepAsync(
        "taken-back",
        async campaign => await Campaigns.TakeBackAsync(campaign.Id, null, stop) ? "De nieuwsbrief is weer een concept." : null, stop);

    /// <summary>Sends it, now or at a moment.</summary>
    public async Task<IActionResult> OnPostSendAsync(CancellationToken stop)
    {
        if (!await ShowAsync(stop)) return NotFound();
        var now = tools.Clock.GetUtcNow();
        var at = now;
        if (Wanneer == "later")
        {
            if (DutchTime.MomentIn(Dag, Tijd) is { } later) at = later;
            else ModelState.AddModelError(nameof(Dag), "Vul een dag en een tijd in.");
            if (at < now) ModelState.AddModelError(nameof(Dag), "Dat moment is al voorbij. Kies een later moment.");
        }
        if (Uren is not (>= 1 and <= 168)) ModelState.AddModelError(nameof(Uren), "Kies een aantal uren van 1 tot en met 168.");
        if (IsChanged) ModelState.AddModelError("", "De tekst is veranderd nadat iemand akkoord gaf. Vraag opnieuw akkoord.");
        if (!ModelState.IsValid) return Page();
        return await StepAsync(
            "planned",
            async campaign => await Campaigns.CountClicksAsync(campaign.Id, Tellen, stop)
                && await Campaigns.PlanAsync(campaign.Id, at, at + TimeSpan.FromHours(Uren!.Value), Current.Id, stop)
                ? at > now ? $"Gepland: op {CampaignWords.Moment(at)} gaat de nieuwsbrief eruit." : "De nieuwsbrief gaat eruit."
                : null,
            stop);
    }

    /// <summary>No longer at a moment.</summary>
    public Task<IActionResult> OnPostUnplanAsync(CancellationToken stop) => StepAsync(
        "unplanned",
        async campaign => await Campaigns.UnplanAsync(campaign.Id, stop) ? "De nieuwsbrief gaat er niet meer vanzelf uit." : null, stop);

    /// <summary>For a while.</summary>
    public Task<IActionResult> OnPostPauseAsync(CancellationToken stop) => StepAsync(
        "paused",
        async campaign => await Campaigns.PauseAsync(campaign.Id, null, stop) ? "Het versturen staat stil." : null, stop);

    /// <summary>Goes on.</summary>
    public Task<IActionResult> OnPostResumeAsync(CancellationToken stop) => StepAsync(
        "resumed",
        async campaign => await Campaigns.ResumeAsync(campaign.Id, stop) ? "Het versturen gaat verder." : null, stop);

    /// <summary>For good.</summary>
    public Task<IActionResult> OnPostStopAsync(CancellationToken stop) => StepAsync(
        "stopped",
        async campaign =>
            await Campaigns.StopAsync(campaign.Id, stop) ? "Het versturen is gestopt. Wie nog niets had, krijgt niets." : null,
        stop);

    private static string Number(int number) => number.ToString("N0", DutchTime.Culture);

    private async Task<IActionResult> StepAsync(string action, Func<Campaign, Task<string?>> step, CancellationToken stop)
    {
        if (Document is null && !await ShowAsync(stop)) return NotFound();
        var campaign = Campaign is { IsOver: false } open ? open : await Campaigns.OpenAsync(Id, Current.Id, stop);
        var said = await Campaigns.ByAsync(Current.Id, action, Id, Document!.Title, () => step(campaign), stop);
        if (said is not null) return Told(said);
        ModelState.AddModelError("", "Dat kan nu niet meer: intussen is er iets veranderd. Kijk hieronder hoe het ervoor staat.");
        return await ShowAsync(stop) ? Page() : NotFound();
    }

    private async Task<bool> ShowAsync(CancellationToken stop)
    {
        if (!await OpenAsync(stop)) return false;
        var stops = (await Documents.StopsAsync(Id, stop)).Select(message => new EditionFinding(true, message));
        var own = Edition is null ? []
            : EditionChecks.Of(
                Edition, Editions.MailTo(Edition, "lezer@voorbeeld.nl", SampleLinks(tools.Platform.Value.PublicUrl), "check"));
        Findings = [.. stops.Concat(own).OrderByDescending(finding => finding.Stops)];
        var segment = Campaign is { IsOver: false } open ? open.Segment : Interests.All;
        Readers = await tools.Recipients.LookAsync(segment, stop);
        writers = [.. (await tools.Members.WithRoleAsync(Rights.Coordinator, stop))
            .Concat(await tools.Members.WithRoleAsync(Rights.Editor, stop)).DistinctBy(card => card.Id)];
        Colleagues = [.. writers.Where(card => card.Id != Current.Id).OrderBy(card => card.Name, StringComparer.Ordinal)];
        Adres ??= writers.FirstOrDefault(card => card.Id == Current.Id)?.Email;
        if (Campaign is null) return true;
        if (Campaign.HasBegun) Counts = await Campaigns.CountsAsync(Campaign.Id, stop);
        return true;
    }
}
