namespace Portal.Members.SignIn;

/// <summary>Says who need not take the second step that their rights ask: nobody, but for the accounts of a first look.</summary>
internal interface ISecondStepWaiver
{
    /// <summary>True when the member with this address need not.</summary>
    bool Covers(string email);
}
