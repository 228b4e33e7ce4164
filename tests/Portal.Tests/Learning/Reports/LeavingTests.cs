using System.Globalization;
using Portal.Learning.Modules;
using Portal.Learning.Reports;
using Portal.Learning.Types;

namespace Portal.Tests.Learning.Reports;

/// <summary>Where people leave a module, attacked by somebody with patience: by what is shown, and by looking again.</summary>
public sealed class LeavingTests
{
    [Fact]
    public void Of_fewer_than_five_nothing_is_said_and_more_are_said_in_fives()
    {
        var lines = Leaving.Shown(Module(free: 3), Fact(23, ("", 4), ("c0", 5), ("c1", 9), ("c2", 14)));
        Assert.Equal([("eind", 10), ("c1", 5), ("c2", 5)], lines.Select(line => (line.Chapter.Id, line.People)));
        Assert.Equal([50, 25, 25], lines.Select(line => line.Share!.Value));
        Assert.Null(Assert.Single(Leaving.Shown(Module(free: 3), Fact(9, ("", 9)))).Share); // nine began: too few for a share
        Assert.Empty(Leaving.Shown(Module(free: 3), Fact(4, ("", 4))));
        Assert.Empty(Leaving.Shown(Module(free: 3), Fact(40, ("gone", 40)))); // a chapter that is no more leads nowhere
    }

    [Fact]
    public void Whatever_is_shown_could_be_of_five_numbers_of_people_and_of_the_rest_nothing_can_be_computed()
    {
        var random = new Random(3);
        var attacked = 0;
        for (var round = 0; round < 4_000; round++)
        {
            var left = Enumerable.Range(0, 4).Select(_ => random.Next(0, 14)).ToArray();
            var begun = left.Sum() + random.Next(0, 10);
            var shown = Say(begun, left);
            for (var chapter = 0; chapter < left.Length; chapter++)
            {
                // Every number that this chapter could have, with all else as it is: the page is the same for five of them in a row.
                var same = Enumerable.Range(0, 20).Where(other => Same(shown, Say(begun, With(left, chapter, other)))).ToList();
                Assert.Equal(5, same.Count);
                Assert.Contains(left[chapter], same);
                if (left[chapter] < Suppression.FewestPeople) attacked++;
            }
        }
        Assert.True(attacked > 1_000, $"Only {attacked} were attacked.");

        static IReadOnlyList<LeftAt> Say(int begun, int[] left) => Leaving.Shown(
            Module(free: 3), Fact(begun, ("", left[0]), ("c0", left[1]), ("c1", left[2]), ("c2", left[3])));
        static int[] With(int[] left, int at, int people) => [.. left.Select((was, place) => place == at ? people : was)];
        static bool Same(IReadOnlyList<LeftAt> one, IReadOnlyList<LeftAt> other) =>
            one.Select(line => (line.Chapter.Id, line.People, line.Share)).Order()
                .SequenceEqual(other.Select(line => (line.Chapter.Id, line.People, line.Share)).Order());
    }

    [Theory]
    [InlineData("2026-11-01T00:30:00+01:00", "2026-10-31T23:00:00Z")]
    [InlineData("2026-11-30T23:59:00+01:00", "2026-10-31T23:00:00Z")]
    [InlineData("2026-07-01T00:00:00+02:00", "2026-06-30T22:00:00Z")]
    public void Figures_are_those_of_the_first_of_the_month(string now, string asOf) => Assert.Equal(
        DateTimeOffset.Parse(asOf, CultureInfo.InvariantCulture),
        Leaving.AsOf(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture)));

    private static LeavingFact Fact(int begun, params (string After, int People)[] left) =>
        new("module", begun, left.ToDictionary(one => one.After, one => one.People));

    private static ModuleStructure Module(int free) => new(
        "module", "Module", 70, null, false, 24,
        [
            .. Enumerable.Range(0, free).Select(number => Chapter($"c{number}", ChapterKind.Chapter)), Chapter("eind", ChapterKind.EndTest),
        ]);

    private static ChapterStructure Chapter(string id, ChapterKind kind) => new(id, id, id, kind, Guid.Empty, 5, []);
}
