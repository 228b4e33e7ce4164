using Examine;

namespace Umbraco.Cms.Infrastructure.Examine;

/// <summary>Stands for the interface of that name in Umbraco.Cms.Infrastructure, which is not among our packages.</summary>
/// <typeparam name="T">What value sets are made of.</typeparam>
public interface IValueSetBuilder<in T>
{
    /// <summary>Makes value sets.</summary>
    IEnumerable<ValueSet> GetValueSets(params T[] content);
}

/// <summary>Stands for the class of that name in Umbraco.Cms.Infrastructure.</summary>
public abstract class IndexPopulator
{
    /// <summary>The index that was named.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The index it fills.</summary>
    protected void RegisterIndex(string indexName) => Name = indexName;

    /// <summary>Fills indexes.</summary>
    protected abstract void PopulateIndexes(IReadOnlyList<IIndex> indexes);
}
