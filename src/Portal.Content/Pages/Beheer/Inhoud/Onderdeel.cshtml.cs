using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Portal.Content.Branches;
using Portal.Content.Editing.Forms;
using Portal.Content.Types;
using Portal.Members.Access;
using Portal.Members.People;
using Portal.Platform.Data;

namespace Portal.Content.Pages.Beheer.Inhoud;

/// <summary>The branches of one member: gives them and takes them back. It holds at once, and the member gets a mail.</summary>
[Authorize(Rights.Office), BranchRule(BranchRule.Free)]
internal sealed class OnderdeelModel(
    BranchGivers givers, BranchStore branches, BranchWords words, BranchMails mails, MemberDirectory members, DocumentTypes types,
    References references, DbSession session, CurrentMember current) : PageModel
{
    /// <summary>The member.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Lid { get; set; }

    /// <summary>Words of the title of a document to give.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Zoek { get; set; }

    /// <summary>Who it is.</summary>
    public MemberCard Writer { get; private set; } = null!;

    /// <summary>False for somebody without a task in which one writes: what they had can be taken back, and no more.</summary>
    public bool Writes { get; private set; }

    /// <summary>True for who asks: nobody gives themselves a branch, they could not take it back.</summary>
    public bool IsMe => Lid == current.Id;

    /// <summary>What they keep to.</summary>
    public BranchSet Branches { get; private set; } = BranchSet.Everywhere;

    /// <summary>The types that can be given.</summary>
    public IReadOnlyList<(string Value, string Text)> Types { get; private set; } = [];

    /// <summary>The documents that were found, without those they have.</summary>
    public IReadOnlyList<Reference> Found { get; private set; } = [];

    /// <summary>Looks who may come in, and at whom they look.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var stop = context.HttpContext.RequestAborted;
        if (context.HandlerMethod is null)
        {
            await next(); // a form that is not of this page: refused as everywhere
            return;
        }
        if (!await givers.MayGiveAsync(stop))
        {
            context.Result = Forbid();
            return;
        }
        if (await members.FindAsync(Lid, stop) is not { } writer)
        {
            context.Result = NotFound();
            return;
        }
        Writer = writer;
        Writes = (await words.WritersAsync(stop)).Any(card => card.Id == Lid);
        (ViewData["Title"], ViewData["Robots"]) = ($"Onderdelen van {writer.Name}", "noindex");
        await next();
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        Branches = await branches.OfAsync(Lid, stop);
        Types =
        [
            .. types.All.Where(type => !Branches.HasType(type.Name)).OrderBy(type => type.Info.Plural, StringComparer.Ordinal)
                .Select(type => (type.Name, type.Info.Plural)),
        ];
        Zoek = Zoek?.Trim();
        if (string.IsNullOrEmpty(Zoek)) return Page();
        await references.LookAsync(session, stop);
        var has = Branches.All.Select(branch => branch.Ref).ToHashSet();
        Found = [.. references.Search(Zoek, "").Where(found => !has.Contains(found.Id))];
        return Page();
    }

    /// <summary>Gives a document with all that stands under it, or all documents of a type.</summary>
    /// <param name="stuk">Id of the document, or null.</param>
    /// <param name="soort">Name of the type, or null.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostGiveAsync(string? stuk, string? soort, CancellationToken stop)
    {
        var type = string.IsNullOrEmpty(stuk) ? types.Find(soort ?? "") : null;
        if (IsMe) return Told("Jezelf geef je geen onderdeel. Vraag een collega.", isWrong: true);
        if (!Writes) return Told("Dit lid heeft geen taak waarin je schrijft.", isWrong: true);
        if (string.IsNullOrEmpty(stuk) && type is null) return Told("Kies eerst een soort.", isWrong: true);
        var given = await session.InTransactionAsync(
            async () =>
            {
                var before = (await branches.OfAsync(Lid, stop)).All;
                if (before.Count >= BranchStore.Most) return null;
                if (!await branches.GiveAsync(Lid, type is null ? stuk : null, type, stop)) return "";
                var now = await branches.OfAsync(Lid, stop);
                var title = now.All.ExceptBy(before.Select(branch => branch.Id), branch => branch.Id).First().Title;
                await mails.SendAsync("branch-given", Writer, current.Name, title, now, stop);
                return title;
            },
            stop);
        return given switch
        {
            null => Told($"Meer dan {BranchStore.Most} onderdelen kan niet. Neem er eerst een terug.", isWrong: true),
            "" => Told("Dat onderdeel is er al, of het stuk is er niet meer.", isWrong: true),
            _ => Told($"{Writer.Name} schrijft nu in {given}. Dat geldt meteen."),
        };
    }

    /// <summary>Takes a branch back.</summary>
    /// <param name="onderdeel">Which.</param>
    /// <param name="stop">Cancels the call.</param>
    public async Task<IActionResult> OnPostTakeAsync(Guid onderdeel, CancellationToken stop)
    {
        var taken = await session.InTransactionAsync(
            async () =>
            {
                if (await branches.TakeAsync(Lid, onderdeel, stop) is not { } title) return null;
                var now = await branches.OfAsync(Lid, stop);
                await mails.SendAsync("branch-taken", Writer, current.Name, title, now, stop);
                return title + (now.IsBound || !Writes ? " is teruggenomen."
                    : $" is teruggenomen. {Writer.Name} schrijft nu weer in alle onderdelen.");
            },
            stop);
        return taken is null ? Told("Dat onderdeel was al teruggenomen.", isWrong: true) : Told(taken);
    }

    private RedirectResult Told(string said, bool isWrong = false)
    {
        TempData["Melding"] = said;
        if (isWrong) TempData["Let op"] = true;
        return Redirect($"/beheer/inhoud/onderdelen/{Lid}");
    }
}
