using System.Text.RegularExpressions;
using Portal.Platform;
using Portal.Tests.Map;

namespace Portal.Tests.Platform;

public sealed partial class LettersTests
{
    [Theory]
    [InlineData("thuis", 5, "thuis")]
    [InlineData("thuis", 4, "thui…")]
    [InlineData("hoi😀", 4, "hoi…")]
    [InlineData("hoi😀", 5, "hoi😀")]
    [InlineData("😀", 1, "…")]
    [InlineData("😀😀", 3, "😀…")]
    [InlineData("hoi", 0, "…")]
    [InlineData("", 0, "")]
    public void A_text_is_cut_between_its_letters(string text, int most, string cut) => Assert.Equal(cut, text.AtMost(most, "…"));

    // Bytes, and what somebody typed but is only looked into.
    private static readonly string[] NoTextOfPeople =
        ["src/Portal.Platform/Pictures/PictureFile.cs", "src/Portal.Content/Markdown/Syntax/Notes.cs"];

    [Fact]
    public void Nothing_that_people_write_is_cut_in_another_way()
    {
        var cuts = SourceFiles.In("src", ".cs").Concat(SourceFiles.In("src", ".cshtml"))
            .Where(file => !NoTextOfPeople.Contains(file.Path) && Cut().IsMatch(file.Text)).Select(file => file.Path);
        Assert.Empty(cuts.Except(["src/Portal.Platform/Letters.cs"]));
    }

    [GeneratedRegex(
        @"\[\.\.Math\.Min\(|\w+\.Length (>|<=) \w+ \? [^:\n]*\[\.\.\w+\]|\w+\.Length (>|<=) \w+ \? \w+ : \w+\[\.\.",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Cut();
}
