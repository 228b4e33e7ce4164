using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Portal.Web;

/// <summary>What the framework says of a field that it cannot read, in Dutch: no form of the portal sends one, a forged one does.</summary>
internal static class BindingMessages
{
    private const string Unreadable = "Wat hier staat, kunnen we niet lezen.";
    private const string Missing = "Vul dit in.";

    /// <summary>Says it in Dutch.</summary>
    public static void InDutch(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => Unreadable);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Unreadable);
        messages.SetUnknownValueIsInvalidAccessor(_ => Unreadable);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Unreadable);
        messages.SetValueIsInvalidAccessor(_ => Unreadable);
        messages.SetValueMustBeANumberAccessor(_ => "Vul een getal in.");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "Vul een getal in.");
        messages.SetValueMustNotBeNullAccessor(_ => Missing);
        messages.SetMissingBindRequiredValueAccessor(_ => Missing);
        messages.SetMissingKeyOrValueAccessor(() => Missing);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => Missing);
    }
}
