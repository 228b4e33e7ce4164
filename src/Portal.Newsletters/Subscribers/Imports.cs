using Portal.Platform.Data;

namespace Portal.Newsletters.Subscribers;

/// <summary>That the people on a list said yes elsewhere.</summary>
/// <param name="Source">Who asked them: an organisation.</param>
/// <param name="On">When they said yes; on a day in the last two years.</param>
/// <param name="How">How they were asked.</param>
internal sealed record ImportProof(string Source, DateTimeOffset On, string How);

/// <summary>What became of a line.</summary>
/// <param name="Line">The line.</param>
/// <param name="Outcome">In Dutch.</param>
/// <param name="IsAdded">True when somebody gets the newsletter from now on.</param>
internal sealed record ImportedLine(ListLine Line, string Outcome, bool IsAdded);

/// <summary>
/// Brings a list in, with proof of consent: who gets it already keeps their own choices, who unsubscribed stays so, and whoever is added
/// hears it by mail, with whose list it was.
/// </summary>
internal sealed class Imports(DbSession session, Subscriptions subscriptions)
{
    /// <summary>Brings in all lines that can be: all of them in one transaction, so that the report is of what happened.</summary>
    public Task<IReadOnlyList<ImportedLine>> RunAsync(
        IReadOnlyList<ListLine> lines, ImportProof proof, string form, Guid by, CancellationToken stop) =>
        session.InTransactionAsync<IReadOnlyList<ImportedLine>>(
            async () =>
            {
                var report = new List<ImportedLine>();
                foreach (var line in lines) report.Add(await BringAsync(line, proof, form, by, stop));
                return report;
            },
            stop);

    private async Task<ImportedLine> BringAsync(ListLine line, ImportProof proof, string form, Guid by, CancellationToken stop)
    {
        if (line.Problem is { } problem) return new(line, problem, false);
        if (await subscriptions.FindAsync(line.Address!, stop) is { IsActive: true })
            return new(line, "Krijgt de nieuwsbrief al. De eigen keuzes blijven.", false);
        if (await subscriptions.SuppressedAsync(line.Address!, stop) is { } reason)
            return new(line, $"Niet toegevoegd: {EndReasons.Label(reason)}. Alleen deze persoon zelf kan zich weer aanmelden.", false);
        var consent = new Consent(Consent.ByImport, form, null, proof.On, proof.On, line.Interests)
        {
            Source = proof.Source,
            How = proof.How,
            RecordedBy = by,
        };
        await subscriptions.StartAsync(line.Address!, consent, stop);
        return new(line, "Toegevoegd.", true);
    }
}
