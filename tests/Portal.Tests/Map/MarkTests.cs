using System.Text.RegularExpressions;
using Portal.Platform;

namespace Portal.Tests.Map;

/// <summary>What pages say to scripts by the attributes that they have.</summary>
public sealed partial class MarkTests
{
    /// <summary>Razor leaves other attributes out that are null, and these never: the mark would always be there.</summary>
    [Fact]
    public void No_data_attribute_is_meant_to_go_away_when_it_is_null()
    {
        var found =
            from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cshtml", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            from mark in Mark().Matches(line)
            select $"{Path.GetFileName(file)}: {mark.Value}";
        Assert.Empty(found);
    }

    [GeneratedRegex("""\sdata-[a-z-]+="@\([^\n]*?(?:\? null :|: null\))""", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Mark();
}
