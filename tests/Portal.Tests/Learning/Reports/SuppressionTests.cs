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

    [Fact]
    public void A_figure_of_a_quarter_tells_of_five_people_or_more_whenever_somebody_looks()
    {
        var random = new Random(3);
        var moved = 0;
        for (var round = 0; round < 200; round++)
        {
            // One learner after another comes, passes or leaves, and somebody looks after each of them.
            var (count, kept) = (random.Next(0, 60), 0);
            for (var look = 0; look < 300; look++)
            {
                var (before, after) = (kept, kept = QuarterFigures.Next(kept, count));
                Assert.True(QuarterFigures.InFives(after) is null or >= Suppression.FewestPeople);
                Assert.Equal(0, (QuarterFigures.InFives(after) ?? 0) % 5);
                if (after != before)
                {
                    Assert.True(Math.Abs(count - before) >= Suppression.FewestPeople, $"Round {round}, look {look}: moved by too few.");
                    moved++;
                }
                count = Math.Max(0, count + (random.Next(3) == 0 ? -1 : 1));
            }
        }
        Assert.True(moved > 2_000, $"Only {moved} moves were seen.");
    }

    [Fact]
    public void The_report_of_a_quarter_is_the_same_before_and_after_one_learner_or_tells_of_five()
    {
        var random = new Random(4);
        var (same, told, attacked) = (0, 0, 0);
        for (var round = 0; round < 300; round++)
        {
            var kinds = Population(random, small: round % 3 == 0);
            var trained = kinds.Select(kind => Did(random, kind.People)).ToArray();
            IReadOnlyDictionary<QuarterFigure, int> kept = new Dictionary<QuarterFigure, int>();
            // What each figure was counted as when it moved last.
            var movedAt = new Dictionary<QuarterFigure, int>();
            for (var look = 0; look < 60; look++)
            {
                var counted = QuarterFigures.Of(new(DateTimeOffset.UnixEpoch, kinds, new Dictionary<string, int[]>(), trained, []), null);
                var next = QuarterFigures.Next(kept, counted);
                foreach (var (figure, value) in next)
                {
                    if (value == kept.GetValueOrDefault(figure)) continue;
                    var people = counted.GetValueOrDefault(figure);
                    Assert.True(Math.Abs(people - movedAt.GetValueOrDefault(figure)) >= Suppression.FewestPeople);
                    movedAt[figure] = people;
                }
                if (next.All(figure => figure.Value == kept.GetValueOrDefault(figure.Key))) same++;
                else told++;
                kept = next;
                attacked += Attack(new QuarterReport(new Quarter(2026, 4), kept), counted, $"Round {round}, look {look}");

                // One learner comes, leaves, passes or expires.
                var at = random.Next(kinds.Count);
                switch (random.Next(4))
                {
                    case 0: kinds[at] = kinds[at] with { People = kinds[at].People + 1 }; break;
                    case 1 when kinds[at].People > trained[at]: kinds[at] = kinds[at] with { People = kinds[at].People - 1 }; break;
                    case 2 when kinds[at].People > trained[at]: trained[at]++; break;
                    case 3 when trained[at] > 0: trained[at]--; break;
                }
            }
        }
        Assert.True(same > 5_000 && told > 500 && attacked > 2_000, $"{same} same, {told} told, {attacked} attacked.");
    }

    // Somebody who knows the rule takes all municipalities that are told from the whole: what is left can still be several numbers, and
    // nothing they see or reckon is one to four.
    private static int Attack(QuarterReport report, IReadOnlyDictionary<QuarterFigure, int> counted, string when)
    {
        if (!report.IsTold) return 0;
        var shown = report.Municipalities.ToDictionary(place => place, place => report.PeopleIn(place)!.Value);
        Assert.All(shown.Values.Append(report.People!.Value), value => Assert.True(value >= 5 && value % 5 == 0));
        Assert.All(
            report.Municipalities.Where(report.TellsTrainedOf),
            place => Assert.True(report.PeopleIn(place) >= Suppression.FewestForAnswers));
        // Kept is up to two from what is shown, and counted up to four from what is kept.
        const int blur = 2 + 4;
        var attacked = 0;
        foreach (var name in new[] { QuarterFigure.People, QuarterFigure.Trained })
        {
            int Shown(string place) => (name == QuarterFigure.People ? report.PeopleIn(place) : report.TrainedOf(place)) ?? 0;
            var told = shown.Keys.Where(place => name == QuarterFigure.People || report.TellsTrainedOf(place)).ToList();
            var all = (name == QuarterFigure.People ? report.People : report.Trained) ?? 0;
            Assert.Equal(0, (all - told.Sum(Shown)) % 5);
            var left = counted.Where(figure => figure.Key.Name == name && figure.Key.Municipality.Length > 0
                && !told.Contains(figure.Key.Municipality)).Sum(figure => figure.Value);
            var people = counted.Where(figure => figure.Key is { Name: QuarterFigure.People, Municipality.Length: > 0 }
                && !told.Contains(figure.Key.Municipality)).Sum(figure => figure.Value);
            if (people is 0 or >= Suppression.FewestForAnswers || told.Count > 4) continue;
            var low = Math.Max(0, all - blur - told.Sum(place => Shown(place) + blur));
            var high = Math.Min(people, all + blur - told.Sum(place => Shown(place) - blur));
            Assert.InRange(left, low, high);
            Assert.True(low < high, $"{when}: {name} of the {people} that are left can be computed.");
            attacked++;
        }
        return attacked;
    }

    [Fact]
    public void No_look_at_what_groups_saw_differs_from_another_by_one_to_nine_people()
    {
        var random = new Random(5);
        var (told, waited) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            string[] functions = ["", "arts", "docent", "jongerenwerker", "wijkagent"];
            var weights = functions.Select(_ => random.Next(1, 20)).ToArray();
            // Who is in what was told last: of everyone, and of each function.
            var (people, everyone) = (new List<string>(), 0);
            var shown = new Dictionary<string, int>();
            for (var learner = 0; learner < 250; learner++)
            {
                var at = random.Next(weights.Sum());
                people.Add(functions[Array.FindIndex(weights, weight => (at -= weight) < 0)]);
                if (!AnswerReports.IsDue(everyone == 0 ? null : everyone, people.Count)) continue;
                var now = people.GroupBy(function => function).ToDictionary(group => group.Key, group => group.Count());
                if (LearningGain.DueBeside(people.Count, now, shown) is not { } due)
                {
                    waited++;
                    continue;
                }
                Assert.DoesNotContain("", due);
                foreach (var function in due)
                {
                    Assert.True(now[function] >= 10 && now[function] - shown.GetValueOrDefault(function) >= 10);
                    shown[function] = now[function];
                    told++;
                }
                Assert.True(people.Count - everyone >= 10);
                everyone = people.Count;
                // Everyone of this look without any of what is known of the functions: nobody, or ten or more.
                foreach (var part in Enumerable.Range(0, 1 << shown.Count))
                    Assert.False(
                        everyone - shown.Values.Where((_, place) => (part & (1 << place)) != 0).Sum() is not 0 and < 10,
                        $"Round {round}, learner {learner}: a difference of too few.");
            }
        }
        Assert.True(told > 1_000, $"{told} told, {waited} waited.");
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
