using System.Text;

namespace Portal.UmbracoBridge.Model;

/// <summary>
/// Aliases as Umbraco keeps them: a small letter, then letters and digits. Whatever else stood in one is taken out in silence at an
/// import, and the values under the old name are lost.
/// </summary>
internal static class UmbracoAlias
{
    /// <summary>What the alias of every type begins with: a type of the target that had the same alias would get our key.</summary>
    public const string Prefix = "portaal";

    // What a model of content has by itself, and "values", which a block must not have as a property.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "name", "urlSegment", "sortOrder", "level", "path", "templateId", "creatorId", "createDate", "writerId", "updateDate",
        "cultures", "itemType", "parent", "children", "contentType", "key", "properties", "property", "value", "values", "url", "template",
        "isDraft", "isPublished",
    };

    /// <summary>The alias of a type: <c>portaalKennisproduct</c>.</summary>
    public static string OfType(string name) => Prefix + Pascal(name);

    /// <summary>The alias of a property by its key in the front matter: <c>five_questions</c> is <c>fiveQuestions</c>.</summary>
    public static string OfProperty(string key)
    {
        var name = Pascal(key);
        var alias = string.Concat(char.ToLowerInvariant(name[0]).ToString(), name.AsSpan(1));
        return Reserved.Contains(alias) ? "portal" + name : alias;
    }

    /// <summary>Whether Umbraco leaves an alias as it is.</summary>
    public static bool IsClean(string alias) =>
        alias.Length > 0 && char.IsAsciiLetterLower(alias[0]) && alias.All(char.IsAsciiLetterOrDigit);

    private static string Pascal(string name)
    {
        var (result, isStart) = (new StringBuilder(), true);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter)) result.Append(isStart ? char.ToUpperInvariant(letter) : letter);
            isStart = !char.IsAsciiLetterOrDigit(letter);
        }
        return result.Length > 0 && char.IsAsciiLetter(result[0]) ? result.ToString() : "X" + result;
    }
}
