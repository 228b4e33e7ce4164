using Portal.BrowserTests.Support;

namespace Portal.BrowserTests.Accessibility;

/// <summary>The choice of looks leaves nothing out (<see cref="Looks"/>).</summary>
public sealed class LooksTests
{
    [Fact]
    public void Everything_is_seen_in_two_looks_that_differ_in_theme_in_width_and_in_lightness()
    {
        for (var number = 0; number < 100; number++)
        {
            var looks = Looks.Themes.Select(theme => Looks.For(theme, number).First()).ToList();
            Assert.Equal(2, looks.DistinctBy(look => look.Theme).Count());
            Assert.Equal(2, looks.DistinctBy(look => look.Dark).Count());
            Assert.Equal(2, looks.DistinctBy(look => look.Width).Count());
        }
    }

    [Fact]
    public void Any_four_things_in_a_row_are_seen_in_all_eight_looks_together()
    {
        for (var first = 0; first < 100; first++)
        {
            var looks = from number in Enumerable.Range(first, 4) from theme in Looks.Themes select Looks.For(theme, number).First();
            Assert.Equal(8, looks.Distinct().Count());
        }
    }

    [Fact]
    public void What_stands_at_one_width_only_is_seen_light_in_the_one_theme_and_dark_in_the_other()
    {
        var looks = from number in Enumerable.Range(0, 2) from theme in Looks.Themes select Looks.For(theme, number, width: 320).First();
        Assert.All(looks, look => Assert.Equal(320, look.Width));
        Assert.Equal(4, looks.Distinct().Count());
    }
}
