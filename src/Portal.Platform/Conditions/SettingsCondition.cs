using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Portal.Platform.Jobs;
using Portal.Platform.Mail;

namespace Portal.Platform.Conditions;

/// <summary>
/// Settings that a portal for real people should have, beside those without which it does not start. In Development all goes.
/// </summary>
internal sealed class SettingsCondition(
    IHostEnvironment environment, IOptions<PlatformOptions> platform, IOptions<MailOptions> mail, IOptions<JobsOptions> jobs) : ICondition
{
    public Task<Condition> LookAsync(CancellationToken stop) => Task.FromResult(
        environment.IsDevelopment()
            ? Condition.Good("Dit is een portaal om te proberen: hier hoeft niets ingesteld te zijn.")
            : Of(platform.Value, mail.Value, jobs.Value));

    /// <summary>What is missing, or odd.</summary>
    internal static Condition Of(PlatformOptions platform, MailOptions mail, JobsOptions jobs)
    {
        var odd = new List<(ConditionState State, string Says)>();
        if (mail.Host.Length == 0) odd.Add((ConditionState.Urgent, "Mail__Host ontbreekt: er gaat geen mail weg."));
        else if (mail.From.Length == 0) odd.Add((ConditionState.Urgent, "Mail__From ontbreekt: mail heeft geen afzender."));
        if (!mail.Deliver) odd.Add((ConditionState.Attention, "Mail__Deliver staat uit: deze server verstuurt niets."));
        if (!jobs.Run) odd.Add((ConditionState.Attention, "Jobs__Run staat uit: een andere server moet het werk doen."));
        var address = new Uri(platform.PublicUrl);
        if (address.IsLoopback || address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            odd.Add((ConditionState.Attention, $"Portal__PublicUrl is {platform.PublicUrl}: links in mail werken alleen op die machine."));
        if (platform.DataFolder.StartsWith(Path.GetTempPath(), StringComparison.Ordinal))
            odd.Add((ConditionState.Attention, "PORTAL_DATA wijst naar een map die bij een herstart leeg kan zijn."));
        return odd.Count == 0
            ? Condition.Good("Alles wat nodig is, is ingesteld.")
            : new(odd.Max(one => one.State), odd.Count == 1 ? odd[0].Says : $"{odd.Count} instellingen vragen aandacht.")
            {
                Todo = "Geef dit door aan de technisch beheerder. Wat elke instelling doet, staat in de uitleg bij het installeren.",
                Facts = odd.Count == 1 ? [] : [.. odd.OrderByDescending(one => one.State).Select(one => one.Says)],
            };
    }
}
