namespace Portal.Content.Types;

/// <summary>A document type with a rule between its properties that no attribute can say.</summary>
public interface IChecked
{
    /// <summary>What does not fit: the key it stands at, and what to do (Dutch).</summary>
    IEnumerable<(string Key, string Message)> Problems();
}
