using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace AccountRecovery;

/// <summary>Random histories of one account's recovery code, recovery key and backup codes, against a model that keeps nothing but what is promised.</summary>
[Trait("Category", "NoText")]
public sealed class SavedCodeLaws
{
    private static readonly Caller Person = new() { Session = "person" };

    private enum What
    {
        Make,
        MakeBackup,
        Begin,
        Confirm,
        RedeemCode,
        RedeemKey,
        RedeemBackup,
        TryOldCode,
        TryOldKey,
        TryOldBackup,
        DisableByKey,
        DisableLater,
        SetCredentials,
        MakeWithGrant,
        Advance,
        Sweep,
    }

    private static Arbitrary<(What What, int Pick)[]> Histories { get; } = Arb.From(
        from length in Gen.Choose(0, 30)
        from steps in Gen.ArrayOf(
            from what in Gen.Frequency(
                (3, Gen.Constant(What.Make)), (2, Gen.Constant(What.Begin)), (2, Gen.Constant(What.Confirm)), (3, Gen.Constant(What.Advance)), (10, Gen.Elements(Enum.GetValues<What>())))
            from pick in Gen.Choose(0, 11)
            select (what, pick),
            length)
        select steps,
        Shorter);

    [Fact]
    public void S6_S10_W5_T2_Whatever_happens_only_what_is_live_opens_and_only_once() =>
        Holds.ForAll(Histories, steps => FollowsAsync(steps, RecoveryProfile.Consumer).GetAwaiter().GetResult(), tests: 400);

    [Fact]
    public void S6_S10_W5_T2_And_so_it_is_under_the_other_profile() =>
        Holds.ForAll(Histories, steps => FollowsAsync(steps, RecoveryProfile.Nist80063B4).GetAwaiter().GetResult(), tests: 200);

    private static IEnumerable<(What What, int Pick)[]> Shorter((What What, int Pick)[] steps)
    {
        for (int size = steps.Length / 2; size > 0; size /= 2)
        {
            for (int start = 0; start + size <= steps.Length; start += size)
            {
                yield return [.. steps[..start], .. steps[(start + size)..]];
            }
        }
    }

    private static async Task<bool> FollowsAsync((What What, int Pick)[] steps, RecoveryProfile profile)
    {
        await using var host = new TestHost(options => options.Profile = profile, listens: true);
        var run = new Run(host, profile);
        foreach ((What what, int pick) in steps)
        {
            await run.StepAsync(what, pick);
            await run.CheckAsync();

            // However slow the machine, no step finds the queue full.
            await host.DrainAsync();
        }

        return true;
    }

    /// <summary>The account as the person knows it, and the model.</summary>
    private sealed class Run(TestHost host, RecoveryProfile profile)
    {
        private static readonly Duration[] Spans = [Duration.FromSeconds(31), Duration.FromMinutes(9), Duration.FromHours(23), Duration.FromHours(24), Duration.FromHours(72), Duration.FromHours(719), Duration.FromHours(720)];

        private readonly List<string> _deadCodes = [];
        private readonly List<string> _deadKeys = [];
        private readonly List<string> _deadBackup = [];
        private string? _code;
        private string? _key;
        private string? _pendingKey;
        private Instant _pendingUntil;
        private Instant _exclusiveFrom;
        private Instant? _disabledFrom;
        private List<string> _backup = [];
        private RecoveryTicket? _grant;
        private Instant _grantUntil;
        private bool _locked;
        private bool _settingUp;
        private Instant? _sessionsFrom;

        private Instant Now => host.Clock.GetCurrentInstant();

        internal async Task StepAsync(What what, int pick)
        {
            switch (what)
            {
                case What.Make:
                    await MakeAsync([await PasswordAsync(), .. await DeviceAsync()], allowed: !_locked && (!_settingUp || (_code is null && Now >= _grantUntil)));
                    break;
                case What.MakeWithGrant when _grant is not null:
                    await MakeAsync([_grant], allowed: _settingUp && !_locked && _code is null && Now < _grantUntil);
                    break;
                case What.MakeBackup:
                    IssueOutcome set = await host.Codes.GenerateAsync(TestHost.Alice, Person.Having(await PasswordAsync()));
                    Assert.Equal(!_locked && !_settingUp, set is IssueOutcome.Issued);
                    if (set is IssueOutcome.Issued issued)
                    {
                        _deadBackup.AddRange(_backup);
                        _backup = [.. issued.Sheet.Codes.Select(code => code.Reveal())];
                    }

                    break;
                case What.Begin:
                    await BeginAsync();
                    break;
                case What.Confirm when _pendingKey is not null:
                    bool inTime = Now < _pendingUntil;
                    Assert.Equal(inTime, await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, _pendingKey, Person) is ConfirmOutcome.Confirmed);
                    if (inTime)
                    {
                        (_key, _exclusiveFrom, _pendingKey) = (_pendingKey, Now + Duration.FromHours(720), null);
                    }

                    break;
                case What.RedeemCode when _code is not null:
                    await RedeemCodeAsync();
                    break;
                case What.RedeemKey when _key is not null:
                    Assert.IsType<RedeemOutcome.Redeemed>(await host.RecoveryKeys.RedeemAsync(TestHost.Alice, _key, Person));
                    Kill(ref _key, _deadKeys);
                    _disabledFrom = null;
                    break;
                case What.RedeemBackup when _backup.Count > 0:
                    string spent = _backup[pick % _backup.Count];
                    RedeemOutcome redeemed = await host.Codes.RedeemAsync(TestHost.Alice, spent, Person);
                    if (redeemed is not RedeemOutcome.Paused)
                    {
                        Assert.IsType<RedeemOutcome.Redeemed>(redeemed);
                        _backup.Remove(spent);
                        _deadBackup.Add(spent);
                    }

                    break;
                case What.TryOldCode when _deadCodes.Count > 0:
                    Assert.IsNotType<RedeemOutcome.Redeemed>(await host.RecoveryCodes.RedeemAsync(TestHost.Alice, _deadCodes[pick % _deadCodes.Count], Person));
                    break;
                case What.TryOldKey when _deadKeys.Count > 0:
                    Assert.IsNotType<RedeemOutcome.Redeemed>(await host.RecoveryKeys.RedeemAsync(TestHost.Alice, _deadKeys[pick % _deadKeys.Count], Person));
                    Assert.IsNotType<ConfirmOutcome.Confirmed>(await host.RecoveryKeys.ConfirmAsync(TestHost.Alice, _deadKeys[pick % _deadKeys.Count], Person));
                    break;
                case What.TryOldBackup when _deadBackup.Count > 0:
                    Assert.IsNotType<RedeemOutcome.Redeemed>(await host.Codes.RedeemAsync(TestHost.Alice, _deadBackup[pick % _deadBackup.Count], Person));
                    break;
                case What.DisableByKey when _key is not null:
                    bool may = !_settingUp;
                    Assert.Equal(may, await host.RecoveryKeys.DisableAsync(TestHost.Alice, Person, _key) is DisableKeyOutcome.Disabled);
                    if (may)
                    {
                        Kill(ref _key, _deadKeys);
                        _disabledFrom = null;
                    }

                    break;
                case What.DisableLater when _key is not null:
                    bool mayLater = !_settingUp && (Now >= _exclusiveFrom || _code is not null);
                    DisableKeyOutcome later = await host.RecoveryKeys.DisableAsync(TestHost.Alice, Person.Having([await PasswordAsync(), .. await DeviceAsync()]), Now >= _exclusiveFrom ? null : _code);
                    Assert.Equal(mayLater, later is DisableKeyOutcome.Scheduled);
                    _disabledFrom ??= mayLater ? Now + Duration.FromHours(720) : null;
                    break;
                case What.SetCredentials when _grant is not null:
                    bool good = Now < _grantUntil;
                    Assert.Equal(good, await host.Recovery.CredentialsSetAsync(TestHost.Alice, Person.Having(_grant)) is CredentialsOutcome.Done);
                    if (good && _locked)
                    {
                        (_locked, _sessionsFrom) = (false, Now);
                        _settingUp = _code is null;
                    }

                    break;
                case What.Advance:
                    host.Clock.Advance(Spans[pick % Spans.Length]);
                    Expire();
                    break;
                case What.Sweep:
                    await host.DueWork.RunAsync(10);
                    break;
            }
        }

        internal async Task CheckAsync()
        {
            RecoveryCodeStatus code = await host.RecoveryCodes.GetStatusAsync(TestHost.Alice);
            RecoveryKeyStatus key = await host.RecoveryKeys.GetStatusAsync(TestHost.Alice);
            BackupCodeStatus backup = await host.Codes.GetStatusAsync(TestHost.Alice);
            Assert.Equal(_code is not null, code.IsLive);
            Assert.Equal(
                (_key is not null, _key is null ? null : (Instant?)_exclusiveFrom, _pendingKey is null ? null : (Instant?)_pendingUntil, _disabledFrom),
                (key.IsLive, key.ExclusiveFrom, key.PendingUntil, key.DisabledFrom));
            Assert.Equal(_backup.Count, backup.Remaining);
            Assert.Equal(!_locked, (await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.SignIn, AccessFacts.None)).IsAllowed);
            if (_sessionsFrom is { } from)
            {
                AccessResult older = await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.UseServices, new AccessFacts { SessionBegan = from - Duration.FromNanoseconds(1_000) });
                Assert.False(older.IsAllowed);
                Assert.Equal(!_locked && !_settingUp, (await host.Access.EvaluateAsync(TestHost.Alice, AccountAction.ChangeSecuritySettings, new AccessFacts { SessionBegan = from })).IsAllowed);
            }
        }

        private async Task MakeAsync(RecoveryTicket[] proofs, bool allowed)
        {
            IssueOutcome outcome = await host.RecoveryCodes.GenerateAsync(TestHost.Alice, Person.Having(proofs), _code);
            Assert.True(allowed == outcome is IssueOutcome.Issued, $"{outcome}");
            if (outcome is IssueOutcome.Issued issued)
            {
                Kill(ref _code, _deadCodes);
                _code = issued.Sheet.Codes[0].Reveal();
                _settingUp = false;
            }
        }

        private async Task BeginAsync()
        {
            BeginKeyOutcome outcome = await host.RecoveryKeys.BeginAsync(TestHost.Alice, acknowledged: true, Person.Having(await PasswordAsync()), _code);
            bool allowed = _code is not null && _key is null && !_locked && !_settingUp;
            Assert.Equal(allowed, outcome is BeginKeyOutcome.AwaitingConfirmation);
            if (outcome is BeginKeyOutcome.AwaitingConfirmation begun)
            {
                Kill(ref _pendingKey, _deadKeys);
                (_pendingKey, _pendingUntil) = (begun.Sheet.Codes[0].Reveal(), begun.Until);
            }
        }

        private async Task RedeemCodeAsync()
        {
            RedeemOutcome outcome = await host.RecoveryCodes.RedeemAsync(TestHost.Alice, _code, Person);
            if (outcome is RedeemOutcome.Paused && profile == RecoveryProfile.Nist80063B4)
            {
                return;
            }

            RedeemOutcome.Redeemed redeemed = Assert.IsType<RedeemOutcome.Redeemed>(outcome);
            Assert.Equal(new Voided(_backup.Count, _key is not null), redeemed.Voided);
            Kill(ref _code, _deadCodes);
            Kill(ref _key, _deadKeys);
            Kill(ref _pendingKey, _deadKeys);
            _deadBackup.AddRange(_backup);
            _backup = [];
            _disabledFrom = null;
            (_grant, _grantUntil, _locked, _settingUp, _sessionsFrom) = (redeemed.Grant, Now + Duration.FromHours(24), true, true, Now);
            Assert.Equal(profile == RecoveryProfile.Nist80063B4, redeemed.Replacement is not null);
            _code = redeemed.Replacement?.Codes[0].Reveal();
        }

        private void Expire()
        {
            if (Now >= _pendingUntil)
            {
                Kill(ref _pendingKey, _deadKeys);
            }

            if (Now >= _disabledFrom)
            {
                Kill(ref _key, _deadKeys);
                _disabledFrom = null;
            }
        }

        private async Task<RecoveryTicket> PasswordAsync() => await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, caller: Person);

        private async Task<RecoveryTicket[]> DeviceAsync() => [await host.VouchAsync(ProofPurpose.ChangeSecuritySettings, HostProof.TrustedDevice, caller: Person)];

        private static void Kill(ref string? code, List<string> dead)
        {
            if (code is not null)
            {
                dead.Add(code);
            }

            code = null;
        }
    }
}
