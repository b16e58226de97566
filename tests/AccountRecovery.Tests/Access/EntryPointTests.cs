using System.Reflection;
using AccountRecovery.Ports;

namespace AccountRecovery;

/// <summary>Every way to call the library in the wait, and while an account is frozen: what goes on is exactly what is written down.</summary>
public sealed class EntryPointTests
{
    // What a host resolves. Those that are about no account's recovery are named, so that a new service is thought of.
    private static readonly Type[] Services =
    [
        .. typeof(ISecurityInfo).Assembly.GetExportedTypes().Where(type => type.IsInterface && type != typeof(IMessageTexts) && type != typeof(IRecoveryHealth)),
    ];

    [Fact]
    public void W8_Every_method_of_every_service_is_thought_of()
    {
        string[] methods = [.. Services.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Select(method => $"{method.DeclaringType!.Name}.{method.Name}")];

        Assert.Equal(methods.Distinct().Order(StringComparer.Ordinal), EntryPoints.All.Select(point => point.Method).Distinct().Order(StringComparer.Ordinal));
        Assert.Distinct(EntryPoints.All.Select(point => point.Name));
    }

    [Fact]
    public async Task W8_In_the_wait_nothing_goes_on_but_what_is_written_down()
    {
        await using EntryScene scene = await EntryScene.InWaitAsync();
        Assert.Equal(AccountState.Waiting, scene.Record.State);
        Assert.Equal(EntryPoints.All.Select(point => $"{point.Name}: {point.InWait}"), await FatesAsync(scene));
    }

    [Fact]
    public async Task W8_While_an_account_is_frozen_nothing_goes_on_but_reading_and_what_is_the_operators()
    {
        await using EntryScene scene = await EntryScene.FrozenAsync();
        Assert.True(scene.Record.IsFrozen);
        Assert.Equal(EntryPoints.All.Select(point => $"{point.Name}: {point.Frozen}"), await FatesAsync(scene));
    }

    /// <summary>Who is in a session hears why, and not that the contact is of no use.</summary>
    [Fact]
    public async Task W8_Who_asks_for_a_code_in_a_session_gets_the_answer_that_the_account_is_frozen()
    {
        await using EntryScene scene = await EntryScene.FrozenAsync();
        await scene.RestoreAsync();
        RecoveryTicket session = await scene.Host.VouchAsync(ProofPurpose.Recover, HostProof.HostSession);

        SendOutcome outcome = await scene.Host.SecurityCodes.SendAsync(TestHost.Alice, scene.Mail, ProofPurpose.Recover, TestHost.Owner.Having(session));

        Assert.Equal(new SendOutcome.Refused(Refusal.Frozen), outcome);
    }

    /// <summary>An import finds the account frozen before it finds that there are codes.</summary>
    [Fact]
    public async Task W8_Nothing_is_imported_into_a_frozen_account_without_codes()
    {
        await using EntryScene scene = await EntryScene.FrozenAsync();
        await scene.Host.PutAsync(scene.Record with { BackupCodes = BackupCodePart.None });

        ImportOutcome outcome = await scene.Host.Codes.ImportAsync(TestHost.Alice, ["1111 1111", "2222 2222"], CodeFormat.BackupCode, TestHost.Owner);

        Assert.Equal(new ImportOutcome.Refused(Refusal.Frozen), outcome);
    }

    /// <summary>Power: the same calls, the account neither in the wait nor frozen. Most of what was refused is done.</summary>
    [Fact]
    public async Task W8_The_calls_are_good_ones()
    {
        await using EntryScene scene = await EntryScene.EstablishedAsync();
        string[] inWait = [.. EntryPoints.All.Where(point => point.InWait is Fate.Refused).Select(point => $"{point.Name}: {Fate.Done}")];

        string[] done = [.. inWait.Intersect(await FatesAsync(scene, isPower: true), StringComparer.Ordinal)];

        Assert.InRange(done.Length, 15, inWait.Length);
    }

    /// <summary>What was begun before the wait and not finished would be finished in it: a hijacker's key, or codes in the place of the owner's.</summary>
    [Fact]
    public async Task W8_A_key_and_a_set_that_wait_to_be_typed_back_are_gone_when_the_wait_begins()
    {
        await using var host = new TestHost(options => options.ConfirmBackupCodes = true, sends: true);
        ContactId mail = await host.AddFirstAsync();
        RecoveryTicket code = await host.ProveAsync(mail, ProofPurpose.ChangeSecuritySettings);
        RecoveryTicket password = await host.VouchAsync(ProofPurpose.ChangeSecuritySettings);
        string[] set = await host.IssueAsync();
        BeginKeyOutcome begun = await host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: true, TestHost.Owner.Having(password, code));
        string key = Assert.IsType<BeginKeyOutcome.AwaitingConfirmation>(begun).Sheet.Codes[0].Reveal();

        await host.StartWaitAsync();

        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.Codes.ConfirmAsync(TestHost.Alice, set[0], TestHost.Owner));
        Assert.Equal(new ConfirmOutcome.Refused(Refusal.NothingPending), await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, key, TestHost.Owner));
    }

    private static async Task<List<string>> FatesAsync(EntryScene scene, bool isPower = false)
    {
        List<string> fates = [];
        foreach (EntryPoint point in EntryPoints.All)
        {
            await scene.RestoreAsync();
            StoredRecord? before = await scene.Host.Store.ReadAsync(TestHost.Alice, CancellationToken.None);
            object? outcome = await point.Call(scene);
            bool isChanged = before != await scene.Host.Store.ReadAsync(TestHost.Alice, CancellationToken.None);
            Fate fate = EntryPoint.FateOf(outcome, isChanged);

            // Nothing is written but by what is done; elsewhere a wrong code is counted.
            Assert.True(isPower || isChanged == (fate == Fate.Done), $"{point.Name}: {outcome}");
            fates.Add($"{point.Name}: {fate}");
        }

        return fates;
    }
}
