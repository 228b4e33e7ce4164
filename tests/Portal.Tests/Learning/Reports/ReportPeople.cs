using Portal.Learning.Progress;
using Portal.Learning.Reports;
using Portal.Learning.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Events;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Reports;

/// <summary>People who learn, and people who look at how that goes.</summary>
internal sealed class ReportPeople(MembersHost portal)
{
    private readonly string name = Guid.NewGuid().ToString("N")[..8];

    /// <summary>A module that is online.</summary>
    public string Module => portal.Host.Site.Current.All<LearningModule>().OrderBy(module => module.Properties.Number).First().Id;

    /// <summary>A district of this test alone.</summary>
    public string District => $"district-{name}";

    /// <summary>What happens at night: people are counted.</summary>
    public Task NightAsync() => portal.Host.RunJobAsync(new CountPeople());

    /// <summary>A coordinator of this test's district, who comes in the morning.</summary>
    public async Task<(Visitor Visitor, Guid Id)> CoordinatorAsync(string? district = null)
    {
        await NightAsync();
        var coordinator = await portal.SignedInAsAsync(Rights.Coordinator);
        await portal.Host.SqlAsync("update members.roles set area = $1 where member_id = $2", district ?? District, coordinator.Id);
        return coordinator;
    }

    /// <summary>The contact person of an organisation.</summary>
    public async Task<Visitor> ContactAsync(Guid organisation) =>
        await portal.SignedInAsync((await portal.GivenColleagueAsync(organisation, Rights.ContactPerson)).Email);

    /// <summary>Somebody the portal was told of.</summary>
    public async Task<Guid> LearnerAsync(
        string who, string municipality = "gemeente-x", Guid? organisation = null, string domain = "sociaal",
        string function = "jongerenwerker", string? district = null)
    {
        var card = new MemberCard(
            Guid.CreateVersion7(), who, $"{Guid.NewGuid():N}@toets.example", organisation, organisation is null ? null : "Organisatie",
            municipality, district ?? District, domain, function);
        await portal.Host.WithAsync<EventPublisher>(events => events.PublishAsync(new MemberChanged(card)));
        return card.Id;
    }

    /// <summary>A number of people in a municipality, of whom some passed the module.</summary>
    public async Task<List<Guid>> LearnersAsync(
        int count, int passed, string municipality, string domain = "sociaal", string function = "jongerenwerker")
    {
        var made = new List<Guid>();
        for (var number = 0; number < count; number++)
        {
            made.Add(await LearnerAsync($"Lid {number}", municipality, domain: domain, function: function));
            if (number < passed) await PassedAsync(made[^1], portal.Host.Clock.GetUtcNow());
        }
        return made;
    }

    /// <summary>Somebody passed the module.</summary>
    public async Task<Guid> PassedAsync(Guid learner, DateTimeOffset at)
    {
        var enrolment = await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(learner, Module));
        await portal.Host.SqlAsync(
            "update learning.enrolments set progress = 1, completed_at = $1, passed_at = $1 where id = $2", at.ToUniversalTime(),
            enrolment.Id);
        return enrolment.Id;
    }

    /// <summary>Somebody began the first module, and passed it or not.</summary>
    public static async Task EnrolAsync(MembersHost portal, Guid member, bool passed)
    {
        var people = new ReportPeople(portal);
        if (passed) await people.PassedAsync(member, portal.Host.Clock.GetUtcNow());
        else await portal.Host.WithAsync<Enrolments, Enrolment>(enrolments => enrolments.StartAsync(member, people.Module));
    }

    /// <summary>Opens the names for a purpose.</summary>
    public static async Task OpenNamesAsync(Visitor coordinator)
    {
        await coordinator.GoAsync("/beheer/leren/mensen");
        await coordinator.PressAsync("Laat de namen zien", ("Keuze", NameViews.Purposes[0]));
    }
}
