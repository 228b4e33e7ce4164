namespace Examine;

/// <summary>Stands for the class of that name in Examine, which is not among our packages.</summary>
/// <param name="id">Its id.</param>
/// <param name="category">Its category.</param>
/// <param name="itemType">Its type.</param>
/// <param name="values">Its values by field.</param>
public sealed class ValueSet(string id, string category, string itemType, IDictionary<string, IEnumerable<object>> values)
{
    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>Its category.</summary>
    public string Category => category;

    /// <summary>Its type.</summary>
    public string ItemType => itemType;

    /// <summary>Its values by field.</summary>
    public IDictionary<string, IEnumerable<object>> Values => values;
}

/// <summary>Stands for the interface of that name in Examine.</summary>
public interface IIndex
{
    /// <summary>Indexes value sets.</summary>
    void IndexItems(IEnumerable<ValueSet> values);
}
