using Portal.Platform.Data;

namespace Portal.Tests.Platform;

public sealed class DatabaseSnapshotTests
{
    [Theory]
    [InlineData("10:10:", 9UL, true)]
    [InlineData("10:10:", 10UL, false)]
    [InlineData("10:20:10,14", 10UL, false)]
    [InlineData("10:20:10,14", 13UL, true)]
    [InlineData("10:20:10,14", 14UL, false)]
    [InlineData("10:20:10,14", 20UL, false)]
    [InlineData("4294967296:4294967300:4294967298", 4294967299UL, true)]
    public void What_was_over_is_seen_and_what_was_open_or_came_later_is_not(string text, ulong transaction, bool isSeen) =>
        Assert.Equal(isSeen, DatabaseSnapshot.Parse(text).Shows(transaction));

    [Theory]
    [InlineData("")]
    [InlineData("10:20")]
    [InlineData("10:x:")]
    public void What_is_no_snapshot_is_refused(string text) => Assert.Throws<FormatException>(() => DatabaseSnapshot.Parse(text));
}
