using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Members.Privacy;
using Portal.Platform.Events;
using Portal.Tests.Support;

namespace Portal.Tests.Members;

public sealed class PrivacyTests(MembersHost portal) : IClassFixture<MembersHost>
{
    [Fact]
    public async Task A_member_takes_along_everything_as_tables_and_as_JSON()
    {
        var (email, id) = await portal.GivenMemberAsync();
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/account/profiel");
        await visitor.PressAsync("Bewaar mijn profiel", ("Form.Name", "=cmd|' /C calc'!A0"));
        await visitor.GoAsync("/account/wachtwoord");
        await visitor.PressAsync("Bewaar mijn wachtwoord", ("Password", "negen groene kikkers springen"));
        await visitor.GoAsync("/account/gegevens");
        var token = visitor.Page.QuerySelector("input[name=formulier]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/gegevens") { Content = new FormUrlEncodedContent([new("formulier", token)]) };
        using var response = await visitor.FetchAsync(request);
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);

        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        // Other rooms add files of their own.
        Assert.Superset(new HashSet<string> { "account.csv", "gegevens.json", "koppelingen.csv", "mails.csv", "passkeys.csv", "sessies.csv", "taken.csv", "uitnodigingen.csv" }, zip.Entries.Select(entry => entry.Name).ToHashSet());
        var account = await ReadAsync(zip, "account.csv");
        Assert.Contains(email, account, StringComparison.Ordinal);
        Assert.Contains(";'=cmd", account, StringComparison.Ordinal);
        Assert.Contains("Chrome op Windows;password;nee", await ReadAsync(zip, "sessies.csv"), StringComparison.Ordinal);
        Assert.Contains("Er is iets veranderd aan je beveiliging", await ReadAsync(zip, "mails.csv"), StringComparison.Ordinal);
        Assert.Contains(id.ToString(), await ReadAsync(zip, "gegevens.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_erased_member_leaves_no_trace_in_any_table()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (email, id) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson, Rights.Administrator);
        await portal.GivenMemberAsync(Rights.Administrator);
        using var visitor = await portal.SignedInAsync(email);
        await portal.SetUpAppAsync(visitor);
        await visitor.GoAsync("/beheer/organisatie/uitnodigen");
        await visitor.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", MembersHost.NewEmail()));
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", email));
        var (_, colleague) = await portal.GivenMemberAsync();
        await visitor.GoAsync($"/beheer/leden/{colleague}");
        await visitor.PressAsync("Bewaar de taken", ("roles", Rights.Editor));
        Assert.NotEmpty(await TracesAsync(email, id));

        await visitor.GoAsync("/account/verwijderen");
        await visitor.PressAsync("Verwijder mijn account");
        Assert.Contains("Zet een vinkje", visitor.Text, StringComparison.Ordinal);
        await visitor.PressAsync("Verwijder mijn account", ("Sure", "true"));
        Assert.Contains("Je account is verwijderd", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(visitor.CookieNames);
        Assert.Empty(await TracesAsync(email, id));
        Assert.Equal(1L, await portal.Host.SqlAsync("select count(*) from members.roles where member_id = $1 and role = 'editor'", colleague));
    }

    [Fact]
    public async Task An_erased_member_leaves_no_trace_under_an_earlier_address_either()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (first, id) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        var name = $"Wietske {Guid.NewGuid():N}";
        await portal.Host.SqlAsync("update members.members set name = $2 where id = $1", id, name);
        using var visitor = await portal.SignedInAsync(first);
        await visitor.GoAsync("/inloggen/link");
        await visitor.PressAsync("Stuur mij een link", ("LinkEmail", first));
        await visitor.GoAsync("/beheer/organisatie/uitnodigen");
        var invitee = MembersHost.NewEmail();
        await visitor.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", invitee));
        Assert.Contains(name, (await portal.MailsToAsync(invitee))[^1].Text, StringComparison.Ordinal);
        // Another contact person's invitation came to an address this member had before.
        await portal.Host.SqlAsync(
            """
            insert into members.invitations (id, hash, organisation_id, email, name, created_at, expires_at, accepted_at, accepted_by)
            values (gen_random_uuid(), decode(md5(random()::text), 'hex'), $1, $2, $3, now(), now(), now(), $4)
            """, organisation, first, name, id);

        var second = MembersHost.NewEmail();
        await ChangeAddressAsync(id, second);
        var subjects = await SentAsync(id);
        // Both came to the first address.
        Assert.Equal(
            ["Je link om in te loggen", "Je e-mailadres is veranderd"], subjects.Select(subject => subject.Split(" - ")[0]));
        Assert.Single(await RowsAsync(id, "uitnodigingen"));

        Assert.True(await portal.Host.WithAsync<Erasure, bool>(erasure => erasure.EraseAsync(id, default)));
        foreach (var trace in new[] { first, second, name }) Assert.Empty(await TracesAsync(trace, id));
    }

    [Fact]
    public async Task An_invitation_tells_the_name_of_who_invites_in_its_words_only()
    {
        var organisation = await portal.GivenOrganisationAsync();
        var (email, _) = await portal.GivenColleagueAsync(organisation, Rights.ContactPerson);
        using var visitor = await portal.SignedInAsync(email);
        await visitor.GoAsync("/beheer/organisatie/uitnodigen");
        var invitee = MembersHost.NewEmail();
        await visitor.PressAsync("Nodig uit", ("Name", "Mo Jansen"), ("Email", invitee));
        var mail = Assert.Single(await portal.MailsToAsync(invitee));
        Assert.DoesNotContain("Noor", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("Noor de Vries", mail.Text, StringComparison.Ordinal);
    }

    private Task ChangeAddressAsync(Guid id, string email) => portal.Host.WithAsync<IServiceProvider>(async services =>
    {
        var member = await services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Member>>().FindByIdAsync(id.ToString());
        Assert.True(await services.GetRequiredService<Portal.Members.SignIn.AddressChanges>().ConfirmAsync(member!, email, default));
    });

    private async Task<IReadOnlyList<string>> SentAsync(Guid id) => [.. (await RowsAsync(id, "mails")).Select(row => (string)row[0]!)];

    private Task<IReadOnlyList<IReadOnlyList<object?>>> RowsAsync(Guid id, string table) =>
        portal.Host.WithAsync<AccountData, IReadOnlyList<IReadOnlyList<object?>>>(
            async data => (await data.ExportAsync(id, default)).Single(found => found.Name == table).Rows);

    [Fact]
    public async Task When_a_room_cannot_forget_nothing_is_erased()
    {
        var stubborn = new MembersHost();
        await using var host = await PortalHost.StartAsync(services: services =>
        {
            stubborn.Prepare(services);
            services.AddScoped<IHandle<MemberErased>, Stubborn>();
        });
        var id = await host.WithAsync<Microsoft.AspNetCore.Identity.UserManager<Member>, Guid>(async members =>
        {
            var member = Member.Of(MembersHost.NewEmail(), "Noor", host.Clock.GetUtcNow());
            await members.CreateAsync(member);
            return member.Id;
        });
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.WithAsync<Erasure>(erasure => erasure.EraseAsync(id, default)));
        Assert.Equal(1L, await host.SqlAsync("select count(*) from members.members where id = $1", id));
    }

    [Fact]
    public async Task Who_stays_away_two_years_is_warned_and_a_month_later_gone()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await portal.Host.SqlAsync("update members.members set last_seen_at = $2 where id = $1", id, portal.Host.Clock.GetUtcNow().AddMonths(-25));
        await RetainAsync();
        await RetainAsync();
        Assert.Contains("Wil je je account houden?", Assert.Single(await portal.MailsToAsync(email)).Subject, StringComparison.Ordinal);

        await portal.Host.SqlAsync("update members.members set warned_at = warned_at - interval '31 days' where id = $1", id);
        await RetainAsync();
        Assert.Empty(await TracesAsync(email, id));
    }

    [Fact]
    public async Task Who_comes_back_after_the_warning_stays()
    {
        var (email, id) = await portal.GivenMemberAsync();
        await portal.Host.SqlAsync("update members.members set last_seen_at = $2 where id = $1", id, portal.Host.Clock.GetUtcNow().AddMonths(-25));
        await RetainAsync();
        using var visitor = await portal.SignedInAsync(email);
        await portal.Host.SqlAsync("update members.members set warned_at = warned_at - interval '31 days' where id = $1", id);
        await RetainAsync();
        await visitor.GoAsync("/account");
        Assert.Equal((HttpStatusCode.OK, "/account"), (visitor.Status, visitor.At));
    }

    private Task RetainAsync() => portal.Host.RunJobAsync(new ForgetTheOld());

    /// <summary>Every table and column in which the address or the id stands, whatever room the table belongs to.</summary>
    private async Task<IReadOnlyList<string>> TracesAsync(string email, Guid id)
    {
        await using var source = NpgsqlDataSource.Create(portal.Host.ConnectionString);
        var tables = new List<string>();
        await using (var command = source.CreateCommand("select format('%I.%I', table_schema, table_name) from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')"))
        await using (var rows = await command.ExecuteReaderAsync())
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        var traces = new List<string>();
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"select count(*) from {table} as t where t::text ilike '%' || $1 || '%' or t::text like '%' || $2 || '%'");
            command.Parameters.Add(new NpgsqlParameter { Value = email });
            command.Parameters.Add(new NpgsqlParameter { Value = id.ToString() });
            if ((long)(await command.ExecuteScalarAsync())! > 0) traces.Add(table);
        }
        return traces;
    }

    private static async Task<string> ReadAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }

    private sealed class Stubborn : IHandle<MemberErased>
    {
        public Task HandleAsync(MemberErased happened, CancellationToken stop) => throw new InvalidOperationException("No.");
    }
}
