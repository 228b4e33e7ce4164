using Microsoft.Extensions.Options;
using Portal.Newsletters;
using Portal.Newsletters.Sending;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Sending;

/// <summary>How fast newsletters go, in all and to one domain.</summary>
public sealed class SendRateTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void One_domain_gets_its_share_and_others_do_not_wait_for_it()
    {
        var rate = new SendRate(Options.Create(new NewslettersOptions { MailsPerSecond = 20, MailsPerSecondToOneDomain = 5 }), clock);
        var (one, others) = (0, 0);
        for (var step = 0; step < 200; step++, clock.Advance(TimeSpan.FromMilliseconds(50)))
        {
            if (rate.TryTake("groot.example", out _)) one++;
            while (rate.TryTake($"klein{others}.example", out _)) others++;
        }
        Assert.InRange(one, 50, 57); // ten seconds, and one that was saved up
        Assert.InRange(one + others, 200, 222);
    }

    [Fact]
    public void A_wait_is_as_long_as_it_says()
    {
        var rate = new SendRate(Options.Create(new NewslettersOptions { MailsPerSecond = 1, MailsPerSecondToOneDomain = 0 }), clock);
        while (rate.TryTake("a.example", out _)) { }
        Assert.False(rate.TryTake("b.example", out var wait));
        clock.Advance(wait);
        Assert.True(rate.TryTake("b.example", out _));
    }

    [Fact]
    public void Without_limits_nobody_waits()
    {
        var rate = new SendRate(Options.Create(new NewslettersOptions { MailsPerSecond = 0, MailsPerSecondToOneDomain = 0 }), clock);
        for (var number = 0; number < 1000; number++) Assert.True(rate.TryTake("a.example", out _));
    }
}
