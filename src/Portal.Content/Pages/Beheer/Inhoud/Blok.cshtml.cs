using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Editing.Forms;
using Portal.Content.Markdown.Editing;
using Portal.Members.Access;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>
/// The fields of a block, as a part of a page. GET <c>?name=callout&amp;kind=tip</c> gives those of its first line. POST of <c>blok</c>,
/// <c>sleutels</c> (JSON <c>[["kind","tip"]]</c>) and <c>yaml</c> gives those of an exercise too; with fields in it, it reads them:
/// JSON <c>{name, keys, yaml, errors}</c>, or the fields again where a list got an item or something cannot be written down (422).
/// POST of <c>?handler=Bron</c> with <c>document</c> (as the editor has it) gives the Markdown of blocks, to try them out.
/// </summary>
[Authorize(Rights.Writer), BranchRule(BranchRule.Free)]
[RequestFormLimits(ValueCountLimit = 10_000)]
internal sealed class BlokModel(BlockForms blocks, References references, DbSession session) : PageModel
{
    /// <summary>The YAML of a block is no longer than a document.</summary>
    private const int MostCharacters = 1_000_000;

    public BlockForm Form { get; private set; } = null!;

    public string Keys => JsonSerializer.Serialize(Form.Now.Select(key => new[] { key.Key, key.Value }));

    public async Task<IActionResult> OnGetAsync(string? name, CancellationToken stop)
    {
        await references.LookAsync(session, stop);
        var keys = Request.Query.Where(pair => pair.Key != "name").ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return Show(blocks.Of(name ?? "", keys, null));
    }

    public async Task<IActionResult> OnPostAsync(string? blok, string? sleutels, string? yaml, CancellationToken stop)
    {
        await references.LookAsync(session, stop);
        yaml = yaml?.ReplaceLineEndings("\n");
        if (yaml?.Length > MostCharacters || KeysOf(sleutels) is not { } keys) return BadRequest();
        if (yaml is { Length: > 0 } && !yaml.EndsWith('\n')) yaml += "\n";
        if (!Request.Form.Keys.Any(name => name.StartsWith(BlockForms.YamlPrefix + ".", StringComparison.Ordinal)))
            return Show(blocks.Of(blok ?? "", keys, yaml));
        if (blocks.Read(Request.Form, blok ?? "", keys, yaml) is not { } posted) return NotFound();
        if (posted.IsAction || posted.IsRefused)
        {
            if (posted.IsRefused && !posted.IsAction) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            // What could be written down is: the next post goes on from there.
            return Show(posted.Form with { Now = posted.Keys, Yaml = posted.Yaml });
        }
        return new JsonResult(new
        {
            name = posted.Form.Name,
            keys = posted.Keys.Select(key => new[] { key.Key, key.Value }),
            yaml = posted.Yaml,
            errors = posted.Form.Errors.Select(error => new { name = error.Name, key = error.Key, message = error.Message }),
        });
    }

    public IActionResult OnPostBron(string? document)
    {
        try
        {
            var written = BodyEdit.Apply(BlockText.Of(""), NodeJson.Read(JsonNode.Parse(document ?? "")));
            return written.Refused.Count > 0
                ? StatusCode(StatusCodes.Status422UnprocessableEntity)
                : Content(written.Text, "text/plain", Encoding.UTF8);
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            return BadRequest();
        }
    }

    private IActionResult Show(BlockForm? form)
    {
        if (form is null) return NotFound();
        Form = form;
        return Page();
    }

    private static OrderedDictionary<string, string>? KeysOf(string? json)
    {
        try
        {
            var pairs = JsonSerializer.Deserialize<string[][]>(string.IsNullOrEmpty(json) ? "[]" : json) ?? [];
            var keys = new OrderedDictionary<string, string>();
            foreach (var pair in pairs)
                if (pair is not [{ } key, { } value] || !keys.TryAdd(key, value)) return null;
            return keys;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
