using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Portal.Bench;

/// <summary>An answer as it came over the line.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Bytes">The length of its body as sent.</param>
/// <param name="Text">Its body.</param>
/// <param name="Milliseconds">From the request to the last byte.</param>
internal sealed record OfficeAnswer(HttpStatusCode Status, int Bytes, string Text, double Milliseconds)
{
    /// <summary>The body as a page.</summary>
    public IHtmlDocument Document => new HtmlParser().ParseDocument(Text);
}

/// <summary>Somebody who is signed in and may do everything, in the way of a browser that takes brotli.</summary>
internal sealed partial class Office : IDisposable
{
    private readonly HttpClient client;
    private readonly Dictionary<string, OfficeAnswer> files = [];

    private Office(int port) => client = new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
    })
    {
        BaseAddress = new Uri($"http://localhost:{port}"),
        Timeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>Signs in with an account for a first look, whose password stands in the data folder.</summary>
    public static async Task<Office> SignedInAsync(int port, string folder)
    {
        const string Account = "beheer@voorbeeld.nl";
        var known = await File.ReadAllTextAsync(Path.Combine(folder, "first-look.json"));
        var passwords = JsonSerializer.Deserialize<Dictionary<string, string>>(known)!;
        var office = new Office(port);
        var page = await office.GetAsync("/inloggen");
        var form = page.Document.QuerySelector("input[type=password]")!.Closest("form")!;
        var answer = await office.PostAsync("/inloggen",
        [
            .. form.QuerySelectorAll("input[type=hidden]").OfType<IHtmlInputElement>()
                .Select(input => KeyValuePair.Create(input.Name!, input.Value)),
            new("Email", Account), new("Password", passwords[Account]),
        ]);
        if (answer.Status != HttpStatusCode.Found) throw new InvalidOperationException($"Signing in: {(int)answer.Status}");
        return office;
    }

    /// <summary>Asks for a page.</summary>
    public Task<OfficeAnswer> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends a form.</summary>
    public Task<OfficeAnswer> PostAsync(string address, IReadOnlyList<KeyValuePair<string, string>> fields) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Sends a form with files.</summary>
    public Task<OfficeAnswer> PostAsync(string address, MultipartFormDataContent form)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        return SendAsync(request);
    }

    /// <summary>
    /// What a browser with nothing in store asks for to show a page: how many requests, how many bytes, and apart from those the bytes of
    /// the editor's script. Pictures that wait until they are scrolled to do not count; of fonts those that the page asks for first.
    /// </summary>
    public async Task<(int Requests, int Bytes, int Editor)> WeightAsync(OfficeAnswer page)
    {
        var document = page.Document;
        var wanted = new Queue<string>(
            document.QuerySelectorAll("link[rel=stylesheet], link[rel=preload], link[rel=icon][type='image/svg+xml'], script[src]")
                .Select(element => element.GetAttribute("href") ?? element.GetAttribute("src")!)
                .Concat(document.QuerySelectorAll("img[src]:not([loading=lazy])").Select(image => image.GetAttribute("src")!)));
        var (asked, bytes, editor) = (new HashSet<string>(), page.Bytes, 0);
        while (wanted.TryDequeue(out var address))
        {
            if (address.StartsWith("data:", StringComparison.Ordinal) || !asked.Add(address)) continue;
            if (!files.TryGetValue(address, out var file)) files[address] = file = await GetAsync(address);
            if (file.Status != HttpStatusCode.OK) throw new InvalidOperationException($"{address}: {(int)file.Status}");
            var isEditor = EditorScript().IsMatch(address);
            if (isEditor) editor += file.Bytes;
            else bytes += file.Bytes;
            if (!address.EndsWith(".js", StringComparison.Ordinal)) continue;
            foreach (Match import in Import().Matches(file.Text))
                wanted.Enqueue(new Uri(new Uri("http://x" + address), import.Groups["from"].Value).AbsolutePath);
        }
        return (asked.Count + 1, bytes, editor);
    }

    public void Dispose() => client.Dispose();

    private async Task<OfficeAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.AcceptEncoding.ParseAdd("br");
            var started = Stopwatch.GetTimestamp();
            using var response = await client.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            var isPacked = response.Content.Headers.ContentEncoding.Contains("br");
            var text = isPacked ? await UnpackedAsync(bytes) : Encoding.UTF8.GetString(bytes);
            return new OfficeAnswer(response.StatusCode, bytes.Length, text, time);
        }
    }

    private static async Task<string> UnpackedAsync(byte[] bytes)
    {
        using var reader = new StreamReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress));
        return await reader.ReadToEndAsync();
    }

    // Written by the bundler: import{a as b}from"./chunk.js" and import"./chunk.js"; what is imported later is not.
    [GeneratedRegex("""(?<![\w.])import\s*(?:[^"'();]*from\s*)?["'](?<from>\.{0,2}/[^"']+)["']""",
        RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Import();

    [GeneratedRegex("/editor[^/]*\\.js$", RegexOptions.None, Timeout.Infinite)]
    private static partial Regex EditorScript();
}
