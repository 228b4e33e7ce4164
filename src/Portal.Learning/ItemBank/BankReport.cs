namespace Portal.Learning.ItemBank;

/// <summary>Something that does not hold.</summary>
/// <param name="Check">C1 to C8, as in <see cref="BankChecks"/>.</param>
/// <param name="Where">Module, form or exercise.</param>
/// <param name="Message">What, in Dutch.</param>
internal sealed record BankFinding(string Check, string Where, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Check} {Where}: {Message}";
}

/// <summary>What the checks say of a bank.</summary>
/// <param name="Strategies">The strategies over the whole bank.</param>
/// <param name="Lines">What else was counted, one line each.</param>
/// <param name="Findings">What does not hold.</param>
internal sealed record BankReport(
    IReadOnlyList<StrategyScore> Strategies, IReadOnlyList<string> Lines, IReadOnlyList<BankFinding> Findings)
{
    /// <summary>The strategies as a Markdown table.</summary>
    public string Table => string.Join('\n',
    [
        "| wie niets van het vak weet | goed | van | deel | gokken |",
        "| --- | ---: | ---: | ---: | ---: |",
        .. Strategies.Select(score => FormattableString.Invariant(
            $"| {score.Name}{(score.Betrays ? " (te veel)" : "")} | {score.Right:0.0} | {score.Of} | ")
            + FormattableString.Invariant($"{100 * score.Share:0} % | {100 * score.Chance:0} % |")),
    ]);
}
