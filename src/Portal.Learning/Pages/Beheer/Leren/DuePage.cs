using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Learning.Reminders;
using Portal.Learning.Reports;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Learning.Pages.Beheer.Leren;

/// <summary>What a page of people to remind needs beside what every report needs.</summary>
internal sealed class DueTools(
    DueList list, Expiring expiring, PeopleCounts counts, Platform.Data.DbSession session, OfficeReminders reminders, NameViews views,
    MemberDirectory directory, Validity validity)
{
    public DueList List => list;

    public Expiring Expiring => expiring;

    public OfficeReminders Reminders => reminders;

    public NameViews Views => views;

    public MemberDirectory Directory => directory;

    public DateOnly Today => validity.Today;

    /// <summary>When the list was made; null: not yet.</summary>
    public async Task<DateTimeOffset?> MadeAtAsync(CancellationToken stop) => (await counts.NewestAsync(session, stop))?.At;
}

/// <summary>
/// A page about people whom one could remind, by name: a contact person sees those of the own organisation, a coordinator says first what
/// for. What is chosen stands in the address.
/// </summary>
internal abstract class DuePage(ReportTools tools, DueTools due) : NamesPage(tools)
{
    [BindProperty(SupportsGet = true)]
    public string? Module { get; set; }

    /// <summary>A part of the list by day: one of <see cref="DueKind.Terms"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Termijn { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Gemeente { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Functie { get; set; }

    /// <summary>Of what people could be reminded.</summary>
    public abstract DueKind Kind { get; }

    /// <summary>Where the list stands.</summary>
    public string ListPath => PathOf(Kind);

    /// <summary>What the list is called.</summary>
    public string ListName => Kind == DueKind.Expires ? "Wat verloopt er?" : "Wie bleef steken?";

    /// <summary>Asks for a purpose, also of who said one.</summary>
    protected void AskAnew() => (AsksPurpose, View) = (true, null);

    /// <summary>True when these people may be mailed: a coordinator said that this is what the names are for.</summary>
    public bool MayMail => Scope.IsOrganisation || View?.Purpose == Kind.Purpose;

    /// <summary>True when less than all is shown.</summary>
    public bool IsFiltered => Parameters.Keys.Any(key => key != "doel");

    protected DueTools Due => due;

    /// <summary>Which people the address asks for.</summary>
    protected DueFilter Filter
    {
        get
        {
            var term = Kind.Terms.FirstOrDefault(one => one.Key == Termijn);
            var (from, until) = (term?.From ?? Kind.Terms.Min(one => one.From), term?.Until ?? Kind.Terms.Max(one => one.Until));
            return new(
                [.. Modules.Where(module => Module is null || module.Id == Module).Select(module => module.Id)],
                Due.Today.AddDays(from), Due.Today.AddDays(until), Scope.IsOrganisation ? null : Organisatie, Gemeente, Functie);
        }
    }

    /// <summary>Where the list of a kind stands.</summary>
    public static string PathOf(DueKind kind) => kind == DueKind.Expires ? "/beheer/leren/verloopt" : "/beheer/leren/gestopt";

    /// <summary>What is chosen, as it stands in an address or in a form.</summary>
    public Dictionary<string, string?> Parameters => new Dictionary<string, string?>
    {
        ["doel"] = View?.Id.ToString(),
        ["module"] = Module,
        ["termijn"] = Termijn,
        ["organisatie"] = Organisatie?.ToString(),
        ["gemeente"] = Gemeente,
        ["functie"] = Functie,
    }.Where(pair => pair.Value is not null).ToDictionary();

    /// <summary>The same people at another address.</summary>
    public string Link(string path, int page = 1)
    {
        var all = Parameters;
        if (page > 1) all["p"] = page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString(path, all);
    }

    /// <summary>A name for what is chosen, for who cannot see the fields.</summary>
    public string MunicipalityOf(DueRow row) => row.Municipality.Length == 0 ? "" : Label(Grouping.Municipality, row.Municipality);

    /// <summary>As what somebody works, in words.</summary>
    public string FunctionOf(DueRow row) => row.Function.Length == 0 ? "" : Label(Grouping.Function, row.Function);

    /// <summary>Where somebody works, by the name it has now.</summary>
    public string OrganisationOf(DueRow row) => OrganisationOf(row.OrganisationId, row.Organisation);

    /// <summary>What a module is called.</summary>
    public string TitleOf(string module) => Modules.FirstOrDefault(known => known.Id == module)?.Title ?? module;

    /// <summary>A day of the list in words.</summary>
    public string InWords(DateOnly day) =>
        Kind == DueKind.Stuck ? $"het laatst bezig op {day.Long()}"
        : day < Due.Today ? $"verlopen op {day.AddDays(1).Long()}" : $"geldig tot en met {day.Long()}";

    /// <summary>Who may come in, and what is asked of whom first; null: nothing stands in the way.</summary>
    protected async Task<IActionResult?> RefusalAsync(CancellationToken stop)
    {
        if (ReportScope.Of(Current) is null) return Current.May(Rights.ContactPerson) ? NotFound() : Forbid();
        (Module, Termijn, Gemeente, Functie) = (
            Modules.FirstOrDefault(module => module.Id == Module)?.Id, Kind.Terms.FirstOrDefault(term => term.Key == Termijn)?.Key,
            Blank(Gemeente), Blank(Functie));
        if (!Scope.IsOrganisation)
        {
            View = await Due.Views.CurrentAsync(Doel, Current.Id, Scope, stop);
            AsksPurpose = View is null;
            if (AsksPurpose) return null;
        }
        var inView = await Due.List.OrganisationsAsync(Scope, Kind, stop);
        // Another organisation, one that does not exist, and one outside the district all look the same: not there.
        if (Organisatie is { } asked && !inView.Contains(asked)) return NotFound();
        if (Scope.IsOrganisation) return null;
        ChooseFrom((await Due.Directory.OrganisationsAsync(stop)).Where(organisation => inView.Contains(organisation.Key)).ToDictionary());
        return null;
    }
}
