using Portal.Content.Branches;

namespace Portal.Tests.Content.Branches;

public sealed class BranchSetTests
{
    private static readonly Guid Root = Guid.CreateVersion7();

    [Fact]
    public void Who_has_no_branch_is_bound_to_none() => Assert.False(BranchSet.Everywhere.IsBound);

    [Theory]
    [InlineData(BranchState.InBin)]
    [InlineData(BranchState.Gone)]
    public void A_branch_that_is_not_there_binds_and_holds_nothing(object state)
    {
        var set = new BranchSet([Of(Root, null, (BranchState)state)]);
        Assert.True(set.IsBound);
        Assert.False(set.Begins(Root, "pagina"));
    }

    [Fact]
    public void A_branch_begins_at_its_document_or_at_every_document_of_its_type()
    {
        var set = new BranchSet([Of(Root, null, BranchState.There), Of(null, "nieuws", BranchState.There)]);
        Assert.True(set.Begins(Root, "pagina"));
        Assert.True(set.Begins(Guid.CreateVersion7(), "nieuws"));
        Assert.False(set.Begins(Guid.CreateVersion7(), "pagina"));
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("Anna", new[] { "Anna" })]
    [InlineData("Anna of Bert", new[] { "Anna", "Bert" })]
    [InlineData("Anna, Bert of Cor", new[] { "Anna", "Bert", "Cor" })]
    public void Names_stand_in_a_row_as_one_says_them(string said, string[] names) => Assert.Equal(said, BranchSet.ListOf(names, "of"));

    private static Branch Of(Guid? document, string? type, BranchState state) =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), document, document is null ? null : "pagina-x", type, "Titel", state);
}
