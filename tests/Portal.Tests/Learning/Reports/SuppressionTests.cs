using Portal.Learning.Reports;

namespace Portal.Tests.Learning.Reports;

/// <summary>What reports show, attacked by somebody with patience and a calculator.</summary>
public sealed class SuppressionTests
{
    [Fact]
    public void Fewer_than_five_people_give_no_report_at_all() =>
        Assert.Null(Suppression.Group([Kind("noord", "alkmaar", "zorg", "arts", 4)]));

    [Fact]
    public void A_small_group_is_shown_together_with_the_next_smallest()
    {
        var groups = Suppression.Group(
            [
                Kind("noord", "alkmaar", "zorg", "arts", 20), Kind("noord", "texel", "zorg", "arts", 2),
                Kind("noord", "hoorn", "zorg", "arts", 9),
            ])!;
        var lines = groups.Lists[Grouping.Municipality];
        Assert.Equal(["alkmaar"], lines.Where(line => !line.IsRest).Select(line => line.Name));
        var rest = Assert.Single(lines, line => line.IsRest);
        Assert.Equal(11, rest.People);
        Assert.Equal(["hoorn", "texel"], rest.Keys.Select(ReportGroup.NameOf).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_function_that_is_nearly_a_whole_domain_is_not_shown_beside_it()
    {
        // 30 teachers and 2 others in education; the others' function is found elsewhere too.
        var groups = Suppression.Group([
            Kind("noord", "alkmaar", "onderwijs", "docent", 30), Kind("noord", "alkmaar", "onderwijs", "overig", 2),
            Kind("noord", "alkmaar", "zorg", "overig", 40), Kind("noord", "alkmaar", "zorg", "arts", 12)])!;
        Assert.DoesNotContain(groups.Lists[Grouping.Function], line => line.Name == "docent");
        Assert.Contains(groups.Lists[Grouping.Domain], line => line.Name == "onderwijs");
    }

    [Fact]
    public void All_or_none_of_fewer_than_ten_is_not_said_and_a_second_line_goes_with_it()
    {
        var groups = Suppression.Group(
            [Kind("noord", "alkmaar", "", "", 20), Kind("noord", "hoorn", "", "", 8), Kind("noord", "schagen", "", "", 9)])!;
        var passed = new Dictionary<string, int> { ["alkmaar"] = 10, ["hoorn"] = 8, ["schagen"] = 4 };
        var hidden = Suppression.Hidden(
            groups,
            group =>
                group.Keys.Sum(key => passed.GetValueOrDefault(ReportGroup.NameOf(key), group.Grouping == Grouping.Municipality ? 0 : 22)));
        Assert.Equal(
            ["hoorn", "schagen"],
            hidden.Where(line => line.Grouping == Grouping.Municipality).Select(line => line.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void None_of_ten_is_said() =>
        Assert.Empty(
            Suppression.Hidden(
                Suppression.Group([Kind("n", "a", "", "", 10), Kind("n", "b", "", "", 12)])!,
                group => group.Keys.Contains("n\na") ? 0 : 6));

    [Theory]
    [InlineData(0, 40, 0)]
    [InlineData(1, 40, 5)]
    [InlineData(13, 40, 35)]
    [InlineData(40, 40, 100)]
    public void Percentages_go_in_steps_of_five(int did, int people, int percent) =>
        Assert.Equal(percent, Portal.Learning.Exercises.Scoring.Percent.InFives(did, people));

    [Fact]
    public void No_subtraction_within_a_list_or_between_two_leaves_fewer_than_five()
    {
        var random = new Random(1);
        for (var round = 0; round < 400; round++)
        {
            if (Suppression.Group(Population(random)) is not { } groups) continue;
            var all = groups.All.ToList();
            Assert.All(all, group => Assert.True(group.People >= Suppression.FewestPeople));
            foreach (var whole in all)
            {
                var people = PeopleOf(groups, whole);
                foreach (var list in groups.Lists.Values)
                {
                    var inside = list.Select(line => PeopleOf(groups, line)).Where(line => line.IsSubsetOf(people)).ToList();
                    foreach (var part in Subsets(inside))
                        Assert.False(
                            people.Count - part.Sum(line => line.Count) is > 0 and < Suppression.FewestPeople,
                            $"Round {round}: a difference of too few.");
                }
            }
        }
    }

    [Fact]
    public void No_sum_of_what_is_said_gives_away_a_line_that_is_not()
    {
        var random = new Random(2);
        var attacked = 0;
        for (var round = 0; round < 4_000; round++)
        {
            if (Suppression.Group(Population(random, small: true)) is not { } groups) continue;
            var did = groups.Kinds.Select(kind => Did(random, kind.People)).ToArray();
            int DidOf(ReportGroup group) => group.Kinds.Sum(kind => did[kind]);
            var everyone = DidOf(groups.Everyone);
            if (everyone == 0 || everyone == groups.Everyone.People) continue; // said of everyone: no secret of a few

            var hidden = Suppression.Hidden(groups, DidOf);
            foreach (var secret in groups.All.Where(group => group.People < 10 && (DidOf(group) == 0 || DidOf(group) == group.People)))
            {
                Assert.Contains(secret, hidden);
                attacked++;
                Assert.True(
                    ValuesOf(secret, groups, hidden, DidOf).Count > 1, $"Round {round}: {secret.Grouping} {secret.Name} can be computed.");
            }
        }
        Assert.True(attacked > 300, $"Only {attacked} lines were attacked.");
    }

    private static PeopleKind Kind(string district, string municipality, string domain, string function, int people) =>
        new(district, municipality, domain, function, people);

    private static List<PeopleKind> Population(Random random, bool small = false)
    {
        string[] districts = small ? ["noord", "zuid"] : ["noord", "zuid", "west", ""];
        var kinds = new Dictionary<(string, string, string, string), int>();
        for (var row = random.Next(2, small ? 6 : 14); row > 0; row--)
        {
            var district = districts[random.Next(districts.Length)];
            var key = (
                district, $"{district}-{random.Next(small ? 3 : 4)}", $"domein-{random.Next(small ? 2 : 3)}", $"functie-{random.Next(3)}");
            kinds[key] = kinds.GetValueOrDefault(key) + random.Next(1, small ? 7 : 12);
        }
        return [.. kinds.Select(kind => Kind(kind.Key.Item1, kind.Key.Item2, kind.Key.Item3, kind.Key.Item4, kind.Value))];
    }

    private static int Did(Random random, int people) => random.Next(3) switch { 0 => 0, 1 => people, _ => random.Next(people + 1) };

    // Each person by number, so that the attack shares nothing with how groups are made.
    private static HashSet<(int, int)> PeopleOf(ReportGroups groups, ReportGroup group) =>
        [.. Enumerable.Range(0, groups.Kinds.Count).Where(kind => group.Grouping is not { } grouping
            || (group.Keys.Contains(grouping switch
            {
                Grouping.Municipality => $"{groups.Kinds[kind].District}\n{groups.Kinds[kind].Municipality}",
                Grouping.District => groups.Kinds[kind].District,
                Grouping.Domain => groups.Kinds[kind].Domain,
                _ => groups.Kinds[kind].Function,
            })))
            .SelectMany(kind => Enumerable.Range(0, groups.Kinds[kind].People).Select(person => (kind, person)))];

    private static IEnumerable<List<HashSet<(int, int)>>> Subsets(List<HashSet<(int, int)>> of) =>
        Enumerable.Range(0, 1 << Math.Min(of.Count, 12)).Select(mask => of.Where((_, at) => at < 12 && (mask & (1 << at)) != 0).ToList());

    // Every value the line can have: all ways to fill in what is not said that agree with what is.
    private static HashSet<int> ValuesOf(
        ReportGroup secret, ReportGroups groups, IReadOnlySet<ReportGroup> hidden, Func<ReportGroup, int> did)
    {
        var isPlace = secret.Grouping is Grouping.Municipality or Grouping.District;
        var leaves = groups.Lists[isPlace ? Grouping.Municipality : secret.Grouping!.Value];
        var middle = isPlace ? groups.Lists[Grouping.District] : [];
        var values = new HashSet<int>();
        var chosen = new Dictionary<ReportGroup, int>();
        Try(0);
        return values;

        void Try(int at)
        {
            if (values.Count > 1) return;
            if (at < leaves.Count)
            {
                var (low, high) = hidden.Contains(leaves[at]) ? (0, leaves[at].People) : (did(leaves[at]), did(leaves[at]));
                for (var value = low; value <= high; value++)
                {
                    chosen[leaves[at]] = value;
                    Try(at + 1);
                }
                return;
            }
            if (chosen.Values.Sum() != did(groups.Everyone)) return;
            var sums = middle.ToDictionary(line => line, line => leaves.Where(leaf => leaf.Parent == line).Sum(leaf => chosen[leaf]));
            if (sums.Any(sum => !hidden.Contains(sum.Key) && sum.Value != did(sum.Key))) return;
            values.Add(sums.TryGetValue(secret, out var inMiddle) ? inMiddle : chosen[secret]);
        }
    }
}
