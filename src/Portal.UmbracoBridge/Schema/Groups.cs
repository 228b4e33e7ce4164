using Portal.Content.Types;
using Portal.UmbracoBridge.Model;

namespace Portal.UmbracoBridge.Schema;

/// <summary>The headings under which properties stand, as in the forms of the portal.</summary>
internal static class Groups
{
    /// <summary>What everybody fills in, and the text.</summary>
    public static UmbracoGroup Content { get; } = new("inhoud", "Inhoud", 0);

    /// <summary>Addresses.</summary>
    public static UmbracoGroup Address { get; } = new("adres", "Adres", 90);

    /// <summary>Where a property stands.</summary>
    public static UmbracoGroup Of(DocumentType.PropertyType property) => property.Info.Group switch
    {
        _ when property.Info.IsManaged => Address,
        PropertyGroup.Main => Content,
        PropertyGroup.Usual => property.Info.Required ? Content : new("overDitStuk", PropertyGroup.About.Label(), 10),
        PropertyGroup.About => new("overDitStuk", PropertyGroup.About.Label(), 10),
        PropertyGroup.TakingPart => new("meedoen", PropertyGroup.TakingPart.Label(), 20),
        PropertyGroup.Sources => new("bronnen", PropertyGroup.Sources.Label(), 30),
        PropertyGroup.Findable => new("vindbaar", PropertyGroup.Findable.Label(), 40),
        _ => new("bijhouden", PropertyGroup.Upkeep.Label(), 50),
    };
}
