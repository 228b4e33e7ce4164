#pragma warning disable SA1402, MA0048 // One file stands for two packages.
namespace Examine
{
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
}

namespace Umbraco.Cms.Infrastructure.Examine
{
    using global::Examine;

    /// <summary>Stands for the interface of that name in Umbraco.Cms.Infrastructure.</summary>
    /// <typeparam name="T">What value sets are made of.</typeparam>
    public interface IValueSetBuilder<in T>
    {
        /// <summary>Makes value sets.</summary>
        IEnumerable<ValueSet> GetValueSets(params T[] content);
    }

    /// <summary>Stands for the class of that name in Umbraco.Cms.Infrastructure.</summary>
    public abstract class IndexPopulator
    {
        /// <summary>The index it fills.</summary>
        protected void RegisterIndex(string indexName) => Name = indexName;

        /// <summary>The index that was named.</summary>
        public string Name { get; private set; } = "";

        /// <summary>Fills indexes.</summary>
        protected abstract void PopulateIndexes(IReadOnlyList<IIndex> indexes);
    }
}
