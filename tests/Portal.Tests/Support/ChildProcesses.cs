using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests.Support;

/// <summary>The processes this test run started.</summary>
internal static class ChildProcesses
{
    /// <summary>The one child that runs this script.</summary>
    public static Process Running(string script) => Process.GetProcessById(All(script).Single());

    /// <summary>The numbers of all children that run this script.</summary>
    public static IEnumerable<int> All(string script) =>
        from folder in Directory.EnumerateDirectories("/proc")
        let id = int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var number) ? number : 0
        where id > 0 && Read($"{folder}/cmdline").Contains(script)
            && Read($"{folder}/stat").Split(") ")[^1].Split(' ')[1] == $"{Environment.ProcessId}"
        select id;

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }
}
