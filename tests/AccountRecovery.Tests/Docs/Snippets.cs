using System.Text;
using AccountRecovery.Ports;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace AccountRecovery;

/// <summary>The code blocks of the documents, compiled and run; <see cref="DocumentTests"/> compares them line by line.</summary>
public sealed class Snippets
{
    [Fact]
    public async Task The_blocks_of_the_readme_do_what_it_says()
    {
        string rootKey = RootKey.Generate().Reveal();
        var services = new ServiceCollection();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = rootKey }))
            .UseInMemoryStore();

        await using ServiceProvider provider = services.BuildServiceProvider();
        IBackupCodes codes = provider.GetRequiredService<IBackupCodes>();
        var account = new AccountId("alice");
        Caller caller = TestHost.Owner;

        string page = await MakeAsync(codes, account, caller);
        Assert.Equal(10, page.Split('\n').Length);

        (bool mayEnter, PersonResult answer) = await RedeemAsync(codes, account, caller, page.Split('\n')[0]);
        Assert.True(mayEnter);
        Assert.Equal(PersonResult.Accepted, answer);
    }

    [Fact]
    public async Task The_block_of_testing_your_app_does_what_it_says()
    {
        var services = new ServiceCollection();

        var clock = new ManualClock(Instant.FromUtc(2026, 3, 1, 12, 0));
        var sink = new RecordingEventSink();

        services.AddAccountRecovery(o => o.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() }))
            .UseInMemoryStore()
            .UseCodeHasher<FastCodeHasher>();
        services.AddSingleton<IClock>(clock);
        services.AddSingleton<IRecoveryEventSink>(sink);

        await using ServiceProvider provider = services.BuildServiceProvider();
        await MakeAsync(provider.GetRequiredService<IBackupCodes>(), new AccountId("alice"), TestHost.Owner);
        IDueWork dueWork = provider.GetRequiredService<IDueWork>();
        await dueWork.DrainAsync();

        RecoveryEvent issued = Assert.Single(sink.Delivered);
        Assert.Equal(clock.GetCurrentInstant(), issued.At);
        Assert.Equal(10, Assert.IsType<FastCodeHasher>(provider.GetRequiredService<ICodeHasher>()).Hashes);
    }

    [Fact]
    public async Task The_blocks_of_root_keys_do_what_it_says()
    {
        await using var walked = new WalkedStore();
        await walked.FillAsync(3);
        var told = new List<string>();

        Assert.False(await MayGoAsync(walked.Both.Operations, walked.OldKey.Reveal()));
        await SealAnewAsync(walked.Both.Operations, told.Add);
        Assert.True(await MayGoAsync(walked.Both.Operations, walked.OldKey.Reveal()));

        Assert.Equal("3 accounts, 3 sealed anew, 0 failed, up to account-000002", told[^1]);
    }

    [Fact]
    public void The_block_of_the_argon2_package_does_what_it_says()
    {
        byte[] password = Encoding.UTF8.GetBytes("correct horse battery staple");

        string stored = Argon2id.Hash(password, Argon2Parameters.Default);      // $argon2id$v=19$m=19456,t=2,p=1$...
        bool same = Argon2id.Verify(stored, password);
        bool old = Argon2id.NeedsRehash(stored, Argon2Parameters.Default);

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", stored, StringComparison.Ordinal);
        Assert.Equal((true, false), (same, old));
    }

    private static async Task SealAnewAsync(IRecoveryOperations operations, Action<string> report)
    {
        await foreach (KeyRotationStep step in operations.ResealAsync())
        {
            report($"{step.Examined} accounts, {step.Resealed} sealed anew, {step.Failed} failed, up to {step.Last}");
        }
    }

    private static async Task<bool> MayGoAsync(IRecoveryOperations operations, string oldKey)
    {
        KeyId old = RootKey.Parse(oldKey).Id;
        bool mayGo = false;
        await foreach (KeyRotationStep step in operations.CountKeysAsync())
        {
            mayGo = step is { IsComplete: true, Failed: 0 } && step.ByKey.GetValueOrDefault(old) == 0;
        }

        return mayGo;
    }

    private static async Task<string> MakeAsync(IBackupCodes codes, AccountId account, Caller caller)
    {
        IssueOutcome outcome = await codes.GenerateAsync(account, caller.Having(HostProof.HostPassword));

        string page = outcome.Match(
            issued => string.Join('\n', issued.Sheet.Codes.Select(code => code.Reveal())),
            awaiting => "Type one of the new codes back to put them in force.",
            already => "These codes were shown a moment ago and cannot be shown again.",
            refused => "Please sign in again first.",
            busy => "Please try again in a moment.");
        return page;
    }

    private static async Task<(bool MayEnter, PersonResult Answer)> RedeemAsync(IBackupCodes codes, AccountId account, Caller caller, string typed)
    {
        RedeemOutcome outcome = await codes.RedeemAsync(account, typed, caller.Having(HostProof.HostPassword));

        bool mayEnter = outcome is RedeemOutcome.Redeemed;
        PersonResult answer = outcome.ForPerson(signedIn: false);
        return (mayEnter, answer);
    }
}
