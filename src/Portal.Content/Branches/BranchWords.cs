using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform;

namespace Portal.Content.Branches;

/// <summary>Says that something lies outside, and who can be asked.</summary>
internal sealed class BranchWords(BranchStore branches, MemberDirectory members)
{
    private const int MostNames = 3;

    private static readonly StringComparer Alphabet = StringComparer.Create(DutchTime.Culture, ignoreCase: true);

    /// <summary>What a change that lies outside is refused with, where no names fit.</summary>
    public const string Outside = "Dit hoort niet bij jouw onderdeel.";

    /// <summary>Of one document.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<string> OfAsync(string id, CancellationToken stop)
    {
        var writers = await WritersAsync(stop);
        var holders = await branches.HoldersAsync(id, stop);
        var named = writers.Where(writer => holders.Contains(writer.Id)).ToList();
        return $"Deze pagina hoort niet bij jouw onderdeel. {Ask(named.Count > 0 ? named : await UnboundAsync(stop), "hier")}";
    }

    /// <summary>Of what holds for the whole site: settings, imports, files that others use.</summary>
    public async Task<string> OfSiteAsync(CancellationToken stop) =>
        $"Dit hoort bij de hele site en niet bij jouw onderdeel. {Ask(await UnboundAsync(stop), "dit")}";

    /// <summary>Everybody who writes, by name.</summary>
    public async Task<IReadOnlyList<MemberCard>> WritersAsync(CancellationToken stop) =>
    [
        .. (await members.WithRoleAsync(Rights.Editor, stop)).Concat(await members.WithRoleAsync(Rights.Coordinator, stop))
            .DistinctBy(card => card.Id).OrderBy(card => card.Name, Alphabet),
    ];

    // Editors who keep to no branch: they write everywhere, and give branches.
    private async Task<IReadOnlyList<MemberCard>> UnboundAsync(CancellationToken stop)
    {
        var bound = await branches.BoundAsync(stop);
        return [.. (await members.WithRoleAsync(Rights.Editor, stop)).Where(editor => !bound.Contains(editor.Id))];
    }

    private static string Ask(IReadOnlyList<MemberCard> who, string where)
    {
        var names = who.Select(card => card.Name).Distinct().Take(MostNames).ToList();
        return $"Vraag {(names.Count == 0 ? "een beheerder" : BranchSet.ListOf(names, "of"))} om {where} iets te veranderen.";
    }
}
