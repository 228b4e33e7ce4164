using System.Text;

namespace Portal.Platform.Backup;

/// <summary>What was asked on the command line.</summary>
/// <param name="File">The backup, absolute.</param>
/// <param name="Encrypt">Seal it with a passphrase.</param>
/// <param name="KeyFile">Seal or open it with what this file says; null: with a passphrase, where one is needed.</param>
internal sealed record BackupArguments(string File, bool Encrypt, string? KeyFile)
{
    private const int ShortestSecret = 12;

    /// <summary>Reads them; null when they are not as they should be.</summary>
    public static BackupArguments? Read(string[] args)
    {
        var (file, encrypt, keyFile) = ((string?)null, false, (string?)null);
        for (var at = 0; at < args.Length; at++)
        {
            if (args[at] == "--encrypt") encrypt = true;
            else if (args[at] == "--key-file" && at + 1 < args.Length) keyFile = Path.GetFullPath(args[++at]);
            else if (!args[at].StartsWith('-') && file is null) file = Path.GetFullPath(args[at]);
            else return null;
        }
        return file is null ? null : new BackupArguments(file, encrypt || keyFile is not null, keyFile);
    }

    /// <summary>
    /// The secret: the bytes of the key file without the line end behind them, or else a passphrase, asked for without showing it, or the
    /// first line of what is piped in.
    /// </summary>
    /// <param name="twice">A new one: ask again, for a slip of the finger would lock the backup for ever.</param>
    /// <exception cref="RuleBroken">There is none, or it is too short to protect anything.</exception>
    public byte[] Secret(bool twice)
    {
        var secret = KeyFile is not null ? System.IO.File.ReadAllBytes(KeyFile).AsSpan().TrimEnd("\r\n"u8).ToArray()
            : Encoding.UTF8.GetBytes(Console.IsInputRedirected ? Console.In.ReadLine() ?? "" : Ask("Wachtwoord van de kopie: "));
        if (secret.Length == 0)
            throw new RuleBroken("De kopie is versleuteld: geef het wachtwoord, of de sleutel met --key-file <bestand>.");
        if (!twice) return secret;
        if (secret.Length < ShortestSecret)
            throw new RuleBroken($"Dit wachtwoord of deze sleutel is te kort: neem er een van minstens {ShortestSecret} tekens.");
        if (KeyFile is null && !Console.IsInputRedirected && !Encoding.UTF8.GetBytes(Ask("Nog een keer: ")).AsSpan().SequenceEqual(secret))
            throw new RuleBroken("De twee wachtwoorden zijn niet gelijk. Er is niets gekopieerd.");
        return secret;
    }

    private static string Ask(string question)
    {
        Console.Error.Write(question);
        var answer = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace) answer.Length = Math.Max(0, answer.Length - 1);
            else if (!char.IsControl(key.KeyChar)) answer.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return answer.ToString();
    }
}
