using Portal.Learning.Plans;
using Portal.Tests.Support;
using static Portal.Tests.Learning.SmallModule;

namespace Portal.Tests.Learning.Modules;

/// <summary>The plan of two lines with which a module ends, and the question three weeks later.</summary>
public sealed class PlanTests : SmallModuleTests
{
    private protected override async Task WriteAsync()
    {
        await module.WriteAsync("index", Given.Document(SmallModule.Id, "module", "number: 9\nminutes: 30\n"));
        await module.WriteAsync("een", Chapter("een", 1, "Lees dit.\n\n" + Single("proef-1")));
    }

    [Fact]
    public async Task A_plan_is_kept_found_back_and_asked_about_once_after_three_weeks()
    {
        using var visitor = await PlannedAsync(ask: true);
        Assert.Contains("Je plan is bewaard.", visitor.Text, StringComparison.Ordinal);
        await visitor.GoAsync("/leren");
        Assert.Contains("Signalen bespreken in het team", visitor.Text, StringComparison.Ordinal);

        await AskAsync(20);
        Assert.Empty(await MailsAsync());
        await AskAsync(1);
        await AskAsync(1);
        var mail = Assert.Single(await MailsAsync());
        Assert.Contains("Maandag met Joost", mail, StringComparison.Ordinal);

        using var reader = members.Host.Visit();
        await reader.GoAsync(LinkIn(mail));
        Assert.Contains("Hoe ging je plan?", reader.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await members.Host.SqlAsync(
            "select count(*) from learning.plans where outcome is not null")); // looking says nothing
        await reader.PressAsync("Een deel", ("hoe", "partly"));
        Assert.Contains("Dank je, dat is genoteerd", reader.Text, StringComparison.Ordinal);
        using var back = await members.SignedInAsync(Member.Email); // three weeks later one signs in anew
        await back.GoAsync("/leren");
        Assert.Contains("een deel gedaan", back.Text, StringComparison.Ordinal);

        await reader.GoAsync("/leren/plan?sleutel=onzin");
        Assert.Contains("Deze link klopt niet", reader.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_want_to_be_asked_is_not()
    {
        using var visitor = await PlannedAsync(ask: false);
        await AskAsync(22);
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_plan_with_a_line_missing_is_told_and_not_kept()
    {
        using var visitor = await PlannedAsync(ask: true, withWhom: "  ");
        Assert.Contains("Vul beide regels in", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await members.Host.SqlAsync("select count(*) from learning.plans"));
    }

    private async Task<Visitor> PlannedAsync(bool ask, string withWhom = "Maandag met Joost")
    {
        var visitor = await SignedInAsync();
        await DoChapterAsync(visitor, "een", "proef-1");
        await visitor.GoAsync($"{Module}/klaar");
        List<(string, string)> fields = [("What", "Signalen bespreken in het team"), ("WithWhom", withWhom)];
        if (ask) fields.Add(("Ask", "true"));
        await visitor.PressAsync("Bewaar mijn plan", [.. fields]);
        return visitor;
    }

    private async Task AskAsync(int days)
    {
        members.Host.Clock.Advance(TimeSpan.FromDays(days));
        await members.Host.RunJobAsync(new SendPlanQuestions());
    }

    private async Task<List<string>> MailsAsync() =>
    [
        .. (await members.MailsToAsync(Member.Email)).Where(mail => mail.Subject.Contains("plan", StringComparison.Ordinal))
            .Select(mail => mail.Text),
    ];

    private static string LinkIn(string mail)
    {
        var at = mail.IndexOf("/leren/plan?", StringComparison.Ordinal);
        return new string([.. mail.Skip(at).TakeWhile(sign => !char.IsWhiteSpace(sign) && sign is not (')' or ']' or '>'))]);
    }
}
