using Portal.Tests.Members;
using Portal.Tests.Support;

namespace Portal.Tests.Learning.Modules;

/// <summary>A portal with one small module of a test's own, and members who do it; without script.</summary>
public abstract class SmallModuleTests : IAsyncLifetime
{
    /// <summary>Address of the module.</summary>
    protected const string Module = SmallModule.Path;

    private protected SmallModuleTests() => module = new SmallModule(() => members.Host);

    private protected readonly MembersHost members = new();
    private protected readonly SmallModule module;

    /// <summary>Who signed in last.</summary>
    private protected (string Email, Guid Id) Member { get; private set; }

    public async Task InitializeAsync()
    {
        await members.InitializeAsync();
        await WriteAsync();
        await module.ImportAsync();
    }

    public async Task DisposeAsync()
    {
        await members.DisposeAsync();
        module.Dispose();
    }

    /// <summary>Writes the module's files.</summary>
    private protected abstract Task WriteAsync();

    /// <summary>Somebody new, signed in.</summary>
    private protected async Task<Visitor> SignedInAsync()
    {
        Member = await members.GivenMemberAsync();
        return await members.SignedInAsync(Member.Email);
    }

    /// <summary>Begins the module.</summary>
    private protected static async Task BeginAsync(Visitor visitor)
    {
        await visitor.GoAsync(Module);
        await visitor.PressAsync("Begin");
    }

    /// <summary>Does a chapter with one question.</summary>
    private protected static async Task DoChapterAsync(Visitor visitor, string chapter, string exercise)
    {
        await visitor.GoAsync($"{Module}/{chapter}");
        await SmallModule.AnswerAsync(visitor, exercise, right: true);
        await visitor.PressAsync("Klaar met dit hoofdstuk");
    }
}
