using Portal.Members.People;

namespace Portal.Members.SignIn;

/// <summary>Says who need not take the second step that their rights ask: nobody, but for the accounts of a first look.</summary>
internal interface ISecondStepWaiver
{
    /// <summary>True when this member need not.</summary>
    bool Covers(Member member);
}
