namespace Portal.Platform.Data.Embedded;

/// <summary>What <c>postgresql.conf</c> and <c>pg_hba.conf</c> say: a modest machine of two cores, durable, the socket only.</summary>
internal static class ServerSettings
{
    public static void Write(ServerHome home, bool durable)
    {
        // Readable for the server's user, within a folder that is closed to all others.
        WriteFile(Path.Combine(home.Data, "postgresql.conf"), Configuration(home.SocketFolder, durable));
        WriteFile(Path.Combine(home.Data, "pg_hba.conf"), "local all all scram-sha-256\n");
    }

    private static string Configuration(string socketFolder, bool durable) => $"""
        # Written by the portal at every start. Settings of your own: local.conf in this folder.
        listen_addresses = ''
        unix_socket_directories = '"{socketFolder.Replace("'", "''", StringComparison.Ordinal)}"'
        port = 5432
        max_connections = {(durable ? 80 : 160)}             # the tests of several hosts share one that is not durable
        password_encryption = 'scram-sha-256'
        cluster_name = 'portal'

        shared_buffers = 256MB
        effective_cache_size = 1GB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        random_page_cost = 1.1
        jit = off                                # short queries: compiling costs more than it brings
        max_parallel_workers_per_gather = 0      # both cores are busy answering requests
        huge_pages = off

        fsync = {(durable ? "on" : "off")}
        synchronous_commit = {(durable ? "on" : "off")}
        full_page_writes = {(durable ? "on" : "off")}
        wal_level = minimal                      # one server, no followers
        max_wal_senders = 0
        max_wal_size = 96MB                      # what stays on disk of the log: a portal of 25 MB of text needs no gigabyte beside it
        min_wal_size = 32MB
        wal_compression = on

        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        logging_collector = on                   # a file a weekday, overwritten a week later
        log_directory = 'log'
        log_filename = 'server-%a.log'
        log_rotation_age = 1d
        log_truncate_on_rotation = on
        log_statement = 'none'                   # no personal data in a log
        log_min_error_statement = panic
        include_if_exists = 'local.conf'

        """;

    private static void WriteFile(string path, string text)
    {
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }
}
