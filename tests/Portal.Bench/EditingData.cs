using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Platform;
using Portal.Platform.Data;

namespace Portal.Bench;

/// <summary>Fills the database of a portal that runs with as much as an office may ever have, by joining its embedded server.</summary>
internal sealed class EditingData : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private EditingData(ServiceProvider services) => this.services = services;

    private NpgsqlDataSource Source => services.GetRequiredService<NpgsqlDataSource>();

    /// <summary>Fills it, and tells the portal.</summary>
    public static async Task<EditingData> FillAsync(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("PORTAL_DATA", folder)]).Build();
        var made = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging(log => log.SetMinimumLevel(LogLevel.Warning))
            .AddPlatform(configuration)
            .BuildServiceProvider();
        await made.GetRequiredService<Database>().StartAsync();
        var data = new EditingData(made);
        foreach (var statement in Statements) await data.RunAsync(statement);
        await data.RunAsync("analyze");
        await data.RunAsync("checkpoint"); // a portal of years does not write all of itself to the disk while somebody publishes
        await data.RunAsync("select pg_notify('content_published', '')");
        await Task.Delay(TimeSpan.FromSeconds(5)); // the portal reads its site anew
        return data;
    }

    // One news item has a thousand versions, the others some ten: 100,000 in all.
    private static readonly string[] Statements =
    [
        """
        with d as (
          insert into content.documents (id, ref, type, slug, path, sample, live_version_id, latest_version_id, title, live_since,
                                         first_live_at, created_at, changed_at, revision)
          select md5('d'||n)::uuid, 'nieuws-groei-'||n, 'nieuws', 'groei-'||n, '/nieuws/groei-'||n, false, md5('v'||n||'-1')::uuid,
                 md5('v'||n||'-1')::uuid, 'Groei '||n, now(), now(), now(), now() - n * interval '1 minute', 1
          from generate_series(1, 10000) n)
        insert into content.versions (id, document_id, number, front_matter, front_source, body, changed_at, changed_by, reason, origin)
        select md5('v'||n||'-'||k)::uuid, md5('d'||n)::uuid, k,
               jsonb_build_object('id', 'nieuws-groei-'||n, 'type', 'nieuws', 'title', 'Groei '||n, 'summary', 'Een zin over ' || n || '.',
                                  'published', '2026-01-01', 'review_by', '2027-01-01'),
               E'id: nieuws-groei-'||n||E'\ntype: nieuws\ntitle: Groei '||n||E'\nsummary: Een zin over '||n
                 ||E'.\npublished: 2026-01-01\nreview_by: 2027-01-01\n',
               (select string_agg('Tekst ' || md5(n::text || a) || ' van een alinea die ergens over gaat, met een [link](doc:nieuws-groei-'
                                  || (n % 10000 + 1) || ').', E'\n\n') from generate_series(1, 12) a) || E'\n',
               now() - k * interval '1 day', 'import', 'geschreven', 'portal'
        from generate_series(1, 10000) n, lateral generate_series(1, case n when 1 then 1000 else 10 end) k
        where n <> 1 or k <= 1000
        """,
        """
        insert into content.own_redirects (path, target, made_by, made_at)
        select '/oud/groei-'||n, '/nieuws/groei-'||n, 'import', now() from generate_series(1, 10000) n
        """,
        """
        insert into content.redirect_changes (act, path, after, made_by, made_at)
        select md5('a'||n % 500)::uuid, '/oud/groei-'||n, '/nieuws/groei-'||n, 'import', now() from generate_series(1, 10000) n
        """,
        """
        insert into content.drafts (document_id, base_version_id, front_matter, front_source, body, stage, publish_at, started_by,
                                    started_at, changed_by, changed_at)
        select d.id, v.id, v.front_matter, v.front_source, v.body || E'\nEen zin erbij.\n',
               case when d.slug = 'groei-3' or n % 10 = 3 then 'in_review' when n % 10 = 4 then 'scheduled' else 'concept' end,
               case when d.slug <> 'groei-3' and n % 10 = 4 then now() + interval '30 days' end, 'import', now(), 'import', now()
        from content.documents d join content.versions v on v.id = d.latest_version_id,
             lateral (select substr(d.slug, 7)::int as n) s
        where d.slug like 'groei-%' and n between 2 and 1000
        """,
        """
        insert into content.remarks (id, document_id, block, opening, body, made_by, made_at)
        select gen_random_uuid(), d.id, k % 5, '', 'Klopt dit nog?', 'import', now()
        from content.documents d, generate_series(1, 10) k where d.slug like 'groei-___'
        """,
        """
        update content.documents set deleted_at = now(), deleted_by = 'import', live_version_id = null, live_since = null
        where slug like 'groei-9_8_'
        """,
        """
        insert into content.media (id, ref, name, content_type, hash, bytes, width, height, front_matter, source, changed_at)
        select gen_random_uuid(), 'media-groei-'||n, 'groei-'||n||'.pdf', 'application/pdf', md5(n::text)||md5('x'||n), '%PDF-1.4'::bytea,
               null, null, jsonb_build_object('id', 'media-groei-'||n, 'title', 'Groei '||n, 'alt', ''),
               'id: media-groei-'||n||E'\ntitle: Groei\n', now()
        from generate_series(1, 2000) n
        """,
        """
        insert into members.organisations (id, name, created_at) select md5('o'||n)::uuid, 'Groei '||n, now() from generate_series(1, 500) n
        """,
        """
        insert into members.members (id, name, email, normalized_email, email_confirmed, security_stamp, concurrency_stamp,
                                     two_factor_enabled, lockout_enabled, access_failed_count, organisation_id, created_at, last_seen_at)
        select md5('m'||n)::uuid, 'Groei '||n, 'groei'||n||'@voorbeeld.nl', 'GROEI'||n||'@VOORBEELD.NL', true, 'x', 'x', false, true, 0,
               case when n <= 2500 then (select organisation_id from members.members where email = 'beheer@voorbeeld.nl')
                    else md5('o'||(n % 500 + 1))::uuid end, now(), now()
        from generate_series(1, 10000) n
        """,
        """
        insert into members.membership_requests (member_id, organisation_id, asked_at)
        select md5('m'||n)::uuid, md5('o1')::uuid, now() from generate_series(1, 2000) n
        """,
        """
        insert into members.invitations (id, hash, organisation_id, email, name, created_at, expires_at)
        select gen_random_uuid(), decode(md5('i'||n), 'hex'),
               (select organisation_id from members.members where email = 'beheer@voorbeeld.nl'), 'gast'||n||'@voorbeeld.nl',
               'Gast '||n, now(), now() + interval '10 days'
        from generate_series(1, 1000) n
        """,
        """
        insert into members.roles (member_id, role, granted_at)
        select id, role, now() from members.members, unnest(array['contact_person', 'coordinator', 'editor', 'administrator']) role
        where email = 'beheer@voorbeeld.nl' on conflict do nothing
        """,
        """
        insert into newsletters.subscribers (id, address, address_hash, themes, regions, functions, subscribed_at, consent_at)
        select gen_random_uuid(), 'groei'||n||'@voorbeeld.nl', sha256(('s'||n)::bytea), '{}', '{}', '{}', now(), now()
        from generate_series(1, 10000) n
        """,
        """
        insert into newsletters.campaigns (id, document, state, revision, made_at, started_at, ended_at, server_started, subject, title,
                                           html, plain)
        select md5('c'||d.id)::uuid, d.ref, 'sent', 1, now(), now(), now(), now(), d.title, d.title, '<p>Groei</p>', 'Groei'
        from content.documents d where d.type = 'nieuwsbrief' and d.live_version_id is not null
        """,
        """
        insert into newsletters.deliveries (campaign_id, subscriber_id, domain, state, attempts, next_at, at)
        select c.id, s.id, 'voorbeeld.nl', (array['sent', 'sent', 'sent', 'sent', 'bounced', 'unknown'])[1 + n % 6], 1, now(), now()
        from newsletters.campaigns c, (select id, row_number() over () n from newsletters.subscribers) s
        """,
        """
        insert into platform.jobs (kind, lane, args, run_at, enqueued_at, attempts, failed_at, last_error)
        select 'content.variants', 1, '{}', now(), now(), 5, now(), 'It did not work' from generate_series(1, 1000)
        """,
    ];

    /// <summary>A value.</summary>
    public async Task<T> ValueAsync<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Some documents of which a draft waits to be put online.</summary>
    public async Task<IReadOnlyList<string>> DraftsAsync(int most)
    {
        await using var command = Source.CreateCommand(
            """
            select d.ref from content.drafts r join content.documents d on d.id = r.document_id
            where d.ref like 'nieuws-groei-%' and r.stage = 'concept' and d.deleted_at is null and d.slug > 'groei-4'
            order by d.ref limit $1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = most });
        await using var reader = await command.ExecuteReaderAsync();
        var drafts = new List<string>();
        while (await reader.ReadAsync()) drafts.Add(reader.GetString(0));
        return drafts;
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private async Task RunAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        command.CommandTimeout = 900;
        await command.ExecuteNonQueryAsync();
    }
}
