using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using Portal.Learning.Exercises;
using Portal.Learning.Quizzes;
using Portal.Tests.Learning.Exercises;
using static Portal.Tests.Learning.Exercises.Given;

namespace Portal.Tests.Learning.Quizzes;

public sealed class QuizAnswersTests
{
    [Fact]
    public void Answers_come_back_as_they_went_in()
    {
        var answers = new QuizAnswers();
        answers.Set("t-een", Answer(("keuze", "abc"), ("zeker", "2")));
        answers.Set("t-meer", Answer(("keuze", "a"), ("keuze", "b")));
        answers.Set("t-kort", Answer(("tekst", "één \"geldezel\"")));
        var back = QuizAnswers.Unpack(answers.Pack());
        Assert.Equal(3, back.Count);
        foreach (var id in new[] { "t-een", "t-meer", "t-kort" }) Assert.Equal(answers[id], back[id]);
        Assert.False(back.Has("t-waar"));
        Assert.True(back["t-waar"].IsEmpty);
    }

    [Fact]
    public void A_whole_quiz_stays_small()
    {
        var answers = new QuizAnswers();
        foreach (var exercise in Reader.Of(AllTypes).Where(exercise => exercise.HasForm))
            answers.Set(
                exercise.Id,
                Answer(
                    [
                        .. exercise.Form().QuerySelectorAll("[name^='a-']")
                            .Select(field => (field.GetAttribute("name")![2..], field.GetAttribute("value") ?? "xxxxxxxxxx")).Distinct(),
                    ]));
        Assert.InRange(answers.Pack().Length, 100, 4000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("geen geldige tekens!")]
    [InlineData("AAAA")]
    public void Anything_else_is_no_answers(string? packed) => Assert.Equal(0, QuizAnswers.Unpack(packed).Count);

    [Theory]
    [InlineData("null")]
    [InlineData("[1,2]")]
    [InlineData("{\"a\":5}")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}")]
    [InlineData("{\"a\":{\"b\":[\"c\"]}")]
    public void Other_JSON_gives_nothing_to_grade(string json)
    {
        var answers = QuizAnswers.Unpack(Packed(Encoding.UTF8.GetBytes(json)));
        Assert.True(answers["a"].IsEmpty);
    }

    [Fact]
    public void A_word_that_unfolds_to_gigabytes_is_not_unfolded()
    {
        var bomb = Packed(Enumerable.Repeat((byte)' ', 10_000_000).ToArray());
        Assert.InRange(bomb.Length, 1000, 20_000);
        Assert.Equal(0, QuizAnswers.Unpack(bomb).Count);
        Assert.Equal(0, QuizAnswers.Unpack(new string('A', 5_000_000)).Count);
    }

    [Fact]
    public void No_more_is_kept_than_a_quiz_has_questions()
    {
        var answers = new QuizAnswers();
        for (var i = 0; i < 1000; i++) answers.Set($"e-{i}", Answer(("keuze", "a")));
        Assert.InRange(answers.Count, 20, 100);
    }

    private static string Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal)) deflate.Write(bytes);
        return Base64Url.EncodeToString(packed.ToArray());
    }
}
