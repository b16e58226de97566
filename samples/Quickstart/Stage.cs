using AccountRecovery;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

/// <summary>Where the stories are told: the library's services, and what people do again and again.</summary>
internal sealed class Stage(IServiceProvider provider, ClockAhead clock, ConsoleSender mail)
{
    public IBackupCodes Codes { get; } = provider.GetRequiredService<IBackupCodes>();

    public IRecoveryCodes RecoveryCodes { get; } = provider.GetRequiredService<IRecoveryCodes>();

    public IRecoveryKeys RecoveryKeys { get; } = provider.GetRequiredService<IRecoveryKeys>();

    public ISecurityInfo Contacts { get; } = provider.GetRequiredService<ISecurityInfo>();

    public ISecurityCodes SecurityCodes { get; } = provider.GetRequiredService<ISecurityCodes>();

    public IAccountAccess Access { get; } = provider.GetRequiredService<IAccountAccess>();

    public ISignInPrompt Prompt { get; } = provider.GetRequiredService<ISignInPrompt>();

    public IAccountRecovery Recovery { get; } = provider.GetRequiredService<IAccountRecovery>();

    private IDueWork DueWork { get; } = provider.GetRequiredService<IDueWork>();

    public Instant Now => Instant.FromDateTimeOffset(clock.GetUtcNow());

    public static void Tell(string what, string came) => Console.WriteLine($"   {what,-11} -> {came}");

    public static string Date(Instant instant) => FormattableString.Invariant($"{instant.ToDateTimeUtc():d MMMM yyyy}");

    /// <summary>A person's story begins anew in each run; the last one may have ended in what is the future for this one, which an operator sets back first.</summary>
    public async Task BeginAsync(AccountId account, Caller caller)
    {
        await provider.GetRequiredService<IRecoveryOperations>().RepairClockAsync(account, caller);
        await provider.GetRequiredService<IRecoveryData>().EraseAsync(account, caller, force: true);
    }

    /// <summary>Time goes by. What is due then is done by a sweep, as your application's worker makes it every minute.</summary>
    public async Task WaitAsync(TimeSpan time)
    {
        clock.Run(time);
        await DueWork.RunAsync(maxAccounts: 100);
        await DrainAsync();
    }

    /// <summary>Messages are sent in the background. A story waits for them and prints them; an application does not need to.</summary>
    public async Task DrainAsync()
    {
        await DueWork.DrainAsync();
        mail.Print();
    }

    public async Task<string[]> GenerateAsync(AccountId account, Caller caller)
    {
        CodeSheet sheet = ((IssueOutcome.Issued)await Codes.GenerateAsync(account, caller.Having(HostProof.HostPassword))).Sheet;
        string[] shown = [.. sheet.Codes.Select(code => code.Reveal())];
        Console.WriteLine($"   Set {sheet.SetNumber}, shown once:\n     {string.Join("   ", shown[..5])}\n     {string.Join("   ", shown[5..])}");
        return shown;
    }

    /// <summary>Adds a contact, with what the caller has proved, and types back the code that was sent there.</summary>
    public async Task<ContactId> AddAsync(AccountId account, NewContact contact, Caller caller, Caller proved)
    {
        var sent = (ChangeOutcome.CodeSent)await Contacts.AddAsync(account, contact, proved);
        await DrainAsync();
        var confirmed = (VerifyOutcome.Verified)await Contacts.ConfirmAsync(account, sent.Challenge, mail.LastCode, caller);
        await DrainAsync();
        Tell(mail.LastCode!, $"accepted; {confirmed.Contact.Masked} counts from now on");
        return confirmed.Contact.Id;
    }

    /// <summary>Types the code that was sent.</summary>
    public async Task<RecoveryTicket> ProveAsync(AccountId account, SendOutcome outcome, ProofPurpose purpose, Caller caller)
    {
        var sent = (SendOutcome.Sent)outcome;
        await DrainAsync();
        var verified = (VerifyOutcome.Verified)await SecurityCodes.VerifyAsync(account, sent.Challenge, mail.LastCode, purpose, caller);
        Tell(mail.LastCode!, $"accepted; it proves {verified.Contact.Masked}, for {purpose} alone");
        return verified.Proof!;
    }

    /// <summary>Asks whether something is allowed.</summary>
    public async Task EvaluateAsync(AccountId account, AccountAction action, string what, Instant? sessionBegan = null)
    {
        AccessResult answer = await Access.EvaluateAsync(account, action, new AccessFacts { SessionBegan = sessionBegan });
        Tell(what, answer.IsAllowed ? "allowed" : $"refused: {Say(answer)}");
    }

    /// <summary>The host's own sign-in has passed.</summary>
    public async Task SignInAsync(AccountId account, Caller caller)
    {
        SignInOutcome outcome = await Prompt.RecordSignInAsync(account, AccessFacts.None, caller);
        await DrainAsync();
        Tell("sign-in", outcome.Match(
            recorded => recorded.Answer.Steps.Count == 0 ? "allowed" : $"allowed, and asked: {string.Join(", ", recorded.Answer.Steps)}",
            denied => $"refused: {Say(denied.Answer)}",
            busy => $"busy: {busy.Why}"));
    }

    private static string Say(AccessResult answer) => $"{answer.Denial}{(answer.Until is { } until ? $" until {Date(until)}" : string.Empty)}, {string.Join(", ", answer.Steps)}";
}
