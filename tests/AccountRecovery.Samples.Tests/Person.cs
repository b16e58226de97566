using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using RecoveryCli;
using RecoveryCli.Commands;

namespace AccountRecovery.Samples;

/// <summary>One person's account on the command line, at the instant where their story is.</summary>
/// <remarks>A call is parsed and answered here, in a host of its own; or, at a shell, printed and read back too, with its exit code.</remarks>
internal sealed class Person : IDisposable
{
    internal static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);
    internal static readonly Duration Grain = Duration.FromNanoseconds(1_000);
    internal static readonly Duration Spacing = Duration.FromSeconds(30);

    // Options are shared by all commands, so that there is one tree of them.
    private static readonly Lazy<RootCommand> Tree = new(Verbs.All);

    private readonly bool _isShell;

    private Person(RecoveryFile file, bool isShell) => (File, Outbox, _isShell) = (file, new Outbox(file), isShell);

    /// <summary>All commands.</summary>
    internal static RootCommand Root => Tree.Value;

    internal RecoveryFile File { get; }

    internal Outbox Outbox { get; }

    internal Instant Now { get; set; } = Noon;

    internal static async Task<Person> NewAsync() => new(await RecoveryFile.NewAsync(), isShell: false);

    internal static async Task<Person> AtAShellAsync() => new(await RecoveryFile.NewAsync(), isShell: true);

    /// <summary>What a command line means, without making the call.</summary>
    internal static ParseResult Parse(params string[] arguments) => Root.Parse(arguments);

    /// <summary>Calls a verb, and reads its JSON.</summary>
    internal Task<Ran> CallAsync(params string[] arguments) => RunAsync([.. arguments, "--account", "dan", "--json"]);

    /// <summary>The same at another instant, where the story goes on.</summary>
    internal Task<Ran> AtAsync(Instant at, params string[] arguments)
    {
        Now = at;
        return CallAsync(arguments);
    }

    /// <summary>Calls a verb for its words.</summary>
    internal Task<Ran> SayAsync(params string[] arguments) => RunAsync([.. arguments, "--account", "dan"]);

    internal async Task<int> RunDueAsync(Instant at)
    {
        Now = at;
        Ran ran = await RunAsync("run-due", "--json");
        return ran.Number("changed");
    }

    /// <summary>The account's first contact, by the password.</summary>
    internal Task AddFirstAsync(string address = "dan@example.com") => ConfirmAsync("add-contact", "--email", address);

    /// <summary>Another contact, half a minute later, by a code of a settled one.</summary>
    internal async Task AddAsync(int settled, string address)
    {
        (string challenge, string code) = await SendAsync(settled);
        await ConfirmAsync("add-contact", "--email", address, "--challenge", challenge, "--code", code);
    }

    /// <summary>Calls what sends a code to somebody new, and types it back.</summary>
    internal async Task ConfirmAsync(params string[] arguments)
    {
        Ran sent = await CallAsync(arguments);
        Assert.Equal((0, "code_sent"), (sent.Code, sent.Outcome));
        Assert.Equal("confirmed", (await CallAsync("confirm", Outbox.TakeCode(), "--challenge", sent.Text("challenge")!)).Outcome);
    }

    /// <summary>Half a minute later, a code for whoever is signed in.</summary>
    internal async Task<(string Challenge, string Code)> SendAsync(int contact, string purpose = "change-settings")
    {
        Now += Spacing;
        Outbox.TakeNew();
        Ran sent = await CallAsync("send-code", "--contact", $"{contact}", "--purpose", purpose);
        Assert.Equal((0, "sent"), (sent.Code, sent.Outcome));
        return (sent.Text("challenge")!, Outbox.TakeCode());
    }

    /// <summary>Half a minute later, a stranger types an address.</summary>
    internal async Task<(string Challenge, string? Code)> AskAsync(string purpose, string address = "dan@example.com")
    {
        Now += Spacing;
        Outbox.TakeNew();
        Ran sent = await CallAsync("send-code", "--to", address, "--purpose", purpose);
        Assert.Equal((0, "sent"), (sent.Code, sent.Outcome));
        return (sent.Text("challenge")!, Outbox.TakeNew().Select(message => Outbox.CodeIn(message.Text)).FirstOrDefault(code => code is not null));
    }

    /// <summary>A stranger asks for a code and types it into the verb that it is for.</summary>
    internal async Task<Ran> ByCodeAsync(string verb, string purpose, string address = "dan@example.com")
    {
        (string challenge, string? code) = await AskAsync(purpose, address);
        return await CallAsync(verb, code!, "--challenge", challenge);
    }

    /// <summary>Subjects of what came since the last look, in the order of their names.</summary>
    internal string[] Told() => [.. Outbox.TakeNew().Select(message => message.Text.Split("Subject: RecoveryCli: ")[1].Split('\r')[0]).Order(StringComparer.Ordinal)];

    internal static (int, string?, string?) Refusal(Ran ran) => (ran.Code, ran.Outcome, ran.Text("why"));

    internal static (int, string?) Came(Ran ran) => (ran.Code, ran.Outcome);

    internal static string[] Steps(Ran ran) => [.. ran.Json.GetProperty("steps").EnumerateArray().Select(step => step.GetString()!)];

    internal static string[] States(Ran ran) => [.. ran.Json.GetProperty("contacts").EnumerateArray().Select(contact => contact.GetProperty("state").GetString()!)];

    internal static string Name(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public void Dispose() => File.Dispose();

    private async Task<Ran> RunAsync(params string[] arguments)
    {
        string[] all = [.. arguments, "--now", Name(Now)];
        if (_isShell)
        {
            return await File.CallAsync(all);
        }

        ParseResult given = Parse([.. all, "--db", File.Path]);
        Assert.Empty(given.Errors);
        Answer? answer = null;
        await ((Verb)given.CommandResult.Command).AnswerAsync(given, told => answer = told, CancellationToken.None);
        string text = arguments.Contains("--json") ? answer!.ToJson() : answer!.Text;
        bool isOutput = arguments.Contains("--json") || answer.Code == ExitCode.Done;
        return new Ran((int)answer.Code, isOutput ? text + "\n" : string.Empty, isOutput ? string.Empty : text);
    }
}
