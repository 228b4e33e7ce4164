namespace Portal.Tests.Learning.Certificates;

/// <summary>A worker's script that goes wrong.</summary>
internal sealed class WorkerScript : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-test-").FullName;

    private WorkerScript(string mishap) => File.WriteAllText(Path, $$"""
        import { existsSync, writeFileSync } from "node:fs";
        import { createInterface } from "node:readline";
        const flag = new URL("died", import.meta.url);
        for await (const line of createInterface({ input: process.stdin })) {
          {{mishap}}
          process.stdout.write(JSON.stringify({ id: JSON.parse(line).id, answer: "{{Convert.ToBase64String(Answer)}}" }) + "\n");
        }
        """);

    /// <summary>What it answers when it lives.</summary>
    public static byte[] Answer => "drawn"u8.ToArray();

    public string Path => System.IO.Path.Combine(folder, "worker.mjs");

    /// <summary>It dies when it is asked something, the first time or every time.</summary>
    public static WorkerScript ThatDies(bool once = false) =>
        new(once ? "if (!existsSync(flag)) { writeFileSync(flag, ''); process.exit(7); }" : "process.exit(7);");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
