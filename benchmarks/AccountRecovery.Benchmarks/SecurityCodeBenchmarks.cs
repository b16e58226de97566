using System.Security.Cryptography;
using AccountRecovery.Ports;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Attempt = AccountRecovery.AttemptResult<AccountRecovery.SecurityCodeAccepted>;

namespace AccountRecovery;

/// <summary>Trying a security code: the rule with its HMAC alone, and the whole call on the in-memory store. The measure is one HMAC-SHA-256.</summary>
[MemoryDiagnoser]
[MinColumn]
public class SecurityCodeBenchmarks
{
    private readonly byte[] _key = new byte[32];
    private readonly byte[] _tag = new byte[32];
    private ServiceProvider _provider = null!;
    private IRecoveryStore _store = null!;
    private ISecurityCodes _codes = null!;
    private StoredRecord _atFirst = null!;
    private AccountRecord _record = null!;
    private RecoveryPolicy _policy = null!;
    private ChallengeId _challenge;
    private RecoveryCall _right = null!;
    private RecoveryCall _wrong = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        var mail = new RecordingSender();
        var services = new ServiceCollection();
        services.AddSingleton<IClock>(new ManualClock(Scene.Now));
        services.AddAccountRecovery(options =>
        {
            options.RootKeys.Add(new RootKeyOptions { Key = RootKey.Generate().Reveal() });
            options.Site = "Shop";
        }).UseInMemoryStore().UseSender(ContactChannel.Email, mail);
        _provider = services.BuildServiceProvider();
        _store = _provider.GetRequiredService<IRecoveryStore>();
        _codes = _provider.GetRequiredService<ISecurityCodes>();
        _policy = _provider.GetRequiredService<RecoveryPolicy>();

        RecoveryTicket password = await _provider.GetRequiredService<ITickets>().VouchAsync(Scene.Alice, HostProof.HostPassword, ProofPurpose.ChangeSecuritySettings, Scene.Stranger);
        ChangeOutcome outcome = await _provider.GetRequiredService<ISecurityInfo>().AddAsync(Scene.Alice, NewContact.Email("mira@example.com"), Scene.Stranger.Having(password));
        _challenge = outcome is ChangeOutcome.CodeSent sent ? sent.Challenge : throw new InvalidOperationException($"{outcome}");
        await _provider.GetRequiredService<IDueWork>().DrainAsync();
        string code = mail.LastCodeTo("mira@example.com")!;

        _atFirst = (await _store.ReadAsync(Scene.Alice, CancellationToken.None))!;
        _record = _provider.GetRequiredService<RecordSealer>().Open(Scene.Alice, _atFirst.Sealed.Span);
        _right = new RecoveryCall(RecoveryAction.Confirm, RecoveryMethod.SecurityCodes, Scene.Alice, new ProofsGiven([], TwoStep: false), CallerTrace.Of(Scene.Stranger))
        {
            Typed = code,
            Purpose = ProofPurpose.ConfirmContact,
        };
        _wrong = _right with { Typed = code[^1] == '0' ? code[..^1] + '1' : code[..^1] + '0' };
        if (Rule(_right) is not Attempt.Accepted || Rule(_wrong) is not Attempt.Refused)
        {
            throw new InvalidOperationException("The rule does not answer as it should.");
        }
    }

    [GlobalCleanup]
    public void Cleanup() => _provider.Dispose();

    [Benchmark(Baseline = true)]
    public int OneHmac() => HMACSHA256.HashData(_key, _key, _tag);

    [Benchmark]
    public object RuleRightCode() => Rule(_right);

    [Benchmark]
    public object RuleWrongCode() => Rule(_wrong);

    [Benchmark]
    public async Task<object> WholeCallWrongCode()
    {
        VerifyOutcome outcome = await _codes.VerifyAsync(Scene.Alice, _challenge, _wrong.Typed, ProofPurpose.Recover, Scene.Stranger);
        await PutBackAsync();
        return outcome is VerifyOutcome.Refused ? outcome : throw new InvalidOperationException($"{outcome}");
    }

    [Benchmark]
    public async Task<object> WholeCallRightCode()
    {
        VerifyOutcome outcome = await _provider.GetRequiredService<ISecurityInfo>().ConfirmAsync(Scene.Alice, _challenge, _right.Typed, Scene.Stranger);
        await PutBackAsync();
        return outcome is VerifyOutcome.Verified ? outcome : throw new InvalidOperationException($"{outcome}");
    }

    private Attempt Rule(RecoveryCall call) => SecurityCodeRules.Verify(_record, call, _challenge.Value, _policy, Scene.Now).Answer;

    // One read and one write of the in-memory store, measured with the call.
    private async Task PutBackAsync()
    {
        StoredRecord now = (await _store.ReadAsync(Scene.Alice, CancellationToken.None))!;
        if (!await _store.TryWriteAsync(Scene.Alice, now.Revision, _atFirst, CancellationToken.None))
        {
            throw new InvalidOperationException("Somebody else wrote.");
        }
    }
}
