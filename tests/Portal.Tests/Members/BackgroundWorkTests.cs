using System.Net;
using Portal.Members.Access;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

/// <summary>What the portal does by itself, seen by an administrator.</summary>
public sealed class BackgroundWorkTests(MembersHost portal) : IClassFixture<MembersHost>, IAsyncLifetime
{
    public Task InitializeAsync() => portal.Host.SqlAsync("truncate platform.jobs");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_administrator_sees_what_failed_and_why_and_lets_it_be_done_again()
    {
        await GivenFailedAsync();
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);

        await admin.GoAsync("/beheer/werk");
        Assert.Contains("Er is 1 ding mislukt.", admin.Text, StringComparison.Ordinal);
        Assert.Contains("IOException: disk full", admin.Text, StringComparison.Ordinal);

        await admin.PressAsync("Opnieuw");
        Assert.Contains("Het wordt opnieuw geprobeerd.", admin.Text, StringComparison.Ordinal);
        Assert.Contains("Alles loopt.", admin.Text, StringComparison.Ordinal);
        await portal.Host.WorkAsync();
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from platform.jobs where kind = 'learning.forget-old-answers'"));
    }

    [Fact]
    public async Task All_that_failed_is_done_again_at_once()
    {
        await GivenFailedAsync();
        await GivenFailedAsync();
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);

        await admin.GoAsync("/beheer/werk");
        await admin.PressAsync("Alles opnieuw");

        Assert.Contains("2 dingen worden opnieuw geprobeerd.", admin.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_need_not_be_done_any_more_goes_after_a_question()
    {
        var id = await GivenFailedAsync();
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);

        await admin.GoAsync($"/beheer/werk/{id}/laat-maar");
        Assert.Contains("je kunt dit niet ongedaan maken", admin.Text, StringComparison.Ordinal);
        await admin.PressAsync("Ja, laat vallen");

        Assert.Contains("Het staat niet meer op de lijst.", admin.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await portal.Host.SqlAsync("select count(*) from platform.jobs where kind = 'learning.forget-old-answers'"));
        await admin.GoAsync($"/beheer/werk/{id}/laat-maar");
        Assert.Equal(HttpStatusCode.NotFound, admin.Status);
    }

    [Fact]
    public async Task Recurring_work_is_listed_with_its_next_time()
    {
        await portal.Host.BeginCalendarAsync();
        var (admin, _) = await portal.SignedInAsAsync(Rights.Administrator);

        await admin.GoAsync("/beheer/werk");

        Assert.Contains("Oude accounts en uitnodigingen opruimen", admin.Text, StringComparison.Ordinal);
        Assert.Contains("om 03.30 uur", admin.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Rights.Coordinator)]
    [InlineData(Rights.Editor)]
    public async Task It_is_for_administrators_only(string role)
    {
        var (other, _) = await portal.SignedInAsAsync(role);
        await other.GoAsync("/beheer/werk");
        Assert.Equal(HttpStatusCode.Forbidden, other.Status);
    }

    private async Task<long> GivenFailedAsync() => (long)(await portal.Host.SqlAsync(
        """
        insert into platform.jobs (kind, lane, args, run_at, enqueued_at, attempts, failed_at, last_error)
        values ('learning.forget-old-answers', 1, '{}', now(), now(), 6, now(), 'IOException: disk full') returning id
        """))!;
}
