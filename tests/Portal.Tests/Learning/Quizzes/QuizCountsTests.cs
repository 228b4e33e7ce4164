using Microsoft.Extensions.DependencyInjection;
using Portal.Learning.Exercises;
using Portal.Learning.Quizzes;
using Portal.Tests.Learning.Exercises;
using Portal.Tests.Support;
using Given = Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Quizzes;

public sealed class QuizCountsTests(TestDatabase db) : IClassFixture<TestDatabase>
{
    private static readonly Exercise Poll = Given.Of("t-peiling");

    [Fact]
    public async Task A_form_is_counted_once_however_often_it_is_sent()
    {
        var exercise = Poll with { Head = Poll.Head with { Id = "once" } };
        var ticket = Guid.CreateVersion7();
        await using var services = db.Services(all => all.AddScoped<QuizCounts>());
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AddAsync(services, ticket, exercise, "Tijd", "Kennis")));
        Assert.Equal("option 2, outcome 1", await CountedAsync("once"));
    }

    [Fact]
    public async Task Votes_of_many_at_once_all_count()
    {
        var exercise = Poll with { Head = Poll.Head with { Id = "many" } };
        await using var services = db.Services(all => all.AddScoped<QuizCounts>());
        await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => AddAsync(services, Guid.CreateVersion7(), exercise, i % 4 == 0 ? "Tijd" : "Kennis")));
        var result = await ResultAsync(services, "many");
        Assert.Equal(40, result!.Voters);
        Assert.Equal([10, 30], result.Votes.Values.Order());
    }

    [Fact]
    public async Task A_result_moves_when_ten_more_have_voted_and_with_nobody_alone()
    {
        var exercise = Poll with { Head = Poll.Head with { Id = "steps" } };
        await using var services = db.Services(all => all.AddScoped<QuizCounts>());
        var seen = new List<int>();
        for (var voter = 1; voter <= 21; voter++)
        {
            await AddAsync(services, Guid.CreateVersion7(), exercise, "Tijd");
            seen.Add((await ResultAsync(services, "steps"))!.Voters);
        }
        Assert.Equal([.. Enumerable.Repeat(0, 9), .. Enumerable.Repeat(10, 10), 20, 20], seen);
    }

    [Fact]
    public async Task What_was_typed_is_not_kept_only_how_it_turned_out()
    {
        await using var services = db.Services(all => all.AddScoped<QuizCounts>());
        await AddAnswerAsync(services, Guid.CreateVersion7(), Given.Of("t-kort"), Given.Answer(("tekst", "mijn naam is Jan")));
        await using var source = db.Source();
        await using var command = source.CreateCommand(
            "select string_agg(kind || ' ' || value, ', ') from learning.quiz_counts where exercise = 't-kort'");
        Assert.Equal("outcome wrong", await command.ExecuteScalarAsync());
    }

    private async Task<object?> CountedAsync(string exercise)
    {
        await using var source = db.Source();
        await using var command = source.CreateCommand(
            $"""
            select string_agg(kind || ' ' || n, ', ' order by kind)
            from (select kind, sum(n) as n from learning.quiz_counts where exercise = '{exercise}' group by kind) counted
            """);
        return await command.ExecuteScalarAsync();
    }

    [Fact]
    public async Task Old_tickets_go_away()
    {
        await using var source = db.Source();
        var old = Guid.CreateVersion7();
        await using (
            var add = source.CreateCommand(
                $"insert into learning.quiz_tickets values ('{old}', current_date - 30)")) await add.ExecuteNonQueryAsync();
        await using var services = db.Services(all => all.AddScoped<QuizCounts>());
        await AddAsync(services, Guid.CreateVersion7(), Poll with { Head = Poll.Head with { Id = "old" } }, "Tijd");
        await using var count = source.CreateCommand($"select count(*) from learning.quiz_tickets where ticket = '{old}'");
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task Without_a_database_nothing_is_counted_and_nobody_is_stopped()
    {
        await using var services = new ServiceCollection().AddLogging().AddOptions().AddSingleton(TimeProvider.System)
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationManager())
            .AddSingleton<Portal.Platform.Data.Database>()
            .AddSingleton(Npgsql.NpgsqlDataSource.Create("Host=localhost;Port=1;Timeout=2"))
            .AddScoped<Portal.Platform.Data.DbSession>().AddScoped<QuizCounts>().BuildServiceProvider();
        await AddAsync(services, Guid.CreateVersion7(), Poll, "Tijd");
        Assert.Null(await ResultAsync(services, Poll.Id));
    }

    private static Task AddAsync(ServiceProvider services, Guid ticket, Exercise exercise, params string[] words) =>
        AddAnswerAsync(services, ticket, exercise, Given.Answer([.. words.Select(word => exercise.Choice(word))]));

    private static async Task AddAnswerAsync(ServiceProvider services, Guid ticket, Exercise exercise, Answer answer)
    {
        await using var scope = services.CreateAsyncScope();
        var graded = exercise.Grade(answer);
        Assert.True(graded.IsAnswer);
        await scope.ServiceProvider.GetRequiredService<QuizCounts>().AddAsync(ticket, exercise, graded);
    }

    private static async Task<PollResult?> ResultAsync(ServiceProvider services, string exercise)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<QuizCounts>().ResultOfAsync(exercise);
    }
}
