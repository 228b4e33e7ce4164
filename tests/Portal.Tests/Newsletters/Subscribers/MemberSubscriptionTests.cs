using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Members.SignIn;
using Portal.Newsletters.Subscribers;
using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Newsletters.Subscribers;

/// <summary>A subscriber with an account.</summary>
public sealed class MemberSubscriptionTests(MembersHost portal) : IClassFixture<MembersHost>
{
    private PortalHost Host => portal.Host;

    [Fact]
    public async Task A_member_subscribes_changes_and_stops_in_the_account_in_one_step_each()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var member = await portal.SignedInAsync(email);
        await member.GoAsync("/account");
        await member.GoAsync(member.Page.QuerySelector("a[href='/nieuwsbrieven/mijn']")!.GetAttribute("href")!);
        await member.PressAsync("Meld mij aan", ("thema", "dossier-ouders"));
        Assert.Contains("Zet een vinkje", member.Text, StringComparison.Ordinal);
        Assert.Null(await Host.SubscriberAsync(email));

        await member.PressAsync("Meld mij aan", ("Agree", "true"));
        Assert.Contains("Je bent aangemeld", member.Text, StringComparison.Ordinal);
        var subscriber = (await Host.SubscriberAsync(email))!;
        Assert.Equal((id, email), (subscriber.MemberId, subscriber.Address));
        Assert.Equal(["dossier-ouders"], subscriber.Interests.Themes);
        var consent = Assert.Single(await Host.ConsentsAsync(subscriber.Id));
        Assert.Equal((Consent.ByAccount, "/nieuwsbrieven/mijn"), (consent.Kind, consent.Form));
        Assert.StartsWith("Welkom bij de nieuwsbrief", (await Host.MailsToAsync(email))[^1].Subject, StringComparison.Ordinal);

        await member.PressAsync("Bewaar mijn keuzes", ("functie", "docent"));
        Assert.Equal(["docent"], (await Host.SubscriberAsync(email))!.Interests.Functions);
        await member.PressAsync("Meld mij af");
        Assert.Contains("Je bent afgemeld", member.Text, StringComparison.Ordinal);
        Assert.Equal(EndReasons.Unsubscribed, await Host.SuppressedAsync(email));
        await member.PressAsync("Meld mij aan", ("Agree", "true"));
        Assert.Equal(subscriber.Id, (await Host.SubscriberAsync(email))!.Id);
        Assert.Null(await Host.SuppressedAsync(email));
    }

    [Fact]
    public async Task A_visitor_is_asked_to_sign_in_first() => Assert.StartsWith(
        "/inloggen", new Uri(new Uri("http://localhost"), (await Host.AskAsync("/nieuwsbrieven/mijn")).To).PathAndQuery,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_subscription_follows_the_address_of_the_account()
    {
        var (email, id) = await portal.GivenMemberAsync();
        var subscriber = await Host.GivenSubscriberAsync(email, ("thema", "dossier-ouders"));
        Assert.Equal(id, subscriber.MemberId);
        var next = MembersHost.NewEmail("anders");
        await ChangeAddressAsync(id, next);
        Assert.Null(await Host.SubscriberAsync(email));
        var moved = (await Host.SubscriberAsync(next))!;
        Assert.Equal(subscriber with { Address = next, Interests = Interests.All }, moved with { Interests = Interests.All });
    }

    [Fact]
    public async Task Who_stopped_stays_so_at_another_address()
    {
        var (email, id) = await portal.GivenMemberAsync();
        var subscriber = await Host.GivenSubscriberAsync(email);
        await Host.WithAsync<Subscriptions>(all => all.EndAsync(subscriber.Id, EndReasons.Unsubscribed, default));
        var next = MembersHost.NewEmail("anders");
        await ChangeAddressAsync(id, next);
        Assert.Equal(EndReasons.Unsubscribed, await Host.SuppressedAsync(next));
    }

    [Fact]
    public async Task Two_subscriptions_of_one_person_become_one_with_the_proof_of_both()
    {
        var (email, id) = await portal.GivenMemberAsync();
        var own = await Host.GivenSubscriberAsync(email, ("thema", "dossier-ouders"));
        var next = MembersHost.NewEmail("anders");
        await Host.GivenSubscriberAsync(next, ("thema", "dossier-onlinewereld"));
        await ChangeAddressAsync(id, next);
        var left = (await Host.SubscriberAsync(next))!;
        Assert.Equal((own.Id, id), (left.Id, left.MemberId));
        Assert.Equal(["dossier-ouders"], left.Interests.Themes);
        Assert.Equal(2, (await Host.ConsentsAsync(left.Id)).Count);
        Assert.Null(await Host.SubscriberAsync(email));
    }

    [Fact]
    public async Task The_one_that_gets_mail_stays_of_two()
    {
        var (email, id) = await portal.GivenMemberAsync();
        var own = await Host.GivenSubscriberAsync(email);
        await Host.WithAsync<Subscriptions>(all => all.EndAsync(own.Id, EndReasons.Unsubscribed, default));
        var next = MembersHost.NewEmail("anders");
        var other = await Host.GivenSubscriberAsync(next);
        await ChangeAddressAsync(id, next);
        var left = (await Host.SubscriberAsync(next))!;
        Assert.Equal((other.Id, id, true), (left.Id, left.MemberId, left.IsActive));
        Assert.Null(await Host.SuppressedAsync(next));
    }

    [Fact]
    public async Task A_subscription_of_before_the_account_becomes_the_members()
    {
        var email = MembersHost.NewEmail("lezer");
        var subscriber = await Host.GivenSubscriberAsync(email);
        Assert.Null(subscriber.MemberId);
        var form = new ProfileForm { Name = "Noor de Vries", Domain = "sociaal" };
        var id = await Host.WithAsync<Profiles, Guid>(async profiles => (await profiles.CreateAsync(email, form, default)).Id);
        Assert.Equal(id, (await Host.SubscriberAsync(email))!.MemberId);
    }

    [Fact]
    public async Task A_member_takes_along_the_subscription_and_every_yes()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await Host.GivenSubscriberAsync(email, ("thema", "dossier-ouders"));
        var tables = await Host.WithAsync<MemberSubscriptions, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(id, default));
        Assert.Equal(["nieuwsbrief", "nieuwsbrief-toestemming"], tables.Select(table => table.Name));
        Assert.All(tables, table => Assert.Equal(table.Columns.Count, Assert.Single(table.Rows).Count));
        Assert.Equal(email, tables[0].Rows[0][0]);
        Assert.Contains(ConsentText.Of(1), tables[1].Rows[0]);

        var (_, nobody) = await portal.GivenMemberAsync();
        Assert.All(
            await Host.WithAsync<MemberSubscriptions, IReadOnlyList<PersonalTable>>(data => data.ExportAsync(nobody, default)),
            table => Assert.Empty(table.Rows));
    }

    [Fact]
    public async Task An_erased_member_leaves_no_trace_but_a_hash_that_keeps_lists_away()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await Host.GivenSubscriberAsync(email);
        await Host.SignUpAsync(email, ("thema", "dossier-ouders"));
        // What somebody did with the addresses of others names them too.
        var other = await Host.GivenSubscriberAsync();
        await Host.SqlAsync(
            """
            insert into newsletters.consents (id, subscriber_id, kind, form, asked_at, given_at, themes, regions, functions, source, how,
                recorded_by)
            values (gen_random_uuid(), $1, 'import', '/', now(), now(), '{}', '{}', '{}', 'Stichting', 'Op papier', $2)
            """,
            other.Id, id);
        await Host.WithAsync<AddressViews>(views => views.TakeAsync(id, AddressViews.Purposes[0], default));
        Assert.NotEmpty(await TracesAsync(email, id));

        Assert.True(await Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(id, default)));
        Assert.Empty(await TracesAsync(email, id));
        Assert.Equal(EndReasons.Erased, await Host.SuppressedAsync(email));
        Assert.Equal(2, (await Host.ConsentsAsync(other.Id)).Count);
    }

    [Fact]
    public async Task What_was_asked_for_with_the_address_and_never_confirmed_goes_with_the_account()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await Host.SignUpAsync(email);
        Assert.True(await Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(id, default)));
        Assert.Empty(await TracesAsync(email, id));
    }

    private Task ChangeAddressAsync(Guid id, string email) => Host.WithAsync<IServiceProvider>(async services =>
    {
        var member = await services.GetRequiredService<UserManager<Member>>().FindByIdAsync($"{id}");
        Assert.True(await services.GetRequiredService<AddressChanges>().ConfirmAsync(member!, email, default));
    });

    private Task<IReadOnlyList<string>> TracesAsync(string email, Guid id) => Traces.OfAsync(Host, $"{id}", email, email);
}
