namespace Portal.Learning.Exercises.Types;

/// <summary>Reads a scenario, and sees to it that whoever starts it comes to an end.</summary>
internal static class ScenarioReader
{
    private const int MostSteps = 30;

    public static Scenario Read(ExerciseHead head, YamlPart yaml)
    {
        var parts = yaml.Parts("steps", 2, MostSteps);
        var steps = new Dictionary<string, (Scenario.Step Step, YamlPart Part)>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var step = ReadStep(head, part);
            if (!steps.TryAdd(step.Id, (step, part)) && step.Id.Length > 0)
                part.Report("id", $"De stap '{step.Id}' staat er twee keer. Geef een van beide een andere id.");
        }
        var start = yaml.Plain("start") ?? "";
        if (start.Length > 0 && !steps.ContainsKey(start))
            yaml.Report("start", $"De stap '{start}' waarmee het begint, bestaat niet. Kies uit: {string.Join(", ", steps.Keys)}.");
        CheckWays(start, steps);
        return new(head, start, [.. steps.Values.Select(known => known.Step)]);
    }

    private static Scenario.Step ReadStep(ExerciseHead head, YamlPart part)
    {
        var id = part.Plain("id") ?? "";
        var says = part.Parts("says", 1, 12).Select(ReadTurn).ToList();
        if (part.Has("end"))
        {
            if (part.Has("choices")) part.Report("choices", "Een stap heeft keuzes of een einde, niet allebei. Haal een van beide weg.");
            var end = new Scenario.Ending(
                part.Choice("end", required: true, "good", "mixed", "bad") ?? "mixed", part.Text("title"), part.Text("text"));
            part.RefuseTheRest();
            return new(id, says, [], end);
        }
        if (!part.Has("choices"))
        {
            part.Report($"Bij de stap '{id}' loopt het dood: er is geen keuze en geen einde. Schrijf 'choices' of 'end'.");
            return new(id, says, [], null);
        }
        var choices = part.Parts("choices", 2, 3);
        part.RefuseTwins("text", choices);
        var step = new Scenario.Step(id, says, [.. choices.Select(choice => ReadChoice(head, id, choice))], null);
        if (step.Choices.Count > 0 && step.Choices.All(choice => choice.Points == 0))
            part.Report("choices", "Geen van deze keuzes geeft punten. Geef de beste keuze 'points: 2'.");
        part.RefuseTheRest();
        return step;
    }

    private static Scenario.Turn ReadTurn(YamlPart part)
    {
        var turn = new Scenario.Turn(part.Plain("who") ?? "", part.Text("text"));
        part.RefuseTheRest();
        return turn;
    }

    private static Scenario.Choice ReadChoice(ExerciseHead head, string step, YamlPart part)
    {
        var text = part.Text("text");
        var choice = new Scenario.Choice(
            Shuffle.KeyOf(head.Id, "choice " + step, text.Plain), text, part.Plain("to") ?? "", part.Whole("points", 0, 2)
                ?? 0, part.Text("feedback"));
        part.RefuseTheRest();
        return choice;
    }

    private static void CheckWays(string start, Dictionary<string, (Scenario.Step Step, YamlPart Part)> steps)
    {
        foreach (var (step, part) in steps.Values)
        {
            foreach (var choice in step.Choices.Where(choice => choice.To.Length > 0 && !steps.ContainsKey(choice.To)))
                part.Report("choices", $"De keuze '{choice.Text.Plain}' leidt naar de stap '{choice.To}', maar die bestaat niet. Kies "
                    + $"uit: {string.Join(", ", steps.Keys)}.");
        }
        if (!steps.ContainsKey(start)) return;

        var goesRound = false;
        var (reached, under) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        Follow(start);
        if (!goesRound) CheckEndings(start, steps);
        foreach (var (id, known) in steps.Where(pair => !reached.Contains(pair.Key)))
            known.Part.Report(
                "id", $"Bij de stap '{id}' komt niemand: geen keuze leidt erheen. Laat een keuze ernaar verwijzen of haal de stap weg.");

        void Follow(string id)
        {
            if (under.Contains(id))
            {
                goesRound = true;
                steps[under[^1]].Part.Report("choices", "Dit loopt rond: "
                + $"{string.Join(" > ", under.SkipWhile(step => step != id).Append(id))}. Laat een van de keuzes verder leiden.");
                return;
            }
            if (!steps.TryGetValue(id, out var known) || !reached.Add(id)) return;
            under.Add(id);
            foreach (var choice in known.Step.Choices) Follow(choice.To);
            under.RemoveAt(under.Count - 1);
        }
    }

    // Whatever way one takes to it, a bad end is worth less than a good one.
    private static void CheckEndings(string start, Dictionary<string, (Scenario.Step Step, YamlPart Part)> steps)
    {
        var points = new Dictionary<string, (int Least, int Most)>(StringComparer.Ordinal) { [start] = (0, 0) };
        // Every way has fewer steps than there are.
        for (var round = 0; round < steps.Count; round++)
        {
            foreach (var (id, (step, _)) in steps)
            {
                if (!points.TryGetValue(id, out var so)) continue;
                foreach (var choice in step.Choices.Where(choice => steps.ContainsKey(choice.To)))
                {
                    var (least, most) = (so.Least + choice.Points, so.Most + choice.Points);
                    points[choice.To] = points.TryGetValue(choice.To, out var known)
                        ? (Math.Min(known.Least, least), Math.Max(known.Most, most))
                        : (least, most);
                }
            }
        }
        var ends = steps.Values.Where(known => known.Step.End is not null && points.ContainsKey(known.Step.Id)).ToList();
        var good = ends.Where(known => known.Step.End!.How == "good").ToList();
        if (ends.Count > 0 && good.Count == 0)
            ends[0].Part.Report("end", "Geen enkel einde is goed. Maak bij de beste weg 'end: good'.");
        foreach (var (step, part) in ends.Where(known => known.Step.End!.How == "bad"))
        {
            if (good.Find(known => points[known.Step.Id].Least <= points[step.Id].Most) is not { Step: { } better }) continue;
            part.Report("end", $"Naar dit slechte einde kan iemand {points[step.Id].Most} punten halen, en naar het goede einde "
                + $"'{better.Id}' maar {points[better.Id].Least}. Geef de keuzes hierheen minder punten.");
        }
    }
}
