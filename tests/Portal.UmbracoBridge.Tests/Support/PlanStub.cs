namespace Umbraco.Cms.Infrastructure.Packaging;

/// <summary>
/// Stands for the class of that name in Umbraco.Cms.Infrastructure, which is not among our packages: so that the plan that goes along
/// compiles here against everything else it uses of Umbraco.
/// </summary>
/// <param name="name">Name of the package.</param>
public abstract class AutomaticPackageMigrationPlan(string name)
{
    /// <summary>Name of the package.</summary>
    public string Name => name;
}
